package io.hivemind.apps.nas.cg;

import io.hivemind.apps.frame.Share;

/**
 * A vector that all workers put together, again and again: each writes its share, and then all have the whole. This is one
 * worker's access to it, used by the thread of that worker.
 */
sealed interface Vector permits PlainVector, SharedVector {
    /** {@return the array, as long as the vector, into which this worker is to put its share of the next round} */
    double[] next();

    /**
     * Hands in this worker's share, waits for those of the others, and begins the next round.
     *
     * @return the whole vector, not to be changed, as it stays until this worker calls {@code complete} again
     */
    double[] complete(Share share) throws InterruptedException;
}
