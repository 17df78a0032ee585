package io.hivemind.apps.nas;

/**
 * The random numbers of the NAS parallel benchmarks: x(k+1) = a·x(k) mod 2<sup>46</sup> with a = 5<sup>13</sup>, each divided by
 * 2<sup>46</sup> (Bailey et al., The NAS Parallel Benchmarks, RNR-94-007, section 2.3). Any number of them can be skipped at the
 * price of a few multiplications, so that each worker makes just its own part of one sequence.
 *
 * <p>A product of 64-bit words keeps its low 46 bits whatever overflows, so nothing need be split as it is in floating
 * point. Used by one thread.
 */
public final class Random46 {
    /** The multiplier a. */
    public static final long MULTIPLIER = 1_220_703_125L;

    /** The seed with which most of the benchmarks begin. */
    public static final long SEED = 314_159_265L;

    private static final long MASK = (1L << 46) - 1;
    private static final double SCALE = 0x1p-46;

    private long x;

    /** Begins with x(0) = {@code seed}, from 1 to 2<sup>46</sup> less one; the first number is made from x(1). */
    public Random46(long seed) {
        if (seed < 1 || seed > MASK) {
            throw new IllegalArgumentException("The seed must be from 1 to " + MASK + ", not " + seed + ".");
        }
        x = seed;
    }

    /** {@return the next number, more than 0 and less than 1} */
    public double next() {
        x = x * MULTIPLIER & MASK;
        return x * SCALE;
    }

    /** Puts the next {@code count} numbers into {@code target} from {@code offset} on. */
    public void next(double[] target, int offset, int count) {
        long last = x;
        for (int i = offset; i < offset + count; i++) {
            last = last * MULTIPLIER & MASK;
            target[i] = last * SCALE;
        }
        x = last;
    }

    /** Leaves out the next {@code count} numbers, which is at least 0. */
    public void skip(long count) {
        if (count < 0) {
            throw new IllegalArgumentException("There is no way back: " + count + " numbers cannot be skipped.");
        }
        x = x * power(count) & MASK;
    }

    /** {@return this sequence as it is now, to go on by itself} */
    public Random46 copy() {
        return new Random46(x);
    }

    private static long power(long exponent) {
        long power = 1;
        long square = MULTIPLIER;
        for (long rest = exponent; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                power = power * square & MASK;
            }
            square = square * square & MASK;
        }
        return power;
    }
}
