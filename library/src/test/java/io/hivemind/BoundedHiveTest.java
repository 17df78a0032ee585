package io.hivemind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drones that have memory for a part of the heap only, whose program must not notice. */
final class BoundedHiveTest {
    private static final int HEAP = 2 << 20;
    private static final int LENGTH = 400_000;

    /** {@return a change to a heap of 2 MiB in pages of 1 KiB on drones that each have less, but a little more than must be} */
    private static UnaryOperator<HiveConfig.Builder> bounded(int drones) {
        return config -> config.pageSize(1024).memoryBytes(HEAP).memoryPerDrone(room(drones));
    }

    private static long room(int drones) {
        return HEAP / drones * 9L / 7;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void everyElementThatAnyDroneStoredIsThere(int drones) {
        Drones.together(drones, bounded(drones), hive -> {
            SharedInts numbers = hive.ints("numbers", LENGTH);
            for (int round = 1; round <= 2; round++) {
                for (int i = hive.rank(); i < LENGTH; i += drones) {
                    numbers.set(i, i * round);
                }
                hive.barrier();
                for (int i = 0; i < LENGTH; i++) {
                    if (numbers.get(i) != i * round) {
                        throw new AssertionError("Element " + i + " is " + numbers.get(i) + " in round " + round);
                    }
                }
                hive.barrier();
            }
            assertThat(hive.stats().evictions()).isPositive();
            assertThat(hive.stats().refetches()).isPositive();
            assertThat(hive.stats().mostHeldBytes()).isBetween(1L, room(drones));
        });
    }

    @ParameterizedTest
    @CsvSource({"2, SCAN", "4, SCAN", "4, LRU"})
    void rangesLongerThanADroneHasMemoryAreCopiedAndFilled(int drones, HiveConfig.Victims victims) {
        Drones.together(drones, config -> bounded(drones).apply(config.victims(victims)), hive -> {
            SharedLongs all = hive.longs("all", LENGTH / 4);
            SharedLongs other = hive.longs("other", LENGTH / 4);
            long[] numbers = new long[LENGTH / 4];
            Arrays.setAll(numbers, i -> i * 3L);
            if (hive.rank() == 0) {
                all.set(0, numbers);
            } else if (hive.rank() == 1) {
                other.fill(7);
            }
            hive.barrier();
            long[] found = new long[numbers.length];
            all.get(0, found);
            assertThat(found).isEqualTo(numbers);
            hive.barrier();
            if (hive.rank() == 1) {
                all.copy(0, other, 1, numbers.length - 1);
                other.copy(1, other, 0, numbers.length - 1);
            }
            hive.barrier();
            other.get(0, found);
            numbers[numbers.length - 1] = numbers[numbers.length - 2];
            assertThat(found).isEqualTo(numbers);
        });
    }

    @Test
    void spansKeepTheirPagesWhileOthersComeAndGo() {
        int drones = 3;
        Drones.together(drones, bounded(drones), hive -> {
            SharedInts numbers = hive.ints("numbers", LENGTH);
            int chunk = 2_000;
            for (int round = 1; round <= 2; round++) {
                for (int at = hive.rank() * chunk; at < LENGTH; at += drones * chunk) {
                    IntSpan span = numbers.write(at, Math.min(chunk, LENGTH - at));
                    for (int i = 0; i < span.length(); i++) {
                        span.set(i, (at + i) * round);
                        if (i % 500 == 0) {
                            numbers.get((at + i * 97L) % LENGTH);
                        }
                    }
                    synchronise(hive);
                }
                hive.barrier();
                for (int at = 0; at < LENGTH; at += chunk) {
                    IntSpan span = numbers.read(at, Math.min(chunk, LENGTH - at));
                    for (int i = 0; i < span.length(); i++) {
                        if (span.get(i) != (at + i) * round) {
                            throw new AssertionError("Element " + (at + i) + " is " + span.get(i));
                        }
                    }
                    synchronise(hive);
                }
                hive.barrier();
            }
        });
    }

    private static void synchronise(Hive hive) {
        SharedLock own = hive.lock(hive.rank());
        own.lock();
        try {
            assertThat(own.holdCount()).isEqualTo(1);
        } finally {
            own.unlock();
        }
    }

    @Test
    void whatLocksGuardIsNeverLost() {
        int drones = 3;
        int cells = 1_000;
        int rounds = 400;
        Drones.together(drones, bounded(drones), hive -> {
            SharedLongs counters = hive.longs("counters", LENGTH / 2);
            int stride = LENGTH / 2 / cells;
            for (int round = 0; round < rounds; round++) {
                int cell = (round * 7 + hive.rank() * 13) % cells;
                SharedLock lock = hive.lock(cell);
                lock.lock();
                try {
                    counters.set((long) cell * stride, counters.get((long) cell * stride) + 1);
                    counters.get((cell * 31L + round) % (LENGTH / 2));
                } finally {
                    lock.unlock();
                }
                for (int far = 0; far < LENGTH / 2; far += LENGTH / 40) {
                    counters.get((far + round * 128L) % (LENGTH / 2));
                }
            }
            hive.barrier();
            long sum = 0;
            for (int cell = 0; cell < cells; cell++) {
                sum += counters.get((long) cell * stride);
            }
            assertThat(sum).isEqualTo((long) drones * rounds);
        });
    }

    @Test
    void severalThreadsOfADroneShareItsMemory() {
        int drones = 2;
        int threads = 4;
        Drones.together(drones, bounded(drones), hive -> {
            try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
                List<Future<?>> running = new ArrayList<>();
                for (int thread = 0; thread < threads; thread++) {
                    int part = hive.rank() * threads + thread;
                    running.add(pool.submit(() -> work(hive, part, drones * threads)));
                }
                for (Future<?> one : running) {
                    one.get();
                }
            }
            hive.barrier();
        });
    }

