/** Benchmarks, of single parts and of whole programs. */
@NullMarked
package io.hivemind.bench;

import org.jspecify.annotations.NullMarked;
