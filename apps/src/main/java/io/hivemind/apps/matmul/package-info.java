/** The product of two matrices, whose rows the drones share out. */
@NullMarked
package io.hivemind.apps.matmul;

import org.jspecify.annotations.NullMarked;
