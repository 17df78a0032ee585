package io.hivemind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Barriers of the whole hive. */
final class SharedBarrierTest {
    @Test
    void aBarrierOpensWhenTheThreadsOfEveryDroneHaveArrived() {
        Drones.together(2, hive -> {
            int threads = 3;
            SharedInts rounds = hive.ints("rounds", 2L * threads);
            SharedBarrier barrier = hive.barrier(9, threads);
            assertThat(barrier.id()).isEqualTo(9);
            assertThat(barrier.threads()).isEqualTo(threads);
            Thread[] running = new Thread[threads];
            boolean[] together = new boolean[threads];
            for (int t = 0; t < threads; t++) {
                int number = t;
                running[t] = Thread.ofPlatform()
                        .start(() -> together[number] = stayTogether(rounds, barrier, hive.rank() * threads + number));
            }
            for (Thread thread : running) {
                thread.join();
            }
            assertThat(together).containsOnly(true);
        });
    }

    private static boolean stayTogether(SharedInts rounds, SharedBarrier barrier, int number) {
        boolean together = true;
        for (int round = 1; round <= 20; round++) {
            rounds.set(number, round);
            barrier.await();
            for (int i = 0; i < rounds.length(); i++) {
                together &= rounds.get(i) == round;
            }
            barrier.await();
        }
        return together;
    }

    @Test
    void aTimedWaitCanBeTakenUpAgain() {
        Drones.together(2, hive -> {
            SharedBarrier barrier = hive.barrier(1);
            if (hive.rank() == 0) {
                assertThatThrownBy(() -> barrier.await(20, TimeUnit.MILLISECONDS))
                        .isInstanceOf(TimeoutException.class)
                        .hasMessageContainingAll("arrier 1", "drone 1");
                hive.publish("gave up", 1);
            } else {
                hive.lookup("gave up");
            }
            barrier.await();
            hive.barrier(2).await(10, TimeUnit.SECONDS);
        });
    }

    @Test
    void aWaitPastItsBoundNamesWhoIsMissing() {
        CountDownLatch gaveUp = new CountDownLatch(1);
        Drones.together(2, config -> config.waitBound(Duration.ofSeconds(3)), hive -> {
            SharedBarrier barrier = hive.barrier(5);
            if (hive.rank() == 0) {
                assertThatThrownBy(barrier::await)
                        .isInstanceOf(HiveTimeoutException.class)
                        .hasMessageContainingAll("arrier 5", "drone 1", "HIVEMIND_WAIT");
                gaveUp.countDown();
            } else {
                gaveUp.await();
            }
            barrier.await();
        });
    }

    @Test
    void aBarrierHasOneNumberOfThreads() {
        Drones.alone(hive -> {
            hive.barrier(3, 2);
            assertThatThrownBy(() -> hive.barrier(3))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("Barrier 3", "2 threads", "not 1");
            assertThatThrownBy(() -> hive.barrier(-1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> hive.barrier(4, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThat(hive.barrier(3, 2)).isSameAs(hive.barrier(3, 2));
        });
    }
}
