package io.hivemind.simulator;

import java.util.Optional;
import java.util.function.BiFunction;

/** Runs seeds until one fails. The mutants' tests load it anew beside each mutant, and call it as a function. */
final class Hunt implements BiFunction<String, Integer, Optional<String>> {
    /** At the end of the workload's name if drones come and go. */
    static final String CHANGES = " changes";

    private static final int MANY = 5;

    /**
     * Hunts with hives of two to four drones, whose room is bounded in the workload made for it alone, and in which drones come and go if
     * the name says so.
     *
     * @return how the first failing seed failed, or nothing if none of {@code seeds} did
     */
    @Override
    public Optional<String> apply(String workload, Integer seeds) {
        Workload chosen = Workload.of(workload.replace(CHANGES, "")).orElseThrow();
        int changes = workload.endsWith(CHANGES) ? MANY : 0;
        for (int seed = 0; seed < seeds; seed++) {
            SimulationOptions options = SimulationOptions.of(2 + seed % 3, 1, seed, chosen)
                    .withRoom(chosen == Workload.ROOM ? SimulationOptions.DRAWN_ROOM : SimulationOptions.NO_BOUND)
                    .withChanges(changes);
            Optional<Failure> failure =
                    Trial.of(seed, options).run(Journal.ofDigest()).failure();
            if (failure.isPresent()) {
                return Optional.of(
                        options.command(seed) + ": " + failure.get().kind().words() + ". "
                                + failure.get().text().lines().findFirst().orElse(""));
            }
        }
        return Optional.empty();
    }
}
