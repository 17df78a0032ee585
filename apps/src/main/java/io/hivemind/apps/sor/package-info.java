/** Successive over-relaxation of one shared grid, in red-black order. */
@NullMarked
package io.hivemind.apps.sor;

import org.jspecify.annotations.NullMarked;
