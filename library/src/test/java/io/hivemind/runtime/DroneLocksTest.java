package io.hivemind.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivemind.HiveTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Locks and conditions of a drone behave like those of java.util.concurrent, whichever drone holds them. */
class DroneLocksTest {
    private static final long LOCK = 5;
    private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(20);

    @Test
    void aThreadMayHoldALockManyTimesAndGivesItUpWithTheLast() {
        try (TestHive hive = new TestHive(2)) {
            Drone first = hive.drone(0);
            first.acquire(LOCK);
            first.acquire(LOCK);
            assertThat(first.tryAcquire(LOCK)).isTrue();
            assertThat(first.holds(LOCK)).isEqualTo(3);
            first.release(LOCK);
            first.release(LOCK);
            assertThat(hive.drone(1).tryAcquire(LOCK)).isFalse();
            first.release(LOCK);
            assertThat(first.holds(LOCK)).isZero();
            hive.drone(1).acquire(LOCK);
            hive.drone(1).release(LOCK);
        }
    }

    @Test
    void aThreadThatDoesNotHoldALockMayNeitherReleaseNorSignalNorAwait() {
        try (TestHive hive = new TestHive(1)) {
            Drone drone = hive.drone(0);
            assertThatThrownBy(() -> drone.release(LOCK))
                    .isInstanceOf(IllegalMonitorStateException.class)
                    .hasMessageMatching(
                            "Thread .+ of drone 0 must hold lock 5 to release it, but no thread of this drone holds it\\.");
            TestHive.get(hive.on(0, member -> member.drone.acquire(LOCK)));
            assertThatThrownBy(() -> drone.signal(LOCK, 0, true))
                    .isInstanceOf(IllegalMonitorStateException.class)
                    .hasMessageMatching(
                            "Thread .+ must hold lock 5 to signal a condition of it, but thread app-\\d+ does\\.");
            assertThatThrownBy(() -> drone.await(LOCK, 0, true))
                    .isInstanceOf(IllegalMonitorStateException.class)
                    .hasMessageContaining("to wait on a condition of it");
        }
    }

    @Test
    void aTryForALockThatAnotherDroneHoldsEndsInTimeAndLeavesNothingBehind() throws Exception {
        try (TestHive hive = new TestHive(2)) {
            hive.drone(0).acquire(LOCK);
            assertThat(hive.drone(1).tryAcquire(LOCK, SHORT_NANOS)).isFalse();
            assertThat(hive.drone(1).holds(LOCK)).isZero();
            hive.drone(0).release(LOCK);
            hive.drone(0).acquire(LOCK);
            hive.drone(0).release(LOCK);
            assertThat(hive.drone(1).tryAcquire(LOCK, LONG_NANOS)).isTrue();
            hive.drone(1).release(LOCK);
        }
    }

    @Test
    void aThreadInterruptedWhileItWaitsForALockGivesUpAndCanHaveItLater() throws Exception {
        try (TestHive hive = new TestHive(2)) {
            hive.drone(0).acquire(LOCK);
            CountDownLatch ready = new CountDownLatch(1);
            Thread[] waiter = new Thread[1];
            Future<?> waiting = hive.on(1, member -> {
                waiter[0] = Thread.currentThread();
                ready.countDown();
                assertThatThrownBy(() -> member.drone.acquireInterruptibly(LOCK))
                        .isInstanceOf(InterruptedException.class);
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            });
            ready.await();
            waiter[0].interrupt();
            TestHive.get(waiting);
            hive.drone(0).release(LOCK);
            hive.drone(1).acquire(LOCK);
            hive.drone(1).release(LOCK);
        }
    }

