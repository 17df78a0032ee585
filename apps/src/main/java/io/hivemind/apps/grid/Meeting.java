package io.hivemind.apps.grid;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/** A point at which all workers wait for one another, and after which each sees what the others wrote before. */
@FunctionalInterface
public interface Meeting {
    /** Waits for all workers. */
    void await() throws InterruptedException;

    /** {@return a meeting of so many threads of one process} */
    static Meeting ofThreads(int threads) {
        var barrier = new CyclicBarrier(threads);
        return () -> {
            try {
                barrier.await();
            } catch (BrokenBarrierException broken) {
                throw new IllegalStateException("Another worker failed.", broken);
            }
        };
    }
}
