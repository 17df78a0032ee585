/** What programs that relax a grid of numbers share: cells of any type, grids in shared memory and in plain arrays, and one way to run. */
@NullMarked
package io.hivemind.apps.grid;

import org.jspecify.annotations.NullMarked;
