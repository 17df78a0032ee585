package io.hivemind.apps.nas.is;

import io.hivemind.apps.nas.Steps;
import io.hivemind.apps.nas.Team;
import io.hivemind.apps.nas.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Workers who each have their share of the keys, and their share of the values that keys have. */
final class IsTeam implements Team {
    /** Where the number of tests is kept that were passed. */
    private static final String KEPT = "is.kept";

    private final Problem problem;

    /** The number of this process's first worker among all workers. */
    private final int first;

    private final int workers;

    /** Each worker's access to the counts of all. */
    private final List<Exchange> exchanges;

    private final AtomicReferenceArray<Ranking> rankings;

    /** How many tests were passed before checkpoints, by all workers, and are not counted by them any more. */
    private volatile int before;

    IsTeam(Problem problem, int first, int workers, List<Exchange> exchanges) {
        this.problem = problem;
        this.first = first;
        this.workers = workers;
        this.exchanges = exchanges;
        rankings = new AtomicReferenceArray<>(exchanges.size());
    }

    /** Makes the keys, and does one iteration of which nothing is kept. */
    @Override
    public void prepare(int worker) throws InterruptedException {
        var ranking = new Ranking(problem, first + worker, workers, exchanges.get(worker));
        ranking.rank(1);
        ranking.begin();
        rankings.set(worker, ranking);
    }

    @Override
    public void run(int worker, Steps steps) throws InterruptedException {
        Ranking ranking = rankings.get(worker);
        int begun = steps.begun(Problem.ITERATIONS);
        ranking.change(begun);
        for (int iteration = begun + 1; iteration <= Problem.ITERATIONS; iteration++) {
            ranking.rank(iteration);
            if (worker == 0) {
                steps.tell(iteration, Problem.ITERATIONS);
            }
            if (steps.isDue(iteration, Problem.ITERATIONS)) {
                steps.add(KEPT, new double[] {ranking.passed()});
                ranking.begin();
                steps.save(iteration);
            }
        }
        if (worker == 0) {
            before = (int) steps.sums(KEPT, 1)[0];
        }
    }

    @Override
    public void check(int worker) {
        rankings.get(worker).check();
    }

    /** {@inheritDoc} Each published rank is tested in each iteration, and the order of each worker's values at the end. */
    @Override
    public Verdict verdict() {
        int passed = exchanges.getFirst().passed() + before;
        int tests = Problem.ITERATIONS * problem.samples().size() + workers;
        var details = new LinkedHashMap<String, Object>();
        details.put("tests", tests);
        details.put("passed", passed);
        return new Verdict(passed == tests, details);
    }
}
