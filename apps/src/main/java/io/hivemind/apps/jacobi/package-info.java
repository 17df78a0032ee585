/** Jacobi relaxation of one shared grid. */
@NullMarked
package io.hivemind.apps.jacobi;

import org.jspecify.annotations.NullMarked;
