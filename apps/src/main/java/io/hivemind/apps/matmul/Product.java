package io.hivemind.apps.matmul;

import io.hivemind.apps.frame.Share;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * The product C = A·B of two matrices of the same size, which are made from random numbers. The same code multiplies on the
 * hive and on plain arrays; each element of C is added up in the same order whoever does it, so it is the same bit for bit.
 *
 * @param a the left factor
 * @param b the right factor
 * @param c the product
 */
record Product(Matrix a, Matrix b, Matrix c) {
    /** Rows of B that are multiplied at a time: few enough to stay in a core's cache while a band of A passes. */
    static final int BLOCK = 64;

    /** Rows of B whose multiples are added to a row of C in one loop, so that C is loaded and stored once for all. */
    private static final int UNROLLED = 4;

    private static final int WARM_UP_SIZE = 128;
    private static final int WARM_UP_ROUNDS = 30;

    /** {@return a product of plain matrices} */
    static Product plain(int size) {
        return new Product(new Matrix.Plain(size), new Matrix.Plain(size), new Matrix.Plain(size));
    }

    /** Multiplies some matrices for nothing, so that what is measured afterwards is compiled. */
    static void warmUp() {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            Product product = plain(WARM_UP_SIZE);
            product.fill(new Share(0, WARM_UP_SIZE), round);
            product.multiply(new Share(0, WARM_UP_SIZE), WARM_UP_SIZE, _ -> {});
        }
    }

    /** Makes the rows of {@code band} of A and B: numbers from -1 to 1 that depend on their place and the seed alone. */
    void fill(Share band, long seed) {
        fill(a, band, seed);
        fill(b, band, ~seed);
    }

    /**
     * Computes the rows of {@code band} of C, at most {@code most} at a time, for each of which all of B is read. Now and then
     * {@code progress} is told how many steps of {@link #steps} are done.
     */
    void multiply(Share band, int most, IntConsumer progress) {
        int blocks = Math.ceilDiv(c.size(), BLOCK);
        int pieces = pieces(band, most);
        for (int piece = 0; piece < pieces; piece++) {
            int done = piece * blocks;
            Share rows = Share.of(band.length(), piece, pieces);
            multiply(
                    new Share(band.from() + rows.from(), band.from() + rows.to()),
                    block -> progress.accept(done + block));
        }
    }

    /** {@return how many blocks of B are read for the rows of {@code band}} */
    int steps(Share band, int most) {
        return pieces(band, most) * Math.ceilDiv(c.size(), BLOCK);
    }

    private static int pieces(Share band, int most) {
        return Math.max(1, Math.ceilDiv(band.length(), most));
    }

    private void multiply(Share band, IntConsumer progress) {
        int size = c.size();
        double[][] left = a.rows(band.from(), band.to());
        double[][] product = new double[band.length()][size];
        for (int from = 0; from < size; from += BLOCK) {
            double[][] right = b.rows(from, Math.min(from + BLOCK, size));
            for (int row = 0; row < product.length; row++) {
                add(left[row], from, right, product[row]);
            }
            progress.accept(from / BLOCK);
        }
        c.set(band.from(), product);
    }

    /** {@return whether C is the same as that of {@code other}, bit for bit} */
    boolean equals(Product other, Share band) {
        for (int from = band.from(); from < band.to(); from += BLOCK) {
            int to = Math.min(from + BLOCK, band.to());
            if (!Arrays.deepEquals(c.rows(from, to), other.c.rows(from, to))) {
                return false;
            }
        }
        return true;
    }

    /**
     * {@return whether C·x is A·(B·x) for a random vector x} That is Freivalds' check, which takes size² steps and finds
     * any element that is wrong by more than rounding explains.
     */
    boolean isConsistent(long seed) {
        int size = c.size();
        double[] x = new double[size];
        fill(x, 0, mix(seed));
        double[] expected = times(a, times(b, x));
        double[] found = times(c, x);
        // An element of C has an error of up to size² half ulps, with elements up to 1; so have the sums of the check.
        double tolerance = 3 * Math.pow(size, 3) * 0x1p-53;
        for (int row = 0; row < size; row++) {
            if (!(Math.abs(expected[row] - found[row]) <= tolerance)) {
                return false;
            }
        }
        return true;
    }

    private static void fill(Matrix matrix, Share band, long seed) {
        for (int from = band.from(); from < band.to(); from += BLOCK) {
            double[][] rows = new double[Math.min(BLOCK, band.to() - from)][matrix.size()];
            for (int row = 0; row < rows.length; row++) {
                fill(rows[row], (long) (from + row) * matrix.size(), seed);
            }
            matrix.set(from, rows);
        }
    }

    /** Each number is mixed from the seed and its place, so that anybody can make any of them. */
    private static void fill(double[] target, long place, long seed) {
        long origin = mix(seed) + place;
        for (int i = 0; i < target.length; i++) {
            target[i] = (mix(origin + i) >> 11) * 0x1p-52;
        }
    }

    /** The mixing of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
    private static long mix(long number) {
        long bits = number * 0x9E3779B97F4A7C15L;
        bits = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ bits >>> 27) * 0x94D049BB133111EBL;
        return bits ^ bits >>> 31;
    }

    /** Adds to a row of C a row of A, from the element {@code from} on, times as many rows of B. */
    private static void add(double[] left, int from, double[][] right, double[] sum) {
        int k = 0;
        for (; k + UNROLLED <= right.length; k += UNROLLED) {
            addFour(
                    left[from + k],
                    right[k],
                    left[from + k + 1],
                    right[k + 1],
                    left[from + k + 2],
                    right[k + 2],
                    left[from + k + 3],
                    right[k + 3],
                    sum);
        }
        for (; k < right.length; k++) {
            double factor = left[from + k];
            double[] row = right[k];
            for (int j = 0; j < sum.length; j++) {
                sum[j] += factor * row[j];
            }
        }
    }

    /** The innermost loop, a method of its own so that the compiler turns it into vector instructions. */
    private static void addFour(
            double a0,
            double[] b0,
            double a1,
            double[] b1,
            double a2,
            double[] b2,
            double a3,
            double[] b3,
            double[] sum) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] = sum[j] + a0 * b0[j] + a1 * b1[j] + a2 * b2[j] + a3 * b3[j];
        }
    }

    private static double[] times(Matrix matrix, double[] x) {
        double[] product = new double[x.length];
        for (int from = 0; from < x.length; from += BLOCK) {
            int to = Math.min(from + BLOCK, x.length);
            double[][] rows = matrix.rows(from, to);
            for (int row = from; row < to; row++) {
                double sum = 0;
                for (int j = 0; j < x.length; j++) {
                    sum += rows[row - from][j] * x[j];
                }
                product[row] = sum;
            }
        }
        return product;
    }
}
