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

    /** {@return the number at that place, at least 0 and less than 1, in steps of 2<sup>-24</sup>: a float holds it exactly} */
    static double at(int row, int column) {
        int bits = row * ROW_STEP + column * COLUMN_STEP;
        bits = (bits ^ bits >>> 15) * MIX;
        bits = (bits ^ bits >>> 12) * MIX;
        return (bits >>> 8) * 0x1p-24;
    }
}
