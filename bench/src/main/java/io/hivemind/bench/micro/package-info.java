/** Measurements, by JMH, of single parts: access, twins, diffs, messages, steps of a node. */
@NullMarked
package io.hivemind.bench.micro;

import org.jspecify.annotations.NullMarked;
