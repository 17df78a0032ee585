package io.hivemind.bench.primitives;

import java.nio.file.Path;
import java.util.List;

/**
 * What the drones of one hive are to measure, the same on all of them.
 *
 * @param results the file that drone 0 writes
 * @param startedMillis when the first of the drones was started, in milliseconds since the epoch
 * @param barriersOnly whether to measure only the round trip and the barrier
 * @param warmUps how many rounds are run first and not counted
 * @param rounds how many rounds are counted; in each of them everything is measured once, so that all of it meets the
 *     same weather
 * @param samples how often each operation is timed in a round
 */
public record Plan(Path results, long startedMillis, boolean barriersOnly, int warmUps, int rounds, int samples) {
    /** {@return this plan as arguments of {@link Main}} */
    public List<String> toArguments() {
        return List.of(
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
                Path.of(arguments.get(0)),
                Long.parseLong(arguments.get(1)),
                Boolean.parseBoolean(arguments.get(2)),
                Integer.parseInt(arguments.get(3)),
                Integer.parseInt(arguments.get(4)),
                Integer.parseInt(arguments.get(5)));
    }
}
