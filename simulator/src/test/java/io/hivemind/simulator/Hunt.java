package io.hivemind.simulator;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/** Runs seeds until one fails. The mutants' tests load it anew beside each mutant, and call it as a function. */
final class Hunt implements BiFunction<String, Integer, Optional<String>> {
    /** What befalls drones while a bug is hunted, beside what threads do to each other. */
    enum Season {
        /** Nothing. */
        CALM,
        /** Drones come and go. */
        CHANGES,
        /** Drones fail. */
        FAILURES,
        /** Drones are stopped or cut off from others. */
        CUTS,
        /** Drones fail, and are stopped or cut off, while others come and go. */
        TURMOIL;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int MANY = 5;
    private static final int SOME = 2;

    /**
     * Hunts with hives of two to four drones, or three to five if some may be lost, whose room is bounded in the workload made for it alone.
     *
     * @param hunt the names of a workload and a season
     * @return how the first failing seed failed, or nothing if none of {@code seeds} did
     */
    @Override
    public Optional<String> apply(String hunt, Integer seeds) {
        List<String> words = List.of(hunt.split(" "));
        Workload chosen = Workload.of(words.getFirst()).orElseThrow();
        Season season = Season.valueOf(words.getLast().toUpperCase(Locale.ROOT));
        boolean mayFail = season == Season.FAILURES || season == Season.TURMOIL;
        int fewest = mayFail || season == Season.CUTS ? 3 : 2;
        for (int seed = 0; seed < seeds; seed++) {
            SimulationOptions options = SimulationOptions.of(fewest + seed % 3, 1, seed, chosen)
                    .withRoom(chosen == Workload.ROOM ? SimulationOptions.DRAWN_ROOM : SimulationOptions.NO_BOUND)
                    .withChanges(season == Season.CHANGES || season == Season.TURMOIL ? MANY : 0)
                    .withFailures(mayFail ? SOME : 0)
                    .withCuts(season == Season.CUTS ? SOME : season == Season.TURMOIL ? 1 : 0);
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