    @Test
    void aThreadInterruptedInAWaitThatCannotBeKeepsItsInterrupt() {
        try (TestHive hive = new TestHive(2)) {
            TestHive.get(hive.on(1, member -> {
                Thread.currentThread().interrupt();
                member.drone.acquire(LOCK);
                member.set(0, 1);
                member.drone.release(LOCK);
                assertThat(Thread.interrupted()).isTrue();
            }));
            hive.drone(0).acquire(LOCK);
            assertThat(hive.member(0).get(0)).isEqualTo(1);
            hive.drone(0).release(LOCK);
        }
    }

    @Test
    void aWaitForALockPastTheBoundNamesWhoHoldsIt() {
        try (TestHive hive = new TestHive(3, Duration.ofMillis(700))) {
            hive.drone(2).acquire(LOCK);
            assertThatThrownBy(() -> hive.drone(1).acquire(LOCK))
                    .isInstanceOf(HiveTimeoutException.class)
                    .hasMessageMatching(
                            "Thread .+ of drone 1 waited 700 ms for lock 5.*drone 2.*; raise HIVEMIND_WAIT if that is normal\\.");
            hive.drone(2).release(LOCK);
            hive.drone(1).acquire(LOCK);
            hive.drone(1).release(LOCK);
        }
    }

    @Test
    void aSignalWakesAThreadOfAnotherDroneAndOnlyThat() {
        try (TestHive hive = new TestHive(2)) {
            Future<?> consumer = hive.on(1, member -> {
                member.drone.acquire(LOCK);
                member.drone.acquire(LOCK);
                while (member.get(0) == 0) {
                    member.drone.await(LOCK, 1, true);
                }
                assertThat(member.drone.holds(LOCK)).isEqualTo(2);
                member.drone.release(LOCK);
                member.drone.release(LOCK);
            });
            TestHive.get(hive.on(0, member -> {
                member.drone.acquire(LOCK);
                member.set(0, 42);
                member.drone.signal(LOCK, 1, false);
                member.drone.release(LOCK);
            }));
            TestHive.get(consumer);
        }
    }

    @Test
    void aWaitOnAConditionEndsInTimeWithTheLockHeldAgain() throws Exception {
        try (TestHive hive = new TestHive(2)) {
            Drone drone = hive.drone(1);
            drone.acquire(LOCK);
            assertThat(drone.await(LOCK, 0, SHORT_NANOS, true)).isFalse();
            assertThat(drone.holds(LOCK)).isEqualTo(1);
            assertThat(hive.drone(0).tryAcquire(LOCK)).isFalse();
            drone.release(LOCK);
        }
    }

    @Test
    void aThreadInterruptedOnAConditionThrowsWithTheLockHeldAgain() {
        try (TestHive hive = new TestHive(2)) {
            CountDownLatch ready = new CountDownLatch(1);
            Thread[] waiter = new Thread[1];
            Future<?> waiting = hive.on(1, member -> {
                member.drone.acquire(LOCK);
                waiter[0] = Thread.currentThread();
                ready.countDown();
                assertThatThrownBy(() -> member.drone.await(LOCK, 0, true)).isInstanceOf(InterruptedException.class);
                assertThat(member.drone.holds(LOCK)).isEqualTo(1);
                member.drone.release(LOCK);
            });
            TestHive.get(hive.on(0, member -> {
                ready.await();
                member.drone.acquire(LOCK);
                waiter[0].interrupt();
                member.drone.release(LOCK);
            }));
            TestHive.get(waiting);
        }
    }

    @Test
    void aWaitOnAConditionPastTheBoundThrowsWithTheLockHeldAgain() {
        try (TestHive hive = new TestHive(2, Duration.ofMillis(500))) {
            Drone drone = hive.drone(1);
            drone.acquire(LOCK);
            assertThatThrownBy(() -> drone.await(LOCK, 3, false))
                    .isInstanceOf(HiveTimeoutException.class)
                    .hasMessageContaining("of drone 1 waited 500 ms for ");
            assertThat(drone.holds(LOCK)).isEqualTo(1);
            drone.release(LOCK);
        }
    }
}
