package io.hivemind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hive begins with what another had in shared memory when it wrote a checkpoint. */
class CheckpointTest {
    private static final int LENGTH = 30_000;

    @TempDir
    private Path path;

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 3", "2, 2", "2, 5", "3, 1", "4, 2"})
    void aHiveOfAnySizeGoesOnWithWhatAllDronesStored(int before, int after) {
        Drones.together(before, hive -> {
            fill(hive, 1);
            hive.checkpoint(path, 17, "the note");
            fill(hive, 2);
            hive.barrier();
        });
        Drones.together(after, config -> config.resume(path), hive -> {
            Resumed resumed = hive.resumed().orElseThrow();
            assertThat(resumed.step()).isEqualTo(17);
            assertThat(resumed.note()).isEqualTo("the note");
            assertThat(resumed.drones()).isEqualTo(before);
            check(hive, 1);
            hive.barrier();
        });
    }

    @Test
    void theAllocatorGoesOnWhereItWas() {
        Drones.together(3, hive -> {
            for (int i = 0; i < 50; i++) {
                long block = hive.memory().allocate(24 + i);
                hive.memory().setLong(block, block);
                hive.publish("block " + hive.rank() + " " + i, block);
            }
            hive.checkpoint(path, 0, "");
        });
        Drones.together(5, config -> config.resume(path), hive -> {
            for (int i = 0; i < 50; i++) {
                long block = hive.memory().allocate(24 + i);
                assertThat(hive.memory().getLong(block)).isZero();
                hive.memory().setLong(block, -1);
            }
            hive.barrier();
            for (int i = 0; i < 50; i++) {
                for (int rank = 0; rank < 3; rank++) {
                    long block = hive.lookup("block " + rank + " " + i);
                    assertThat(hive.memory().getLong(block)).isEqualTo(block);
                }
            }
            hive.barrier();
            if (hive.rank() < 3) {
                IntStream.range(0, 50).forEach(i -> hive.memory().free(hive.lookup("block " + hive.rank() + " " + i)));
            }
            hive.barrier();
        });
    }

    @Test
    void aResumedHiveWritesCheckpointsThatCanBeResumed() {
        Drones.together(2, hive -> {
            fill(hive, 1);
            hive.checkpoint(path, 1, "");
        });
        Drones.together(3, config -> config.resume(path), hive -> {
            fill(hive, 2);
            hive.checkpoint(path, 2, "");
            fill(hive, 3);
            hive.checkpoint(path, 3, "");
            assertThat(hive.gatherStats()).hasSize(3);
        });
        Drones.together(2, config -> config.resume(path), hive -> {
            assertThat(hive.resumed().orElseThrow().step()).isEqualTo(3);
            check(hive, 3);
            assertThat(hive.gatherStats()).hasSize(2);
        });
        assertThat(path.toFile().list()).containsExactlyInAnyOrder("manifest", "part-3-0", "part-3-1", "part-3-2");
    }

