package io.hivemind.apps.matmul;

import io.hivemind.DoubleSpan;
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

    /** A matrix in shared memory. */
    record Shared(SharedDoubles elements, int size) implements Matrix {
        @Override
        public double[][] rows(int from, int to) {
            // The span fetches all that is missing of these rows in one request for each drone that has some.
            DoubleSpan span = elements.read((long) from * size, (long) (to - from) * size);
            double[][] rows = new double[to - from][size];
            for (int row = 0; row < rows.length; row++) {
                span.get((long) row * size, rows[row], 0, size);
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
