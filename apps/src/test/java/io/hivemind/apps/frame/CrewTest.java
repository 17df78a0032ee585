package io.hivemind.apps.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CrewTest {
    @Test
    void allWorkersWorkAtTheSameTime() throws InterruptedException {
        var together = new CyclicBarrier(4);
        var worked = new AtomicInteger();
        Crew.run(4, _ -> {
            try {
                together.await();
            } catch (java.util.concurrent.BrokenBarrierException broken) {
                throw new IllegalStateException(broken);
            }
            worked.incrementAndGet();
        });

        assertThat(worked).hasValue(4);
    }

    @Test
    void theWorkersAreNumbered() throws InterruptedException {
        var numbers = new ConcurrentSkipListSet<Integer>();
        Crew.run(3, numbers::add);

        assertThat(numbers).containsExactly(0, 1, 2);
    }

    @Test
    void aSingleWorkerIsTheCallingThread() throws InterruptedException {
        var worker = new AtomicReference<>(new Thread());
        Crew.run(1, _ -> worker.set(Thread.currentThread()));

        assertThat(worker).hasValue(Thread.currentThread());
    }

    @Test
    void theFirstFailureInterruptsTheOthersAndIsThrown() {
        var never = new CountDownLatch(1);
        var first = new AtomicInteger();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Crew.run(3, _ -> {
                    if (first.getAndIncrement() == 0) {
                        throw new IllegalStateException("broken");
                    }
                    never.await();
                }))
                .withMessage("broken");
    }
}
