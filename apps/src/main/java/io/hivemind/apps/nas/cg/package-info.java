/** Kernel CG: the smallest eigenvalue of a sparse matrix, by conjugate gradients. The workers put together one vector a step. */
@NullMarked
package io.hivemind.apps.nas.cg;

import org.jspecify.annotations.NullMarked;
