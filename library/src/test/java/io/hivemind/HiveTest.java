package io.hivemind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A hive as a whole: joining, names, statistics, leaving. */
final class HiveTest {
    @Test
    void aProcessStartedAloneIsAHiveOfOne() {
        try (Hive hive = Hive.join(HiveConfig.fromEnvironment(Map.of()))) {
            assertThat(hive.rank()).isZero();
            assertThat(hive.size()).isEqualTo(1);
            hive.ints("numbers", 10).set(3, 4);
            hive.barrier();
            assertThat(hive.ints("numbers", 10).get(3)).isEqualTo(4);
        }
    }

    @Test
    void everyDroneSeesWhatTheOthersStoredBeforeABarrier() {
        Drones.together(4, hive -> {
            SharedLongs squares = hive.longs("squares", hive.size());
            squares.set(hive.rank(), (long) hive.rank() * hive.rank());
            hive.barrier();
            long[] all = new long[hive.size()];
            squares.get(0, all);
            assertThat(all).containsExactly(0, 1, 4, 9);
        });
    }

    @Test
    void aPublishedNumberIsFoundByAllWhoWaitForIt() {
        Drones.together(3, hive -> {
            if (hive.rank() == 2) {
                assertThat(hive.find("root")).isEmpty();
                hive.barrier();
                long address = hive.memory().allocate(100);
                hive.memory().setInt(address, 42);
                hive.publish("root", address);
            } else {
                hive.barrier();
            }
            assertThat(hive.memory().getInt(hive.lookup("root"))).isEqualTo(42);
            assertThat(hive.find("root")).hasValue(hive.lookup("root"));
        });
    }

    @Test
    void publishingAgainReplacesTheNumber() {
        Drones.alone(hive -> {
            hive.publish("root", 1);
            hive.publish("root", -2);
            assertThat(hive.lookup("root")).isEqualTo(-2);
        });
    }

    @Test
    void everybodyGetsTheSameArrayWhoeverAsksFirst() {
        Drones.together(4, hive -> {
            for (int i = 0; i < 100; i++) {
                hive.ints("array " + (i * 7 + hive.rank() * 31) % 100, 5);
            }
            hive.barrier();
            SharedLongs addresses = hive.longs("addresses", 400);
            for (int i = 0; i < 100; i++) {
                addresses.set(hive.rank() * 100L + i, hive.ints("array " + i, 5).address());
            }
            hive.barrier();
            for (int i = 0; i < 100; i++) {
                for (int rank = 0; rank < hive.size(); rank++) {
                    assertThat(addresses.get(rank * 100L + i)).isEqualTo(addresses.get(i));
                }
            }
        });
    }

    @Test
    void aNameWithAnotherTypeOrLengthIsRefusedNamingBoth() {
        Drones.together(2, hive -> {
            if (hive.rank() == 0) {
                hive.ints("numbers", 10);
            }
            hive.barrier();
            assertThatThrownBy(() -> hive.longs("numbers", 10))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll(
                            "\"numbers\"", "an array of ints of length 10", "an array of longs of length 10");
            assertThatThrownBy(() -> hive.ints("numbers", 11))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("length 10", "length 11");
            assertThatThrownBy(() -> hive.publish("numbers", 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("an array of ints of length 10", "a published number");
        });
    }

    @Test
    void aNameHasFromOneToTheMostBytes() {
        Drones.alone(hive -> {
            hive.ints("ä".repeat(Hive.MAX_NAME_BYTES / 2), 1);
            assertThatThrownBy(() -> hive.ints("ä".repeat(Hive.MAX_NAME_BYTES / 2) + "x", 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("has 1025");
            assertThatThrownBy(() -> hive.publish("", 1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> hive.publish("hive:x", 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("own");
        });
    }

    @Test
    void anArrayMayBeEmpty() {
        Drones.alone(hive -> {
            SharedInts empty = hive.ints("empty", 0);
            assertThat(empty.length()).isZero();
            assertThat(empty.read().length()).isZero();
            assertThatThrownBy(() -> empty.get(0)).isInstanceOf(IndexOutOfBoundsException.class);
        });
    }

    @Test
    void aLookupOfWhatNobodyPublishesEndsAtTheBound() {
        Drones.alone(
                config -> config.waitBound(Duration.ofMillis(50)),
                hive -> assertThatThrownBy(() -> hive.lookup("nothing"))
                        .isInstanceOf(HiveTimeoutException.class)
                        .hasMessageContainingAll("50 ms", "\"nothing\""));
    }

    @Test
    void everyDroneLearnsWhatAllHaveDone() {
        Drones.together(3, hive -> {
            hive.publish("something", hive.rank());
            hive.barrier();
            List<HiveStatistics> all = hive.gatherStats();
            assertThat(all)
                    .hasSize(3)
                    .allSatisfy(one -> assertThat(one.lockAcquires()).isPositive());
            assertThat(HiveStatistics.sum(all).toMap())
                    .containsKeys("messages", "bytes", "remoteLockAcquires", "pageFetches", "collections");
            assertThat(all).allSatisfy(one -> {
                assertThat(one.evictions()).isZero();
                assertThat(one.heldBytes()).isPositive();
                assertThat(one.mostHeldBytes()).isGreaterThanOrEqualTo(one.heldBytes());
            });
        });
    }

    @Test
    void aDroneThatFailsInItsTryBlockLeavesNobodyWaiting() {
        Drones.together(2, hive -> {
            if (hive.rank() == 1) {
                assertThatThrownBy(() -> failIn(hive))
                        .hasMessage("no more honey")
                        .satisfies(failure ->
                                assertThat(failure.getSuppressed()).hasOnlyElementsOfType(HiveException.class));
            } else {
                assertThatThrownBy(hive::barrier)
                        .isInstanceOf(HiveException.class)
                        .isNotInstanceOf(HiveTimeoutException.class)
                        .hasMessageContaining("rone 1");
            }
        });
    }

    private static void failIn(Hive hive) {
        try (hive) {
            throw new IllegalStateException("no more honey");
        }
    }

    @Test
    void nothingWorksAfterClosing() {
        Hive hive = Hive.join(Drones.small().build());
        SharedInts numbers = hive.ints("numbers", 10);
        IntSpan span = numbers.write();
        hive.close();
        hive.close();
        assertThatThrownBy(() -> numbers.get(1))
                .isInstanceOf(HiveException.class)
                .hasMessageContaining("left");
        assertThatThrownBy(() -> numbers.set(1, 1)).isInstanceOf(HiveException.class);
        assertThatThrownBy(() -> hive.memory().allocate(1)).isInstanceOf(HiveException.class);
        assertThatThrownBy(() -> hive.lock(1).lock()).isInstanceOf(HiveException.class);
        assertThatThrownBy(hive::barrier).isInstanceOf(HiveException.class);
        assertThatThrownBy(() -> span.get(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed the hive");
    }
}
