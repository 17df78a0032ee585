package io.hivemind.apps.frame;

import io.hivemind.Hive;
import io.hivemind.SharedBarrier;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/** Where all workers wait for each other, in one process or on a hive, so that each sees what the others have done. */
@FunctionalInterface
public interface Meeting {
    /** The barrier of the programs. The frame's own is number 0. */
    int BARRIER = 1;

    /** Waits for the others. */
    void await() throws InterruptedException;

    /** {@return the meeting of so many threads of every drone} */
    static Meeting of(Hive hive, int threads) {
        SharedBarrier barrier = hive.barrier(BARRIER, threads);
        return barrier::await;
    }

    /** {@return the meeting of so many threads of this process} */
    static Meeting of(int workers) {
        var barrier = new CyclicBarrier(workers);
        return () -> {
            try {
                barrier.await();
            } catch (BrokenBarrierException broken) {
                throw new IllegalStateException("Another worker did not come to the barrier.", broken);
            }
        };
    }
}
