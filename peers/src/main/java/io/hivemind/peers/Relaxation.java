package io.hivemind.peers;

import java.util.Arrays;

/** Red-black successive over-relaxation on rows of doubles: the work of the program sor, on plain arrays. */
final class Relaxation {
    static final int SIZE = 2048;
    static final int ITERATIONS = 20;
    private static final double OMEGA = 1.5;

    private Relaxation() {}

    /** {@return the rows from {@code from} to {@code to}, exclusive, as they are at first: only the first row of all is warm} */
    static double[][] rows(int from, int to) {
        double[][] rows = new double[to - from][SIZE];
        if (from == 0) {
            Arrays.fill(rows[0], 1);
        }
        return rows;
    }

    /** Relaxes the cells of one colour in a row, between the rows above and below it. */
    static void relax(double[] above, double[] row, double[] below, int begin) {
        for (int column = begin; column < SIZE - 1; column += 2) {
            double around = above[column] + below[column] + row[column - 1] + row[column + 1];
            row[column] += OMEGA * (around / 4 - row[column]);
        }
    }

    /** {@return where the cells of a colour, 0 or 1, begin in a row that is so far from the first of all} */
    static int begin(int row, int colour) {
        return 1 + (row + colour + 1) % 2;
    }

    /** {@return all rows after so many iterations in this thread} */
    static double[][] serial(int iterations) {
        double[][] rows = rows(0, SIZE);
        for (int iteration = 0; iteration < iterations; iteration++) {
            for (int colour = 0; colour < 2; colour++) {
                for (int row = 1; row < SIZE - 1; row++) {
                    relax(rows[row - 1], rows[row], rows[row + 1], begin(row, colour));
                }
            }
        }
        return rows;
    }
}
