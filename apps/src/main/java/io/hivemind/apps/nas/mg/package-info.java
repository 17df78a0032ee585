/** Kernel MG: Poisson's equation on a periodic grid, solved by V-cycles over grids of all sizes. */
@NullMarked
package io.hivemind.apps.nas.mg;

import org.jspecify.annotations.NullMarked;
