package io.hivemind.apps.nas.is;

import io.hivemind.apps.frame.Share;
import java.util.Arrays;

/**
 * One worker's part of the ranking. It counts its share of the keys, and finds the ranks of the keys in its share of the values.
 * Used by one thread.
 */
final class Ranking {
    private final Problem problem;
    private final Exchange exchange;
    private final Share keyShare;
    private final Share valueShare;
    private final int[] keys;

    /** For each value in the share of values, how many keys are smaller. */
    private final int[] ranks;

    /** The keys whose ranks are published. */
    private final int[] samples;

    private int passed;

    Ranking(Problem problem, int worker, int workers, Exchange exchange) {
        this.problem = problem;
        this.exchange = exchange;
        keyShare = Share.of(problem.keys(), worker, workers);
        valueShare = Share.of(problem.values(), worker, workers);
        keys = problem.keys(keyShare);
        ranks = new int[valueShare.length()];
        samples = problem.samples().stream()
                .mapToInt(place -> problem.keys(new Share(place, place + 1))[0])
                .toArray();
    }

    /** Does one iteration, in which two keys change and all are ranked anew, and compares the published ranks. */
    void rank(int iteration) throws InterruptedException {
        problem.change(keys, keyShare, iteration);
        int[] counts = exchange.counts();
        Arrays.fill(counts, 0);
        Counting.count(keys, counts);
        int below = exchange.complete();
        Counting.rank(counts, valueShare.from(), below, ranks);
        for (int sample = 0; sample < samples.length; sample++) {
            int value = samples[sample] - valueShare.from();
            if (value >= 0 && value < ranks.length && ranks[value] == problem.rank(sample, iteration)) {
                passed++;
            }
        }
    }

    /** Changes the keys that the first {@code iterations} iterations change. */
    void change(int iterations) {
        for (int iteration = 1; iteration <= iterations; iteration++) {
            problem.change(keys, keyShare, iteration);
        }
    }

    /** {@return how many tests were passed} */
    int passed() {
        return passed;
    }

    /** Forgets the tests that were passed so far. */
    void begin() {
        passed = 0;
    }

    /** Puts all keys of the share of values, made anew, where their ranks say, and tells how many tests were passed. */
    void check() {
        boolean sorted = isSorted(allKeys());
        exchange.report(passed + (sorted ? 1 : 0));
    }

    private int[] allKeys() {
        var all = new Share(0, problem.keys());
        int[] made = problem.keys(all);
        for (int iteration = 1; iteration <= Problem.ITERATIONS; iteration++) {
            problem.change(made, all, iteration);
        }
        return made;
    }

    /** {@return whether the ranks bring the keys into order without gaps, from the number of smaller keys on} */
    private boolean isSorted(int[] all) {
        int below = 0;
        int own = 0;
        for (int key : all) {
            below += key < valueShare.from() ? 1 : 0;
            own += key >= valueShare.from() && key < valueShare.to() ? 1 : 0;
        }
        int[] sorted = new int[own];
        Arrays.fill(sorted, -1);
        int[] next = ranks.clone();
        for (int key : all) {
            int value = key - valueShare.from();
            if (value >= 0 && value < next.length) {
                int place = next[value]++ - below;
                if (place < 0 || place >= own || sorted[place] >= 0) {
                    return false;
                }
                sorted[place] = key;
            }
        }
        return isAscending(sorted);
    }

    private static boolean isAscending(int[] sorted) {
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i - 1] > sorted[i]) {
                return false;
            }
        }
        return true;
    }
}
