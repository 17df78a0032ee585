package io.hivemind.apps.quicksort;

/**
 * Numbers that look random, the same for the same seed (SplitMix64: Steele, Lea and Flood, OOPSLA 2014).
 *
 * @param seed any number
 * @param first the place of the first of them among all that the seed makes
 * @param count how many numbers
 */
record RandomSource(long seed, long first, long count) implements Source {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    /** Makes the first {@code count} numbers of a seed. */
    RandomSource(long seed, long count) {
        this(seed, 0, count);
    }

    /** {@return the numbers from {@code from} to {@code to}, exclusive, of these} */
    RandomSource part(long from, long to) {
        return new RandomSource(seed, first + from, to - from);
    }

    @Override
    public Numbers open() {
        return new Numbers() {
            private long next = 0;

            @Override
            public int read(int[] target) {
                int length = (int) Math.min(target.length, count - next);
                for (int i = 0; i < length; i++) {
                    target[i] = number(first + next + i);
                }
                next += length;
                return length;
            }

            @Override
            public void close() {}
        };
    }

    private int number(long index) {
        long z = seed + (index + 1) * GOLDEN_GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (int) (z ^ (z >>> 31));
    }
}
