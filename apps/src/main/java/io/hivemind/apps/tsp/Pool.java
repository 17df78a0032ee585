package io.hivemind.apps.tsp;

import java.util.List;
import java.util.Optional;

/**
 * Partial tours that wait to be searched, each as its cities from city 0 on. The last to come is the first to go, so that
 * deep ones are searched before others are extended and the pool stays small.
 */
interface Pool {
    /** {@return a partial tour for a worker that has none, waiting until there is one; nothing once all are searched} */
    Optional<int[]> take() throws InterruptedException;

    /** {@return whether what comes out of the partial tour that was taken last may be added} If not, it must be searched at once. */
    boolean hasRoom();

    /**
     * Ends the work on the partial tour that the worker took last, adds what came out of it, and takes another, all at once.
     *
     * @param extended longer partial tours, to be taken from the last on; none unless the pool {@link #hasRoom}
     */
    Optional<int[]> takeAfter(List<int[]> extended) throws InterruptedException;
}
