package io.hivemind.simulator;

import io.hivemind.protocol.Totals;
import java.util.Optional;

/**
 * What came of one seed.
 *
 * @param steps how many things happened, in the first run
 * @param reads how many loads were checked, in the first run
 * @param joins how many drones came in, in the first run
 * @param leaves how many went, in the first run
 * @param failures how many failed, in the first run
 * @param digest of everything that happened
 */
record SeedResult(
        long seed,
        long steps,
        long reads,
        int joins,
        int leaves,
        int failures,
        long digest,
        Totals totals,
        Optional<Failure> failure) {
    /** Runs a seed, and if the options say so a second time. */
    static SeedResult of(long seed, SimulationOptions options) {
        Trial trial = Trial.of(seed, options);
        Trial.Run first = trial.run(options.twice() ? Journal.ofMarks() : Journal.ofDigest());
        Optional<Failure> failure = first.failure();
        if (options.twice()) {
            Optional<Failure> second = trial.run(Journal.like(first.journal())).failure();
            if (failure.isEmpty() || second.isEmpty() || second.get().kind() == Failure.Kind.UNREPEATABLE) {
                failure = second;
            }
        }
        return new SeedResult(
                seed,
                first.steps(),
                first.reads(),
                first.joins(),
                first.leaves(),
                first.failures(),
                first.journal().digest(),
                first.totals(),
                failure);
    }
}
