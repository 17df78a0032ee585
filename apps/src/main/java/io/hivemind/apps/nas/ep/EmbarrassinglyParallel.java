package io.hivemind.apps.nas.ep;

import io.hivemind.Hive;
import io.hivemind.apps.nas.Kernel;
import io.hivemind.apps.nas.NpbClass;
import io.hivemind.apps.nas.Team;

/**
 * Kernel EP of the NAS parallel benchmarks: makes Gaussian deviates from uniform ones, two by two, sums them, and counts them by
 * size. Every worker makes its share of the pairs; their sums meet under a lock at the very end.
 */
public final class EmbarrassinglyParallel implements Kernel {
    private static final int WARM_UP_BATCHES = 100;

    /** Makes the program. */
    public EmbarrassinglyParallel() {}

    @Override
    public String name() {
        return "ep";
    }

    @Override
    public String description() {
        return "makes and counts Gaussian deviates, each worker its own (NAS EP)";
    }

    @Override
    public NpbClass initialClass() {
        return NpbClass.W;
    }

    /** {@inheritDoc} NPB counts the uniform random numbers, two for each pair. */
    @Override
    public double operations(NpbClass size) {
        return 2.0 * elements(size);
    }

    @Override
    public long elements(NpbClass size) {
        return (long) EpTeam.batches(size) << Tally.BATCH_LOG;
    }

    @Override
    public String unit() {
        return "pairs";
    }

    @Override
    public long dataBytes(NpbClass size, int workers) {
        return (long) Tally.VALUES * Double.BYTES;
    }

    @Override
    public void warmUp() {
        var tally = new Tally();
        for (int batch = 0; batch < WARM_UP_BATCHES; batch++) {
            tally.count(batch);
        }
    }

    @Override
    public Team team(NpbClass size, int workers) {
        return new EpTeam(size, 0, workers, new Total.Plain());
    }

    @Override
    public Team team(Hive hive, NpbClass size, int threads) {
        return new EpTeam(size, hive.rank() * threads, hive.size() * threads, new Total.Shared(hive));
    }
}
