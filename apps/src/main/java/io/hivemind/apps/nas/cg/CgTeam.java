package io.hivemind.apps.nas.cg;

import io.hivemind.apps.frame.Share;
import io.hivemind.apps.nas.Steps;
import io.hivemind.apps.nas.Team;
import io.hivemind.apps.nas.Verdict;
import io.hivemind.apps.nas.cg.Solver.Estimate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Workers who each have their share of the rows of the matrix. */
final class CgTeam implements Team {
    /** Where the vector is kept that a step leaves to the next. */
    private static final String KEPT = "cg.kept";

    private final Problem problem;

    /** The number of this process's first worker among all workers. */
    private final int first;

    private final int workers;

    /** Each worker's access to the vector that all put together. */
    private final List<Vector> vectors;

    private final AtomicReferenceArray<Solver> solvers;

    /** What the first worker of this process came to. All come to the same. */
    private volatile Estimate result = new Estimate(Double.NaN, Double.NaN);

    CgTeam(Problem problem, int first, int workers, List<Vector> vectors) {
        this.problem = problem;
        this.first = first;
        this.workers = workers;
        this.vectors = vectors;
        solvers = new AtomicReferenceArray<>(vectors.size());
    }

    /** Makes the rows, and does one step of which nothing is kept. */
    @Override
    public void prepare(int worker) throws InterruptedException {
        var share = Share.of(problem.order(), first + worker, workers);
        var solver = new Solver(problem, share, vectors.get(worker));
        solver.step();
        solver.begin();
        solvers.set(worker, solver);
    }

    @Override
    public void run(int worker, Steps steps) throws InterruptedException {
        Solver solver = solvers.get(worker);
        int begun = steps.begun(problem.steps());
        if (begun > 0) {
            solver.begin(steps.kept(KEPT, problem.order()));
        }
        for (int step = begun + 1; step <= problem.steps(); step++) {
            Estimate estimate = solver.step();
            if (worker == 0) {
                result = estimate;
                steps.tell(step, problem.steps());
            }
            if (steps.isDue(step, problem.steps())) {
                if (first + worker == 0) {
                    solver.keep(steps.kept(KEPT, problem.order()));
                }
                steps.save(step);
            }
        }
    }

    @Override
    public Verdict verdict() {
        var details = new LinkedHashMap<String, Object>();
        details.put("zeta", result.zeta());
        details.put("residual", result.residual());
        return new Verdict(problem.isRight(result.zeta()), details);
    }
}
