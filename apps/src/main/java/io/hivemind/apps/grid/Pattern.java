package io.hivemind.apps.grid;

/**
 * What a grid holds at first: numbers that look random, so that each changes in every iteration, and nothing is gained from
 * zeros or from repetition.
 */
final class Pattern {
    private static final int ROW_STEP = 0x9E3779B1;
    private static final int COLUMN_STEP = 0x85EBCA77;
    private static final int MIX = 0x2C1B3C6D;

    private Pattern() {}

    /** Fills the rows from {@code from} to {@code to}, exclusive, of a grid that begins with row {@code first} of the pattern. */
    static <R, S> void fill(Cells<R, S> cells, Grid<R, S> grid, int first, int from, int to) {
        R buffer = cells.row(grid.columns());
        for (int row = from; row < to; row++) {
            for (int column = 0; column < grid.columns(); column++) {
                cells.set(buffer, column, at(first + row, column));
            }
            grid.put(row, 0, buffer, 0, grid.columns());
        }
    }

    /** {@return the number at that place, at least 0 and less than 1, in steps of 2<sup>-24</sup>: a float holds it exactly} */
    static double at(int row, int column) {
        int bits = row * ROW_STEP + column * COLUMN_STEP;
        bits = (bits ^ bits >>> 15) * MIX;
        bits = (bits ^ bits >>> 12) * MIX;
        return (bits >>> 8) * 0x1p-24;
    }
}
