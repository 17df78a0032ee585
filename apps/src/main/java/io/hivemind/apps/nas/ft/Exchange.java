package io.hivemind.apps.nas.ft;

import io.hivemind.DoubleSpan;
import io.hivemind.SharedDoubles;

/** Where workers hand numbered lines to one another. Between putting and taking, and before putting anew, they meet. */
sealed interface Exchange {
    /** Puts lines there, the first as number {@code line} and the others {@code stride} apart. Gives them up until it has been taken. */
    void put(int line, int stride, Lines lines);

    /** Looks at {@code count} lines from number {@code line} on. */
    Incoming take(int line, int count);

    /** Lines that were put by others, to be had until the worker that took them meets the others again. */
    @FunctionalInterface
    interface Incoming {
        /** Replaces {@code lines} by those from number {@code line} on. */
        void get(int line, Lines lines);
    }

    /**
     * An exchange through shared memory: line after line, each its real and then its imaginary parts.
     *
     * @param numbers where they are
     * @param length how many numbers a line has
     * @param inPieces whether all lines that a worker takes may be more than its drone has room for
     */
    record Shared(SharedDoubles numbers, int length, boolean inPieces) implements Exchange {
        @Override
        public void put(int line, int stride, Lines lines) {
            for (int i = 0; i < lines.count(); i++) {
                long place = place(line + i * stride);
                numbers.set(place, lines.re[i]);
                numbers.set(place + length, lines.im[i]);
            }
        }

        /** {@inheritDoc} The span fetches what is missing of all lines, in one request for each drone and two megabytes. */
        @Override
        public Incoming take(int from, int count) {
            if (inPieces) {
                return this::copy;
            }
            DoubleSpan span = numbers.read(place(from), place(count));
            return (line, lines) -> {
                for (int i = 0; i < lines.count(); i++) {
                    long place = place(line - from + i);
                    span.get(place, lines.re[i], 0, length);
                    span.get(place + length, lines.im[i], 0, length);
                }
            };
        }

        private void copy(int first, Lines lines) {
            double[] together = new double[2 * lines.count() * length];
            numbers.get(place(first), together);
            for (int i = 0; i < lines.count(); i++) {
                System.arraycopy(together, 2 * i * length, lines.re[i], 0, length);
                System.arraycopy(together, (2 * i + 1) * length, lines.im[i], 0, length);
            }
        }

        private long place(int line) {
            return 2L * line * length;
        }
    }

    /** An exchange between threads of one process, who hand on the lines themselves. */
    final class Plain implements Exchange {
        private final double[][] re;
        private final double[][] im;

        /** Makes an exchange of so many lines. */
        Plain(int lines) {
            re = new double[lines][];
            im = new double[lines][];
        }

        @Override
        public void put(int line, int stride, Lines lines) {
            for (int i = 0; i < lines.count(); i++) {
                re[line + i * stride] = lines.re[i];
                im[line + i * stride] = lines.im[i];
            }
        }

        @Override
        public Incoming take(int from, int count) {
            return (line, lines) -> {
                System.arraycopy(re, line, lines.re, 0, lines.count());
                System.arraycopy(im, line, lines.im, 0, lines.count());
            };
        }
    }
}
