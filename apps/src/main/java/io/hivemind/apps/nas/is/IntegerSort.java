package io.hivemind.apps.nas.is;

import io.hivemind.Hive;
import io.hivemind.apps.frame.Meeting;
import io.hivemind.apps.nas.Kernel;
import io.hivemind.apps.nas.NpbClass;
import io.hivemind.apps.nas.Team;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Kernel IS of the NAS parallel benchmarks: finds the rank of each of many small whole numbers, the keys, that is how many keys are
 * smaller. It counts how often each value occurs, and adds the counts up from the smallest value on.
 */
public final class IntegerSort implements Kernel {
    private static final int WARM_UP_RUNS = 3;

    /** Makes the program. */
    public IntegerSort() {}

    @Override
    public String name() {
        return "is";
    }

    @Override
    public String description() {
        return "ranks whole numbers by counting them (NAS IS)";
    }

    @Override
    public NpbClass initialClass() {
        return NpbClass.A;
    }

    /** {@inheritDoc} It counts each key that is ranked as one. */
    @Override
    public double operations(NpbClass size) {
        return (double) Problem.ITERATIONS * elements(size);
    }

    @Override
    public long elements(NpbClass size) {
        return Problem.of(size).keys();
    }

    @Override
    public String unit() {
        return "keys";
    }

    @Override
    public long dataBytes(NpbClass size, int workers) {
        return SharedExchange.bytes(Problem.of(size).values(), workers);
    }

    @Override
    public long keptBytes(NpbClass size) {
        return Double.BYTES;
    }

    @Override
    public long againBytes(NpbClass size, int workers) {
        return dataBytes(size, workers);
    }

    @Override
    public void warmUp() throws InterruptedException {
        Problem problem = Problem.of(NpbClass.W);
        var exchange = new PlainExchange(0, new PlainExchange.Table(1, problem.values()));
        var ranking = new Ranking(problem, 0, 1, exchange);
        for (int run = 0; run < WARM_UP_RUNS; run++) {
            for (int iteration = 1; iteration <= Problem.ITERATIONS; iteration++) {
                ranking.rank(iteration);
            }
        }
    }

    @Override
    public Team team(NpbClass size, int workers) {
        Problem problem = Problem.of(size);
        var table = new PlainExchange.Table(workers, problem.values());
        List<Exchange> exchanges = IntStream.range(0, workers)
                .mapToObj(worker -> (Exchange) new PlainExchange(worker, table))
                .toList();
        return new IsTeam(problem, 0, workers, exchanges);
    }

    @Override
    public Team team(Hive hive, NpbClass size, int threads) {
        Problem problem = Problem.of(size);
        int first = hive.rank() * threads;
        int workers = hive.size() * threads;
        List<Exchange> exchanges = IntStream.range(0, threads)
                .mapToObj(thread -> (Exchange)
                        new SharedExchange(hive, problem.values(), first + thread, workers, Meeting.of(hive, threads)))
                .toList();
        return new IsTeam(problem, first, workers, exchanges);
    }
}
