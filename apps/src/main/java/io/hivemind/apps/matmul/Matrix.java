package io.hivemind.apps.matmul;

import io.hivemind.SharedDoubles;
import java.util.Arrays;

/** A square matrix, row by row, wherever its elements are. */
sealed interface Matrix {
    /** {@return how many rows and columns it has} */
    int size();

    /** {@return the rows from {@code from} to {@code to}, exclusive, to be read only} */
    double[][] rows(int from, int to);

    /** Makes {@code rows} the rows from {@code from} on. */
    void set(int from, double[][] rows);

    /**
     * A matrix in shared memory.
     *
     * @param elements its elements, row by row
     * @param size how many rows and columns it has
     * @param most how many rows are read in one go
     */
    record Shared(SharedDoubles elements, int size, int most) implements Matrix {
        /**
         * {@inheritDoc} What is missing of so many rows comes in one request for each drone that has some. They are copied, not kept
         * in a span, for a span would hold them until this thread meets the others, and a drone may have no room for all that it reads.
         */
        @Override
        public double[][] rows(int from, int to) {
            double[][] rows = new double[to - from][];
            double[] together = new double[Math.min(most, rows.length) * size];
            for (int first = 0; first < rows.length; first += most) {
                int count = Math.min(most, rows.length - first);
                elements.get((long) (from + first) * size, together, 0, count * size);
                for (int row = 0; row < count; row++) {
                    rows[first + row] = Arrays.copyOfRange(together, row * size, (row + 1) * size);
                }
            }
            return rows;
        }

        @Override
        public void set(int from, double[][] rows) {
            for (int row = 0; row < rows.length; row++) {
                elements.set((long) (from + row) * size, rows[row]);
            }
        }
    }

    /** A matrix of plain arrays. */
    final class Plain implements Matrix {
        private final double[][] elements;

        /** Makes a matrix of zeros. */
        Plain(int size) {
            elements = new double[size][size];
        }

        @Override
        public int size() {
            return elements.length;
        }

        @Override
        public double[][] rows(int from, int to) {
            return Arrays.copyOfRange(elements, from, to);
        }

        @Override
        public void set(int from, double[][] rows) {
            System.arraycopy(rows, 0, elements, from, rows.length);
        }
    }
}