    private static void work(Hive hive, int part, int parts) {
        SharedInts numbers = hive.ints("numbers", LENGTH);
        SharedBarrier barrier = hive.barrier(5, parts / hive.size());
        for (int round = 1; round <= 2; round++) {
            for (int i = part; i < LENGTH; i += parts) {
                numbers.set(i, i + round);
            }
            barrier.await();
            int[] found = new int[3_000];
            for (int at = 0; at < LENGTH; at += found.length) {
                int from = (at + part * (LENGTH / parts)) % (LENGTH - found.length);
                numbers.get(from, found);
                for (int i = 0; i < found.length; i++) {
                    if (found[i] != from + i + round) {
                        throw new AssertionError("Element " + (from + i) + " is " + found[i] + " in round " + round);
                    }
                }
            }
            barrier.await();
        }
    }

    @Test
    void whatThreadsHeldThatHaveEndedMayGo() {
        Drones.together(2, bounded(2), hive -> {
            for (int at = 0; at < LENGTH; at += 10_000) {
                int from = at;
                FutureTask<Boolean> task = new FutureTask<>(() -> {
                    IntSpan span = hive.ints("numbers", LENGTH).write(from, 10_000);
                    span.set(hive.rank(), from);
                    return true;
                });
                Thread.ofPlatform().start(task);
                assertThat(task.get()).isTrue();
            }
            hive.barrier();
            for (int at = 0; at < LENGTH; at += 10_000) {
                assertThat(hive.ints("numbers", LENGTH).get(at + 1 - hive.rank()))
                        .isEqualTo(at);
            }
        });
    }

    @Test
    void aSpanLongerThanADroneCanHoldIsRefusedAndTheHiveGoesOn() {
        Drones.together(2, bounded(2), hive -> {
            SharedInts numbers = hive.ints("numbers", LENGTH);
            assertThatThrownBy(numbers::read)
                    .isInstanceOf(HiveException.class)
                    .hasMessageContainingAll("A span over 1600000 bytes", "Use shorter spans", "--memory-per-drone");
            hive.barrier();
            numbers.set(hive.rank(), 5);
            hive.barrier();
            assertThat(numbers.get(1 - hive.rank())).isEqualTo(5);
        });
    }

    @Test
    void spansThatTogetherFillTheMemoryOfADroneAreRefusedAndTheHiveGoesOn() {
        Drones.together(2, bounded(2), hive -> {
            SharedInts numbers = hive.ints("numbers", LENGTH);
            assertThatThrownBy(() -> {
                        for (int at = 0; at < LENGTH; at += 10_000) {
                            numbers.write(at, 10_000);
                        }
                    })
                    .isInstanceOf(HiveException.class)
                    .hasMessageContainingAll("drone " + hive.rank(), "Use shorter spans", "--memory-per-drone");
            hive.barrier();
            numbers.set(hive.rank(), 5);
            hive.barrier();
            assertThat(numbers.get(1 - hive.rank())).isEqualTo(5);
        });
    }
}
