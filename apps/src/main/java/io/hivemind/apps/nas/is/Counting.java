package io.hivemind.apps.nas.is;

import io.hivemind.apps.frame.Share;

/** The loops over counts. Each is a method of its own, for the compiler to make the most of. */
final class Counting {
    private Counting() {}

    /** Counts in {@code counts} how often each value is among the keys. */
    static void count(int[] keys, int[] counts) {
        for (int key : keys) {
            counts[key]++;
        }
    }

    /** {@return how many of the counted keys are smaller than each worker's share of the values} */
    static int[] below(int[] counts, int workers) {
        int[] below = new int[workers];
        for (int worker = 1; worker < workers; worker++) {
            Share share = Share.of(counts.length, worker - 1, workers);
            below[worker] = below[worker - 1] + sum(counts, share.from(), share.to());
        }
        return below;
    }

    /** Adds {@code length} counts to others. */
    static void add(int[] counts, int from, int[] target, int targetFrom, int length) {
        for (int i = 0; i < length; i++) {
            target[targetFrom + i] += counts[from + i];
        }
    }

    /** Puts into {@code ranks}, for each value from {@code from} on, how many keys are smaller: those before, and {@code below}. */
    static void rank(int[] counts, int from, int below, int[] ranks) {
        int smaller = below;
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = smaller;
            smaller += counts[from + i];
        }
    }

    /** {@return the sum of {@code counts} from {@code from} to before {@code to}} */
    private static int sum(int[] counts, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += counts[i];
        }
        return sum;
    }
}
