package io.hivemind.cli;

import java.time.Duration;
import java.util.List;

/**
 * What became of one run whose drones were killed.
 *
 * @param seed what its blows follow from
 * @param verdict how it ended
 * @param code its exit code
 * @param victims who was killed, in that order
 * @param stops how often a drone was stopped
 * @param taken how long each time passed from a kill until all others had gone on
 * @param unharmed who ended with an error although nobody had harmed it
 * @param tail what the drones said last, unless the result is right and all ended well
 */
record ChaosResult(
        long seed,
        Verdict verdict,
        int code,
        List<Integer> victims,
        int stops,
        List<Duration> taken,
        List<Integer> unharmed,
        List<String> tail) {
    /** How a run can end. */
    enum Verdict {
        /** Its result is right. */
        RIGHT,
        /** It found its result wrong, told none, or ended with an error. */
        WRONG,
        /** It did not end in time. */
        HUNG,
        /** It ended before all drones had joined. */
        NOT_BEGUN,
        /** Somebody wants it to end. */
        INTERRUPTED
    }

    ChaosResult {
        victims = List.copyOf(victims);
        taken = List.copyOf(taken);
        unharmed = List.copyOf(unharmed);
        tail = List.copyOf(tail);
    }

    /** {@return whether nothing is to be looked into} */
    boolean isSound() {
        return verdict == Verdict.RIGHT && unharmed.isEmpty();
    }
}
