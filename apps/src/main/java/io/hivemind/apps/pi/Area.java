package io.hivemind.apps.pi;

import io.hivemind.apps.frame.Share;
import java.util.function.IntConsumer;

/**
 * The area under 4/(1+x²) from 0 to 1, which is π, by the midpoint rule: as so many strips of the same width, each as high
 * as the curve is in its middle.
 *
 * <p>Areas are whole numbers of a tiny unit. Whole numbers give the same sum in whatever order they are added, so the
 * result does not depend on how many workers there are, nor on which of them is first.
 *
 * @param steps how many strips, from 1 on
 */
record Area(long steps) {
    /** How many units an area of one has. π takes less than four times as much, which fits into a {@code long}. */
    private static final double UNITS = 0x1p60;

    /** Strips that are added as floating point numbers before their sum is rounded to units. */
    private static final int BLOCK = 1 << 12;

    /** Sums that run side by side, so that an addition need not wait for the one before. */
    private static final int LANES = 4;

    /** How many blocks pass before the next word of progress. */
    private static final int TOLD = 1 << 8;

    /** {@return how many blocks the strips make, which is what workers share out} */
    int blocks() {
        return (int) ((steps + BLOCK - 1) / BLOCK);
    }

    /** {@return the area of the blocks of {@code share}, in units} Now and then {@code progress} is told how many are done. */
    long of(Share share, IntConsumer progress) {
        long units = 0;
        for (int block = share.from(); block < share.to(); block++) {
            units += block(block);
            if (block % TOLD == 0) {
                progress.accept(block - share.from());
            }
        }
        return units;
    }

    /** {@return so many units as a number} */
    static double toDouble(long units) {
        return units / UNITS;
    }

    /**
     * {@return how far the result may be from π} That is h²/24 times the curve's greatest second derivative, 8, for
     * strips of width h. Rounding comes on top: half an ulp for each addition in a lane and for each of the dozen
     * operations beside them, and half a unit for each block.
     */
    double tolerance() {
        double width = 1.0 / steps;
        double rounding = (BLOCK / LANES + 12) * Math.PI * 0x1p-53 + blocks() / UNITS;
        return width * width / 3 + rounding;
    }

    private long block(int block) {
        long from = (long) block * BLOCK;
        long to = Math.min(steps, from + BLOCK);
        double width = 1.0 / steps;
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        long step = from;
        for (; step + LANES <= to; step += LANES) {
            sum0 += height((step + 0.5) * width);
            sum1 += height((step + 1.5) * width);
            sum2 += height((step + 2.5) * width);
            sum3 += height((step + 3.5) * width);
        }
        for (; step < to; step++) {
            sum0 += height((step + 0.5) * width);
        }
        return Math.round((sum0 + sum1 + (sum2 + sum3)) * width * UNITS);
    }

    private static double height(double x) {
        return 4 / (1 + x * x);
    }
}
