package io.hivemind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Locks that are taken together. */
// What locks do without the usual shape round them is what is tested.
@SuppressWarnings("LockNotBeforeTry")
final class LockGroupTest {
    private static int[] ids(int from, int to) {
        return IntStream.range(from, to).toArray();
    }

    @Test
    void overlappingGroupsLoseNothingAndNeverWaitForEver() {
        Drones.together(3, hive -> {
            int locks = 12;
            SharedLongs counters = hive.longs("counters", locks);
            for (int round = 0; round < 100; round++) {
                int from = (round * 5 + hive.rank() * 3) % (locks - 4);
                LockGroup group = hive.locks(ids(from, from + 5));
                group.lock();
                try {
                    for (int lock = from; lock < from + 5; lock++) {
                        counters.set(lock, counters.get(lock) + 1);
                    }
                } finally {
                    group.unlock();
                }
            }
            hive.barrier();
            assertThat(IntStream.range(0, locks).mapToLong(counters::get).sum()).isEqualTo(3 * 100 * 5);
        });
    }

    @Test
    void aGroupExcludesWhoHoldsOneOfItsLocks() {
        Drones.together(2, hive -> {
            LockGroup group = hive.locks(3, 1, 2, 3);
            assertThat(group.size()).isEqualTo(3);
            if (hive.rank() == 0) {
                hive.lock(2).lock();
            }
            hive.barrier();
            if (hive.rank() == 1) {
                assertThat(group.tryLock()).isFalse();
                assertThat(group.tryLock(10, TimeUnit.MILLISECONDS)).isFalse();
                assertThat(hive.lock(1).isHeldByCurrentThread()).isFalse();
            }
            hive.barrier();
            if (hive.rank() == 0) {
                hive.lock(2).unlock();
            }
            hive.barrier();
            if (hive.rank() == 1) {
                assertThat(group.tryLock()).isTrue();
                assertThat(hive.lock(2).holdCount()).isEqualTo(1);
                group.unlock();
                group.lockInterruptibly();
                group.unlock();
            }
        });
    }

    @Test
    void whoDoesNotGetAllInTimeKeepsNone() {
        Drones.together(2, config -> config.waitBound(Duration.ofMillis(1500)), hive -> {
            if (hive.rank() == 0) {
                hive.lock(2).lock();
            }
            hive.barrier();
            if (hive.rank() == 1) {
                assertThatThrownBy(() -> hive.locks(1, 2, 3).lock())
                        .isInstanceOf(HiveTimeoutException.class)
                        .hasMessageContaining("lock 2");
                assertThat(hive.lock(1).isHeldByCurrentThread()).isFalse();
            }
            hive.barrier(5).await(20, TimeUnit.SECONDS);
            if (hive.rank() == 0) {
                hive.lock(2).unlock();
            }
        });
    }

    @Test
    void aGroupThatIsNotHeldAsAWholeIsNotGivenBack() {
        Drones.alone(hive -> {
            hive.lock(1).lock();
            assertThatThrownBy(() -> hive.locks(1, 2).unlock())
                    .isInstanceOf(IllegalMonitorStateException.class)
                    .hasMessageContaining("lock 2");
            assertThat(hive.lock(1).holdCount()).isEqualTo(1);
            assertThatThrownBy(() -> hive.locks()).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> hive.locks(1).newCondition()).isInstanceOf(UnsupportedOperationException.class);
        });
    }

    @Test
    void manyLocksOfAnotherDroneCostAsManyMessagesAsOne() {
        Drones.together(2, hive -> {
            if (hive.rank() == 1) {
                LockGroup even =
                        hive.locks(IntStream.range(0, 50).map(i -> 2 * i).toArray());
                HiveStatistics before = hive.stats();
                even.lock();
                assertThat(hive.stats().since(before).messages()).isEqualTo(1);
                even.unlock();
            }
        });
    }
}
