package io.hivemind.apps.nas.ft;

import io.hivemind.Hive;
import io.hivemind.apps.frame.Meeting;
import io.hivemind.apps.frame.Ration;
import io.hivemind.apps.nas.Kernel;
import io.hivemind.apps.nas.NpbClass;
import io.hivemind.apps.nas.Sums;
import io.hivemind.apps.nas.Team;

/**
 * Kernel FT of the NAS parallel benchmarks: solves a diffusion equation on a periodic grid, by transforming it into
 * frequencies once, damping those step by step, and transforming the result of each step back.
 */
public final class FourierTransform implements Kernel {
    private static final int WARM_UP_ROUNDS = 3;

    /** Makes the program. */
    public FourierTransform() {}

    @Override
    public String name() {
        return "ft";
    }

    @Override
    public String description() {
        return "solves an equation by Fourier transforms in three dimensions (NAS FT)";
    }

    @Override
    public NpbClass initialClass() {
        return NpbClass.W;
    }

    /** {@inheritDoc} It counts floating point operations, by NPB's own formula. */
    @Override
    public double operations(NpbClass size) {
        double elements = elements(size);
        double log = Math.log(elements);
        return elements * (14.8157 + 7.19641 * log + (5.23518 + 7.21113 * log) * Problem.ITERATIONS);
    }

    @Override
    public long elements(NpbClass size) {
        return Problem.of(size).elements();
    }

    @Override
    public String unit() {
        return "elements";
    }

    @Override
    public long dataBytes(NpbClass size, int workers) {
        return (2 * 2 * elements(size) + (long) workers * FtTeam.SUMS) * Double.BYTES;
    }

    @Override
    public long keptBytes(NpbClass size) {
        return (long) FtTeam.SUMS * Double.BYTES;
    }

    @Override
    public long againBytes(NpbClass size, int workers) {
        return (long) workers * FtTeam.SUMS * Double.BYTES;
    }

    @Override
    public void warmUp() throws InterruptedException {
        rehearse(WARM_UP_ROUNDS);
    }

    @Override
    public Team team(NpbClass size, int workers) {
        Problem problem = Problem.of(size);
        return new FtTeam(
                size,
                0,
                workers,
                new Exchange.Plain(problem.nx() * problem.nz()),
                new Exchange.Plain(problem.nz() * problem.nx()),
                new Sums.Plain(workers * FtTeam.SUMS),
                Meeting.of(workers));
    }

    @Override
    public Team team(Hive hive, NpbClass size, int threads) {
        Problem problem = Problem.of(size);
        int workers = hive.size() * threads;
        boolean inPieces = Ration.of(hive).isLimited();
        return new FtTeam(
                size,
                hive.rank() * threads,
                workers,
                new Exchange.Shared(hive.doubles("ft.frequencies", 2 * problem.elements()), problem.ny(), inPieces),
                new Exchange.Shared(hive.doubles("ft.space", 2 * problem.elements()), problem.ny(), inPieces),
                new Sums.Shared(hive.doubles("ft.sums." + workers, (long) workers * FtTeam.SUMS)),
                Meeting.of(hive, threads));
    }
}
