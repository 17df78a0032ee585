package io.hivemind.apps.nas.mg;

import io.hivemind.apps.frame.Meeting;
import io.hivemind.apps.nas.Steps;
import io.hivemind.apps.nas.Sums;
import io.hivemind.apps.nas.Team;
import io.hivemind.apps.nas.Verdict;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Workers who each have some planes of the grids. */
final class MgTeam implements Team {
    /** How far the norm may be from the published one, in parts of that. */
    private static final double TOLERANCE = 1e-8;

    private final Problem problem;

    /** The partition of each worker of this process. */
    private final List<Partition> partitions;

    private final Board board;
    private final Sums sums;
    private final Meeting meeting;

    /** What each worker of this process has prepared. */
    private final AtomicReferenceArray<Solver> solvers;

    MgTeam(Problem problem, List<Partition> partitions, Board board, Sums sums, Meeting meeting) {
        this.problem = problem;
        this.partitions = List.copyOf(partitions);
        this.board = board;
        this.sums = sums;
        this.meeting = meeting;
        solvers = new AtomicReferenceArray<>(partitions.size());
    }

    @Override
    public void prepare(int worker) {
        solvers.set(worker, new Solver(problem, partitions.get(worker), board, meeting));
    }

    @Override
    public void run(int worker, Steps steps) throws InterruptedException {
        Solver solver = Objects.requireNonNull(solvers.get(worker));
        int begun = steps.begun(Problem.ITERATIONS);
        if (begun > 0) {
            solver.begin(kept(steps));
        }
        solver.findResidual();
        for (int iteration = begun + 1; iteration <= Problem.ITERATIONS; iteration++) {
            solver.cycle();
            solver.findResidual();
            if (worker == 0) {
                steps.tell(iteration, Problem.ITERATIONS);
            }
            if (steps.isDue(iteration, Problem.ITERATIONS)) {
                solver.keep(kept(steps));
                steps.save(iteration);
            }
        }
        sums.set(partitions.get(worker).worker(), new double[] {solver.squares()});
    }

    private Planes kept(Steps steps) {
        return new Planes.Shared(steps.kept("mg.kept", problem.elements()), problem.width());
    }

    @Override
    public Verdict verdict() {
        double norm = Math.sqrt(Arrays.stream(sums.all()).sum() / problem.elements());
        var details = new LinkedHashMap<String, Object>();
        details.put("norm", norm);
        return new Verdict(agrees(norm, problem.norm()), details);
    }

    /** {@return whether the norm is near enough to the published one} */
    static boolean agrees(double norm, double published) {
        return Math.abs(norm / published - 1) <= TOLERANCE;
    }
}
