package io.hivemind.apps.nas.ft;

import java.util.Arrays;

/**
 * Complex numbers in lines of the same length, each line an array of real and an array of imaginary parts. An operation on
 * whole lines is a loop over plain arrays, which the compiler turns into vector instructions; and lines change their order
 * without any number being moved.
 */
final class Lines {
    /** Transposing goes by squares of this width, so that what is read and what is written both stay in the nearest cache. */
    private static final int SQUARE = 16;

    /** The real parts, by line. */
    final double[][] re;

    /** The imaginary parts, by line. */
    final double[][] im;

    /** Makes {@code count} lines of {@code length} zeros. */
    Lines(int count, int length) {
        re = new double[count][length];
        im = new double[count][length];
    }

    /** {@return {@code number} times so many lines of such a length} */
    static Lines[] blocks(int number, int count, int length) {
        var blocks = new Lines[number];
        Arrays.setAll(blocks, _ -> new Lines(count, length));
        return blocks;
    }

    /** {@return how many lines there are} */
    int count() {
        return re.length;
    }

    /** Exchanges two lines. */
    void swap(int a, int b) {
        double[] real = re[a];
        re[a] = re[b];
        re[b] = real;
        double[] imaginary = im[a];
        im[a] = im[b];
        im[b] = imaginary;
    }

    /** Puts the columns of these lines into the lines of {@code target}, which has as many. */
    void transposeTo(Lines target) {
        transpose(re, target.re);
        transpose(im, target.im);
    }

    private static void transpose(double[][] source, double[][] target) {
        int width = target.length;
        for (int top = 0; top < source.length; top += SQUARE) {
            int bottom = Math.min(top + SQUARE, source.length);
            for (int left = 0; left < width; left += SQUARE) {
                int right = Math.min(left + SQUARE, width);
                for (int column = left; column < right; column++) {
                    double[] line = target[column];
                    for (int row = top; row < bottom; row++) {
                        line[row] = source[row][column];
                    }
                }
            }
        }
    }
}
