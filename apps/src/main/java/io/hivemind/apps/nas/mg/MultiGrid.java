package io.hivemind.apps.nas.mg;

import io.hivemind.Hive;
import io.hivemind.apps.frame.Meeting;
import io.hivemind.apps.nas.Kernel;
import io.hivemind.apps.nas.NpbClass;
import io.hivemind.apps.nas.Sums;
import io.hivemind.apps.nas.Team;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Kernel MG of the NAS parallel benchmarks: approximates a solution of Poisson's equation on a periodic grid by a few V-cycles
 * of the multigrid method.
 */
public final class MultiGrid implements Kernel {
    private static final int WARM_UP_ROUNDS = 10;

    /** What NPB counts for each element of the finest grid and each cycle, all operators on all grids together. */
    private static final double OPERATIONS = 58;

    /** Makes the program. */
    public MultiGrid() {}

    @Override
    public String name() {
        return "mg";
    }

    @Override
    public String description() {
        return "solves an equation by V-cycles over grids of all sizes (NAS MG)";
    }

    @Override
    public NpbClass initialClass() {
        return NpbClass.W;
    }

    /** {@inheritDoc} It counts floating point operations. */
    @Override
    public double operations(NpbClass size) {
        return OPERATIONS * Problem.ITERATIONS * elements(size);
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
        return (Board.numbers(Problem.of(size).levels(), workers) + workers) * Double.BYTES;
    }

    @Override
    public long keptBytes(NpbClass size) {
        return elements(size) * Double.BYTES;
    }

    @Override
    public long againBytes(NpbClass size, int workers) {
        return dataBytes(size, workers);
    }

    @Override
    public void warmUp() throws InterruptedException {
        rehearse(WARM_UP_ROUNDS);
    }

    @Override
    public Team team(NpbClass size, int workers) {
        Problem problem = Problem.of(size);
        return new MgTeam(
                problem,
                partitions(problem, 0, workers, workers),
                Board.of(problem.levels(), workers),
                new Sums.Plain(workers),
                Meeting.of(workers));
    }

    @Override
    public Team team(Hive hive, NpbClass size, int threads) {
        Problem problem = Problem.of(size);
        int workers = hive.size() * threads;
        return new MgTeam(
                problem,
                partitions(problem, hive.rank() * threads, threads, workers),
                Board.of(hive, problem.levels(), workers),
                new Sums.Shared(hive.doubles("mg.sums." + workers, workers)),
                Meeting.of(hive, threads));
    }

    private static List<Partition> partitions(Problem problem, int first, int count, int workers) {
        return IntStream.range(first, first + count)
                .mapToObj(worker -> new Partition(problem.levels(), worker, workers))
                .toList();
    }
}