    @Test
    void allThreadsOfADroneWaitWhileOneWrites() {
        int threads = 3;
        Drones.together(2, hive -> {
            SharedLongs numbers = hive.longs("numbers", LENGTH);
            try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
                var running = IntStream.range(0, threads)
                        .<Future<?>>mapToObj(thread -> pool.submit(() -> {
                            int worker = hive.rank() * threads + thread;
                            for (int round = 1; round <= 3; round++) {
                                for (int i = worker; i < LENGTH; i += 2 * threads) {
                                    numbers.set(i, (long) i * round);
                                }
                                hive.checkpoint(path, round, "", threads);
                            }
                        }))
                        .toList();
                for (Future<?> each : running) {
                    each.get();
                }
            }
        });
        Drones.alone(config -> config.resume(path), hive -> {
            assertThat(hive.resumed().orElseThrow().step()).isEqualTo(3);
            check(hive, 3);
        });
    }

    @Test
    void aHeapThatNoDroneCanHoldIsWrittenAndResumed() {
        int length = 3 * (1 << 20) / 8;
        Drones.together(3, config -> config.memoryPerDrone(2L << 20), hive -> {
            SharedLongs numbers = hive.longs("numbers", length);
            for (int i = hive.rank() * (length / 3); i < (hive.rank() + 1) * (length / 3); i++) {
                numbers.set(i, ~(long) i);
            }
            hive.checkpoint(path, 1, "");
        });
        Drones.together(4, config -> config.memoryPerDrone(2L << 20).resume(path), hive -> {
            SharedLongs numbers = hive.longs("numbers", length);
            for (int i = 0; i < length; i++) {
                assertThat(numbers.get(i)).isEqualTo(~(long) i);
            }
            hive.barrier();
        });
    }

    @Test
    void fencingNumbersDoNotFall() {
        long[] highest = new long[1];
        Drones.alone(hive -> {
            hive.checkpoint(path, 1, "");
            highest[0] = fence(hive, 1000);
        });
        for (int time = 0; time < 2; time++) {
            Drones.alone(config -> config.resume(path), hive -> {
                long fence = fence(hive, 1);
                assertThat(fence).isGreaterThan(highest[0]);
                highest[0] = fence(hive, 1000);
                assertThat(highest[0]).isEqualTo(fence + 1000);
            });
        }
    }

    @Test
    void aThreadThatHoldsALockCannotWriteACheckpoint() {
        Drones.alone(hive -> {
            SharedLock lock = hive.lock(7);
            lock.lock();
            try {
                assertThatThrownBy(() -> hive.checkpoint(path, 1, ""))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("No thread may hold a lock while drones write a checkpoint, but thread ")
                        .hasMessageContaining(" of drone 0 holds lock 7.");
            } finally {
                lock.unlock();
            }
            hive.checkpoint(path, 1, "");
        });
    }

    @Test
    void whileAnotherThreadHoldsALockNoDroneWritesACheckpoint() {
        Drones.together(2, hive -> {
            SharedLock lock = hive.lock(7);
            if (hive.rank() == 1) {
                try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
                    pool.submit(lock::lock).get();
                    assertThatThrownBy(() -> hive.checkpoint(path, 1, ""))
                            .isInstanceOf(CheckpointException.class)
                            .hasMessageContaining("drone 1 on ")
                            .hasMessageContaining("held lock 7, and nobody may hold a lock meanwhile");
                    pool.submit(lock::unlock).get();
                }
            } else {
                assertThatThrownBy(() -> hive.checkpoint(path, 1, "")).hasMessageContaining("held lock 7");
            }
            hive.checkpoint(path, 1, "");
        });
    }

    @Test
    void thoseWhoAreLeftWriteTheCheckpoint() {
        Drones.together(3, hive -> {
            fill(hive, 1);
            if (hive.rank() == 1) {
                hive.leave();
            } else {
                hive.checkpoint(path, 4, "");
                assertThat(hive.view().size()).isEqualTo(2);
            }
        });
        Drones.together(3, config -> config.resume(path), hive -> {
            assertThat(hive.resumed().orElseThrow().drones()).isEqualTo(2);
            check(hive, 1);
            hive.barrier();
        });
    }

    @Test
    void dronesThatMeanDifferentCheckpointsAllHearOfIt() {
        Drones.together(2, hive -> {
            assertThatThrownBy(() -> hive.checkpoint(path, hive.rank(), ""))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("drone 0 gives step 0, drone 1 step 1");
            hive.checkpoint(path, 5, "");
        });
    }

    @Test
    void anInterruptedThreadWritesItsCheckpointAndIsStillInterrupted() {
        Drones.together(2, hive -> {
            Thread.currentThread().interrupt();
            hive.checkpoint(path, 1, "");
            assertThat(Thread.interrupted()).isTrue();
        });
    }

    private static long fence(Hive hive, int times) {
        long fence = 0;
        for (int i = 0; i < times; i++) {
            SharedLock lock = hive.lock(1);
            lock.lock();
            try {
                fence = lock.fence();
            } finally {
                lock.unlock();
            }
        }
        return fence;
    }

    /** Lets drones write to the same pages, in turn. */
    private static void fill(Hive hive, int factor) {
        SharedLongs numbers = hive.longs("numbers", LENGTH);
        for (int i = hive.rank(); i < LENGTH; i += hive.size()) {
            numbers.set(i, (long) i * factor);
        }
        hive.barrier();
    }

    private static void check(Hive hive, int factor) {
        long[] numbers = new long[LENGTH];
        hive.longs("numbers", LENGTH).get(0, numbers);
        for (int i = 0; i < LENGTH; i++) {
            assertThat(numbers[i]).isEqualTo((long) i * factor);
        }
    }
}
