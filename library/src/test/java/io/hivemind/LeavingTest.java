package io.hivemind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A drone that leaves before the others are done. The waits here would last long if nobody noticed. */
class LeavingTest {
    private static final Duration LONG = Duration.ofSeconds(40);

    @Test
    void aBarrierThatADroneHasLeftBehindEndsTheHive() {
        Drones.together(3, config -> config.waitBound(LONG), hive -> {
            Throwable thrown = catchThrowable(() -> {
                if (hive.rank() == 1) {
                    hive.close();
                } else {
                    hive.barrier(7).await();
                }
            });

            assertThat(thrown)
                    .isInstanceOf(HiveException.class)
                    .hasMessage("Drone 1 has left, but barrier 7 cannot open without it; the hive ends.");
        });
    }

    @Test
    void aLockThatADroneTakesAwayEndsTheHive() {
        Drones.together(2, config -> config.waitBound(LONG), hive -> {
            SharedLock lock = hive.lock(3);
            if (hive.rank() == 1) {
                lock.lock();
            }
            hive.barrier();
            String held = hive.rank() == 1 ? Thread.currentThread().getName() : "drone-\\d+";

            Throwable thrown = catchThrowable(() -> {
                if (hive.rank() == 1) {
                    hive.close();
                } else {
                    lock.lock();
                }
            });

            assertThat(thrown)
                    .isInstanceOf(HiveException.class)
                    .message()
                    .matches("Drone 1 left while its thread " + held
                            + " held lock 3, for which another waits; the hive ends\\.");
        });
    }

    @Test
    void aDroneMayLeaveWhileTheOthersWorkOn() {
        Drones.together(3, hive -> {
            if (hive.rank() != 1) {
                for (int i = 0; i < 20; i++) {
                    count(hive);
                }
            }
        });
    }

    private static void count(Hive hive) {
        SharedLongs counter = hive.longs("counter", 1);
        SharedLock lock = hive.lock(1);
        lock.lock();
        try {
            counter.set(0, counter.get(0) + 1);
        } finally {
            lock.unlock();
        }
    }
}
