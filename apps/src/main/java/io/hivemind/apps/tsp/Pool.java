package io.hivemind.apps.tsp;

import java.util.List;
import java.util.Optional;

/**
 * Partial tours that wait to be searched, each as its cities from city 0 on. The first to come is the first to go: short ones,
 * with large parts of the tree behind them, before long ones. While there are enough for everybody, they are searched as
 * they are; when the pool gets short, they are extended first. So pieces are large at first and get smaller towards the end.
 */
interface Pool {
    /** With fewer partial tours than this for each worker the pool is short. */
    int FEW = 4;

    /** {@return a partial tour for a worker that has none, waiting until there is one; nothing once all are searched} */
    Optional<int[]> take() throws InterruptedException;

    /** {@return whether the pool was short when the worker took last, so that it had better extend what it took} */
    boolean isShort();

    /**
     * Ends the work on the partial tour that the worker took last, adds what came out of it, and takes another, all at once.
     *
     * @param extended partial tours that are longer by one city; none unless the pool {@link #isShort}
     */
    Optional<int[]> takeAfter(List<int[]> extended) throws InterruptedException;
}
