package io.hivemind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Date;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import org.junit.jupiter.api.Test;

/** Locks of the whole hive, and their conditions. */
// What locks and conditions do without the usual shape round them is what is tested.
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop", "JavaUtilDate"})
final class SharedLockTest {
    @Test
    void countingUnderALockLosesNothing() {
        Drones.together(3, hive -> {
            SharedLongs counter = hive.longs("counter", 1);
            SharedLock lock = hive.lock(-5);
            Thread[] threads = new Thread[3];
            for (int t = 0; t < threads.length; t++) {
                threads[t] = Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < 200; i++) {
                        lock.lock();
                        try {
                            counter.set(0, counter.get(0) + 1);
                        } finally {
                            lock.unlock();
                        }
                    }
                });
            }
            for (Thread thread : threads) {
                thread.join();
            }
            hive.barrier();
            assertThat(counter.get(0)).isEqualTo(1800);
        });
    }

    @Test
    void aLockIsReentrant() {
        Drones.alone(hive -> {
            SharedLock lock = hive.lock(1);
            lock.lock();
            assertThat(lock.tryLock()).isTrue();
            assertThat(lock.holdCount()).isEqualTo(2);
            lock.unlock();
            assertThat(lock.isHeldByCurrentThread()).isTrue();
            lock.unlock();
            assertThat(lock.isHeldByCurrentThread()).isFalse();
            assertThat(hive.lock(1)).isSameAs(lock);
            assertThat(lock.id()).isEqualTo(1);
        });
    }

    @Test
    void tryingALockThatAnotherDroneHoldsDoesNotWait() {
        Drones.together(2, hive -> {
            SharedLock lock = hive.lock(1);
            if (hive.rank() == 0) {
                lock.lock();
            }
            hive.barrier();
            if (hive.rank() == 1) {
                assertThat(lock.tryLock()).isFalse();
                assertThat(lock.tryLock(10, TimeUnit.MILLISECONDS)).isFalse();
            }
            hive.barrier();
            if (hive.rank() == 0) {
                lock.unlock();
            }
            hive.barrier();
            if (hive.rank() == 1) {
                assertThat(lock.tryLock()).isTrue();
                lock.unlock();
            }
        });
    }

    @Test
    void unlockingWhatOneDoesNotHoldNamesLockThreadAndHolder() {
        Drones.alone(hive -> {
            SharedLock lock = hive.lock(12);
            CompletableFuture.runAsync(lock::lock).join();
            assertThatThrownBy(lock::unlock)
                    .isInstanceOf(IllegalMonitorStateException.class)
                    .hasMessageContainingAll("lock 12", Thread.currentThread().getName(), "ForkJoinPool");
            assertThatThrownBy(() -> lock.condition(0).signal()).isInstanceOf(IllegalMonitorStateException.class);
            assertThatThrownBy(() -> lock.condition(0).await()).isInstanceOf(IllegalMonitorStateException.class);
            assertThatThrownBy(lock::fence)
                    .isInstanceOf(IllegalMonitorStateException.class)
                    .hasMessageContainingAll("lock 12", "fencing");
        });
    }

    @Test
    void aLockThatIsNotToBeHadNamesItsHolder() {
        CountDownLatch gaveUp = new CountDownLatch(1);
        Drones.together(2, config -> config.waitBound(Duration.ofSeconds(3)), hive -> {
            SharedLock lock = hive.lock(12);
            if (hive.rank() == 0) {
                lock.lock();
            }
            hive.barrier();
            if (hive.rank() == 1) {
                assertThatThrownBy(lock::lock)
                        .isInstanceOf(HiveTimeoutException.class)
                        .hasMessageContainingAll("lock 12", "drone 0");
                gaveUp.countDown();
            } else {
                gaveUp.await();
                lock.unlock();
            }
        });
    }

    @Test
    void fencesGrowFromHoldToHold() {
        Drones.together(3, hive -> {
            SharedLongs last = hive.longs("last", 1);
            SharedLock lock = hive.lock(4);
            for (int i = 0; i < 50; i++) {
                lock.lock();
                assertThat(lock.fence()).isGreaterThan(last.get(0));
                last.set(0, lock.fence());
                lock.unlock();
            }
        });
    }

    @Test
    void conditionsHandAValueFromDroneToDrone() {
        Drones.together(2, hive -> {
            SharedLock lock = hive.lock(1);
            Condition full = lock.newCondition();
            Condition empty = lock.newCondition();
            SharedLongs slot = hive.longs("slot", 1);
            for (int i = 1; i <= 100; i++) {
                lock.lock();
                try {
                    boolean producer = hive.rank() == 0;
                    while (slot.get(0) == 0 != producer) {
                        (producer ? empty : full).await();
                    }
                    if (!producer) {
                        assertThat(slot.get(0)).isEqualTo(i);
                    }
                    slot.set(0, producer ? i : 0);
                    (producer ? full : empty).signal();
                } finally {
                    lock.unlock();
                }
            }
        });
    }

    @Test
    void signallingAllWakesThreadsOnAllDrones() {
        Drones.together(3, hive -> {
            SharedLock lock = hive.lock(1);
            SharedLongs started = hive.longs("started", 1);
            lock.lock();
            try {
                started.set(0, started.get(0) + 1);
                if (started.get(0) == hive.size()) {
                    lock.condition(7).signalAll();
                }
                while (started.get(0) < hive.size()) {
                    lock.condition(7).awaitUninterruptibly();
                }
            } finally {
                lock.unlock();
            }
        });
    }

    @Test
    void aTimedWaitOnAConditionEndsWithoutASignal() {
        Drones.alone(hive -> {
            SharedLock lock = hive.lock(1);
            Condition condition = lock.newCondition();
            lock.lock();
            assertThat(condition.await(5, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(condition.awaitNanos(5)).isNegative();
            assertThat(condition.awaitUntil(new Date(0))).isFalse();
            assertThat(lock.holdCount()).isEqualTo(1);
            lock.unlock();
        });
    }

    @Test
    void aWaitOnAConditionWithoutATimeEndsAtTheBound() {
        Drones.alone(config -> config.waitBound(Duration.ofMillis(30)), hive -> {
            SharedLock lock = hive.lock(3);
            lock.lock();
            assertThatThrownBy(() -> lock.newCondition().await())
                    .isInstanceOf(HiveTimeoutException.class)
                    .hasMessageContaining("lock 3");
            assertThat(lock.isHeldByCurrentThread()).isTrue();
            lock.unlock();
        });
    }

    @Test
    void interruptionEndsInterruptibleWaitsOnly() {
        Drones.alone(hive -> {
            SharedLock lock = hive.lock(1);
            Thread.currentThread().interrupt();
            assertThatThrownBy(lock::lockInterruptibly).isInstanceOf(InterruptedException.class);
            Thread.currentThread().interrupt();
            lock.lock();
            assertThat(Thread.interrupted()).isTrue();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> lock.newCondition().await()).isInstanceOf(InterruptedException.class);
            assertThat(lock.isHeldByCurrentThread()).isTrue();
            lock.unlock();
        });
    }

    @Test
    void aConditionHasANumberOfAtLeastZero() {
        Drones.alone(hive -> assertThatThrownBy(() -> hive.lock(1).condition(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1"));
    }
}
