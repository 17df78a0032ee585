package io.hivemind.apps.tsp;

import java.util.List;
import java.util.Optional;

/** One thread that takes partial tours from the pool until none is left: it searches them, or extends them if the pool is short. */
final class Worker {
    private final Pool pool;
    private final Search search;
    private final int depth;

    Worker(Problem problem, Pool pool, Bound bound, int depth) {
        this.pool = pool;
        this.search = new Search(problem, bound);
        this.depth = Math.min(depth, problem.cities());
    }

    /** Works until all tours are searched or known to be too long. */
    void run() throws InterruptedException {
        Optional<int[]> taken = pool.take();
        while (taken.isPresent()) {
            int[] partial = taken.get();
            List<int[]> extended = List.of();
            if (partial.length < depth && pool.isShort()) {
                extended = search.extend(partial);
            } else {
                search.search(partial);
            }
            taken = pool.takeAfter(extended);
        }
    }
}
