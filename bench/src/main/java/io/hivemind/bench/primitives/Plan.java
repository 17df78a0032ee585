package io.hivemind.bench.primitives;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the drones of one hive are to measure, the same on all of them.
 *
 * @param drones how many they are, at least 2
 * @param results the file that drone 0 writes
 * @param startedMillis when the first of the drones was started, in milliseconds since the epoch
 * @param barriersOnly whether to measure only the round trip and the barrier
 * @param warmUps how many rounds are run first and not counted
 * @param rounds how many rounds are counted; in each of them everything is measured once, so that all of it meets the
 *     same weather
 * @param samples how often each operation is timed in a round
 */
public record Plan(
        int drones, Path results, long startedMillis, boolean barriersOnly, int warmUps, int rounds, int samples) {
    /** Enough to see three messages, and not more than needed: those who only watch cost time too. */
    private static final int DRONES_FOR_MOST = 4;

    private static final int PAGE_BYTES = 4096;

    /** So small that a batch can fill it, to bring a collection about. */
    private static final int BUDGET_BYTES = 1 << 20;

    private static final long SPARE_BYTES = 16 << 20;

    /**
     * {@return the sizes of the hives on which all is measured that {@code drones} drones can do, the smallest first} One
     * of them does most, see {@link #DRONES_FOR_MOST}; the others show how a barrier grows.
     */
    public static List<Integer> sizesUpTo(int drones) {
        return IntStream.rangeClosed(2, drones)
                .filter(size -> size == drones || Integer.bitCount(size) == 1)
                .boxed()
                .toList();
    }

    /** {@return which of the hives for up to {@code most} drones measures not barriers alone} */
    public static int sizeForMost(int most) {
        return Math.min(most, DRONES_FOR_MOST);
    }

    /** {@return whether the one of the hives for up to {@code most} drones that has {@code drones} measures barriers alone} */
    public static boolean measuresBarriersOnly(int drones, int most) {
        return drones != sizeForMost(most);
    }

    /** {@return the configuration that the drones need, as the variables of their environment} */
    public Map<String, String> environment() {
        long pages = (long) samples * (batches() + PageMeasurement.KINDS);
        return Map.of(
                // What comes unasked cannot be timed.
                "HIVEMIND_AHEAD", "off",
                "HIVEMIND_PAGE_SIZE", String.valueOf(PAGE_BYTES),
                "HIVEMIND_BUDGET", String.valueOf(BUDGET_BYTES),
                "HIVEMIND_MEMORY",
                        String.valueOf(pages * PAGE_BYTES + PageMeasurement.BALLAST * BUDGET_BYTES + SPARE_BYTES));
    }

    /** {@return how many batches of each primitive are run} */
    int batches() {
        return warmUps + rounds * Pace.values().length;
    }

    /** {@return this plan as arguments of {@link Main}} */
    public List<String> toArguments() {
        return List.of(
                Integer.toString(drones),
                results.toString(),
                Long.toString(startedMillis),
                Boolean.toString(barriersOnly),
                Integer.toString(warmUps),
                Integer.toString(rounds),
                Integer.toString(samples));
    }

    /** {@return the plan that {@link #toArguments} gave} */
    static Plan fromArguments(List<String> arguments) {
        return new Plan(
                Integer.parseInt(arguments.get(0)),
                Path.of(arguments.get(1)),
                Long.parseLong(arguments.get(2)),
                Boolean.parseBoolean(arguments.get(3)),
                Integer.parseInt(arguments.get(4)),
                Integer.parseInt(arguments.get(5)),
                Integer.parseInt(arguments.get(6)));
    }
}
