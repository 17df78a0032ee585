package io.hivemind.apps.nas.cg;

import io.hivemind.Hive;
import io.hivemind.apps.frame.Meeting;
import io.hivemind.apps.frame.Share;
import io.hivemind.apps.nas.Kernel;
import io.hivemind.apps.nas.NpbClass;
import io.hivemind.apps.nas.Team;
import java.util.List;
import java.util.stream.Stream;

/**
 * Kernel CG of the NAS parallel benchmarks: estimates the smallest eigenvalue of a large, sparse, symmetric matrix with a random
 * pattern by inverse iteration, each step of which solves a linear system by conjugate gradients.
 */
public final class ConjugateGradient implements Kernel {
    private static final int WARM_UP_STEPS = 20;

    /** Makes the program. */
    public ConjugateGradient() {}

    @Override
    public String name() {
        return "cg";
    }

    @Override
    public String description() {
        return "finds an eigenvalue of a sparse matrix by conjugate gradients (NAS CG)";
    }

    @Override
    public NpbClass initialClass() {
        return NpbClass.A;
    }

    /** {@inheritDoc} It counts floating point operations, by NPB's own estimate of how many entries the matrix has. */
    @Override
    public double operations(NpbClass size) {
        Problem problem = Problem.of(size);
        double product = problem.nonZeros() * (problem.nonZeros() + 1.0);
        return 2.0 * problem.steps() * problem.order() * (3 + product + Solver.ITERATIONS * (5 + product) + 3);
    }

    @Override
    public long elements(NpbClass size) {
        return Problem.of(size).order();
    }

    @Override
    public String unit() {
        return "rows";
    }

    @Override
    public long dataBytes(NpbClass size, int workers) {
        return SharedVector.length(Problem.of(size).order()) * Double.BYTES;
    }

    @Override
    public long keptBytes(NpbClass size) {
        return (long) Problem.of(size).order() * Double.BYTES;
    }

    @Override
    public void warmUp() throws InterruptedException {
        Problem problem = Problem.of(NpbClass.S);
        var vector = new PlainVector(new double[2][problem.order()], Meeting.of(1));
        var solver = new Solver(problem, new Share(0, problem.order()), vector);
        for (int step = 0; step < WARM_UP_STEPS; step++) {
            solver.step();
        }
    }

    @Override
    public Team team(NpbClass size, int workers) {
        Problem problem = Problem.of(size);
        double[][] buffers = new double[2][problem.order()];
        var meeting = Meeting.of(workers);
        List<Vector> vectors = Stream.generate(() -> (Vector) new PlainVector(buffers, meeting))
                .limit(workers)
                .toList();
        return new CgTeam(problem, 0, workers, vectors);
    }

    @Override
    public Team team(Hive hive, NpbClass size, int threads) {
        Problem problem = Problem.of(size);
        List<Vector> vectors = Stream.generate(
                        () -> (Vector) new SharedVector(hive, problem.order(), Meeting.of(hive, threads)))
                .limit(threads)
                .toList();
        return new CgTeam(problem, hive.rank() * threads, hive.size() * threads, vectors);
    }
}
