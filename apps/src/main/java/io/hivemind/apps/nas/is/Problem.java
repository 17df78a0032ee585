package io.hivemind.apps.nas.is;

import io.hivemind.apps.frame.Share;
import io.hivemind.apps.nas.NpbClass;
import io.hivemind.apps.nas.Random46;
import java.util.List;

/**
 * What a class means. The values are those of NPB 3.4, {@code IS/is.c}.
 *
 * @param keys how many keys are ranked
 * @param values keys are whole numbers below this
 * @param samples the places of the keys whose ranks are compared with published ones in each iteration
 * @param ranks the published ranks, from which those of an iteration follow
 * @param rising how many of the ranks rise by one with each iteration, the first ones; the others fall
 * @param risingFrom the iteration in which the rising ranks are as published
 * @param fallingFrom the iteration in which the falling ranks are as published
 */
record Problem(
        int keys, int values, List<Integer> samples, List<Integer> ranks, int rising, int risingFrom, int fallingFrom) {

    /** How many iterations are timed. Each changes two keys. */
    static final int ITERATIONS = 10;

    private static final int NUMBERS_PER_KEY = 4;

    /** Keeps the lists from changing. */
    Problem {
        samples = List.copyOf(samples);
        ranks = List.copyOf(ranks);
    }

    /** {@return the problem of this class} */
    static Problem of(NpbClass size) {
        return switch (size) {
            case S ->
                new Problem(
                        1 << 16,
                        1 << 11,
                        List.of(48_427, 17_148, 23_627, 62_548, 4_431),
                        List.of(0, 18, 346, 64_917, 65_463),
                        3,
                        0,
                        0);
            case W ->
                new Problem(
                        1 << 20,
                        1 << 16,
                        List.of(357_773, 934_767, 875_723, 898_999, 404_505),
                        List.of(1_249, 11_698, 1_039_987, 1_043_896, 1_048_018),
                        2,
                        2,
                        0);
            case A ->
                new Problem(
                        1 << 23,
                        1 << 19,
                        List.of(2_112_377, 662_041, 5_336_171, 3_642_833, 4_250_760),
                        List.of(104, 17_523, 123_928, 8_288_932, 8_388_264),
                        3,
                        1,
                        1);
        };
    }

    /** {@return the keys of {@code share} as they are at first: each is made from the sum of four random numbers} */
    int[] keys(Share share) {
        var random = new Random46(Random46.SEED);
        random.skip((long) NUMBERS_PER_KEY * share.from());
        int[] keys = new int[share.length()];
        int quarter = values / NUMBERS_PER_KEY;
        for (int i = 0; i < keys.length; i++) {
            double sum = random.next();
            sum += random.next();
            sum += random.next();
            sum += random.next();
            keys[i] = (int) (quarter * sum);
        }
        return keys;
    }

    /** Changes the two keys that an iteration changes, those of them that are in {@code share}. */
    void change(int[] keys, Share share, int iteration) {
        put(keys, share, iteration, iteration);
        put(keys, share, iteration + ITERATIONS, values - iteration);
    }

    /** {@return the rank that a sample must have in an iteration} */
    int rank(int sample, int iteration) {
        return ranks.get(sample) + (sample < rising ? iteration - risingFrom : fallingFrom - iteration);
    }

    private static void put(int[] keys, Share share, int place, int key) {
        if (place >= share.from() && place < share.to()) {
            keys[place - share.from()] = key;
        }
    }
}
