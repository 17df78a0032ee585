package io.hivemind.apps.nas.ep;

import io.hivemind.apps.nas.Random46;
import java.util.Arrays;

/**
 * What one worker has found: the sums of its Gaussian deviates, and how many pairs have their larger deviate, without its
 * sign, from 0 to 1, from 1 to 2, and so on. Pairs come in batches, each a stretch of one random sequence that can be begun
 * without what comes before it. Used by one thread.
 */
final class Tally {
    /** The logarithm to base 2 of the number of pairs in a batch. */
    static final int BATCH_LOG = 16;

    /** How many numbers a tally is: two sums and ten counts. */
    static final int VALUES = 12;

    /** Where the counts begin, behind the sums. */
    static final int COUNTS = 2;

    private static final long SEED = 271_828_183L;
    private static final int PAIRS = 1 << BATCH_LOG;

    /** Uniform numbers are made this many at a time, so that they stay in the nearest cache. */
    private static final int CHUNK = 1 << 11;

    private final double[] uniform = new double[CHUNK];
    private final long[] counts = new long[VALUES - COUNTS];
    private double sumX;
    private double sumY;

    /** Makes the pairs of one batch, counts them, and adds them up. */
    void count(int batch) {
        var random = new Random46(SEED);
        random.skip(2L * PAIRS * batch);
        for (int made = 0; made < 2 * PAIRS; made += CHUNK) {
            random.next(uniform, 0, CHUNK);
            countChunk();
        }
    }

    /** {@return the two sums, then the counts} */
    double[] values() {
        double[] values = new double[VALUES];
        values[0] = sumX;
        values[1] = sumY;
        Arrays.setAll(values, i -> i < COUNTS ? values[i] : counts[i - COUNTS]);
        return values;
    }

    /** By the polar method of Marsaglia, as the benchmark demands. */
    private void countChunk() {
        double addedX = 0;
        double addedY = 0;
        for (int i = 0; i < CHUNK; i += 2) {
            double x = 2 * uniform[i] - 1;
            double y = 2 * uniform[i + 1] - 1;
            double square = x * x + y * y;
            if (square <= 1) {
                double factor = Math.sqrt(-2 * Math.log(square) / square);
                double gaussianX = x * factor;
                double gaussianY = y * factor;
                counts[(int) Math.max(Math.abs(gaussianX), Math.abs(gaussianY))]++;
                addedX += gaussianX;
                addedY += gaussianY;
            }
        }
        sumX += addedX;
        sumY += addedY;
    }
}
