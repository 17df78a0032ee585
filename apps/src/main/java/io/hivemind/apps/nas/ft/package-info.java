/** Kernel FT: a partial differential equation solved by three-dimensional fast Fourier transforms. */
@NullMarked
package io.hivemind.apps.nas.ft;

import org.jspecify.annotations.NullMarked;
