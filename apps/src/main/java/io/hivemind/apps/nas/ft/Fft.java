package io.hivemind.apps.nas.ft;

/**
 * The fast Fourier transform of a fixed length, a power of two, of as many series side by side as lines are long: the
 * lines are the elements, and each place in them is a series of its own.
 *
 * <p>By decimation in frequency, two of Cooley and Tukey's steps at a time, in place. That leaves element k at the
 * place whose number is k with its bits reversed; as elements are lines, putting them in order costs next to nothing.
 * Used by any number of threads.
 */
final class Fft {
    private final int length;

    /** The cosines and sines of the multiples of a full turn divided by the length. */
    private final double[] cosines;

    private final double[] sines;

    Fft(int length) {
        if (Integer.bitCount(length) != 1) {
            throw new IllegalArgumentException("The length of a transform must be a power of two, not " + length + ".");
        }
        this.length = length;
        cosines = new double[length];
        sines = new double[length];
        for (int k = 0; k < length; k++) {
            double angle = 2 * Math.PI * k / length;
            cosines[k] = Math.cos(angle);
            sines[k] = Math.sin(angle);
        }
    }

    /** Transforms from space into frequencies. */
    void forward(Lines lines) {
        transform(lines, -1);
    }

    /** Transforms from frequencies into space, but for the division by the length. */
    void backward(Lines lines) {
        transform(lines, 1);
    }

    private void transform(Lines lines, int sign) {
        int span = length;
        for (; span >= 4; span /= 4) {
            for (int begin = 0; begin < length; begin += span) {
                for (int k = 0; k < span / 4; k++) {
                    four(lines, begin + k, span / 4, k * (length / span), sign);
                }
            }
        }
        if (span == 2) {
            for (int begin = 0; begin < length; begin += 2) {
                two(lines.re[begin], lines.re[begin + 1]);
                two(lines.im[begin], lines.im[begin + 1]);
            }
        }
        reverse(lines);
    }

    /** The lines from {@code first} on, {@code apart} from each other, are combined and turned by multiples of {@code turn}. */
    private void four(Lines lines, int first, int apart, int turn, int sign) {
        int second = first + apart;
        int third = second + apart;
        int fourth = third + apart;
        four(
                lines.re[first],
                lines.im[first],
                lines.re[second],
                lines.im[second],
                lines.re[third],
                lines.im[third],
                lines.re[fourth],
                lines.im[fourth],
                cosines[turn],
                sign * sines[turn],
                cosines[2 * turn],
                sign * sines[2 * turn],
                cosines[3 * turn],
                sign * sines[3 * turn],
                sign);
    }

    /** The innermost loop: arrays of their own, so that the compiler knows that they do not overlap. */
    private static void four(
            double[] ar,
            double[] ai,
            double[] br,
            double[] bi,
            double[] cr,
            double[] ci,
            double[] dr,
            double[] di,
            double cos1,
            double sin1,
            double cos2,
            double sin2,
            double cos3,
            double sin3,
            double sign) {
        for (int i = 0; i < ar.length; i++) {
            double sumR = ar[i] + cr[i];
            double sumI = ai[i] + ci[i];
            double otherR = br[i] + dr[i];
            double otherI = bi[i] + di[i];
            double differenceR = ar[i] - cr[i];
            double differenceI = ai[i] - ci[i];
            double turnedR = sign * (di[i] - bi[i]);
            double turnedI = sign * (br[i] - dr[i]);
            ar[i] = sumR + otherR;
            ai[i] = sumI + otherI;
            double r2 = sumR - otherR;
            double i2 = sumI - otherI;
            br[i] = r2 * cos2 - i2 * sin2;
            bi[i] = r2 * sin2 + i2 * cos2;
            double r1 = differenceR + turnedR;
            double i1 = differenceI + turnedI;
            cr[i] = r1 * cos1 - i1 * sin1;
            ci[i] = r1 * sin1 + i1 * cos1;
            double r3 = differenceR - turnedR;
            double i3 = differenceI - turnedI;
            dr[i] = r3 * cos3 - i3 * sin3;
            di[i] = r3 * sin3 + i3 * cos3;
        }
    }

    private static void two(double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            double difference = a[i] - b[i];
            a[i] += b[i];
            b[i] = difference;
        }
    }

    private void reverse(Lines lines) {
        int bits = Integer.numberOfTrailingZeros(length);
        for (int k = 0; k < length; k++) {
            int reversed = bits == 0 ? 0 : Integer.reverse(k) >>> (Integer.SIZE - bits);
            if (reversed > k) {
                lines.swap(k, reversed);
            }
        }
    }
}
