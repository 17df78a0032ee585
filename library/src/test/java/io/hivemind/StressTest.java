package io.hivemind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many threads of several drones, in the same pages, by every way of access, while consistency data is collected. */
final class StressTest {
    private static final int DRONES = 3;
    private static final int THREADS = 3;
    private static final int ALL = DRONES * THREADS;
    private static final int EACH = 2000;
    private static final int STEPS = 500;
    private static final int STEPS_BETWEEN_BARRIERS = 100;
    private static final int LOCKS = 4;

    @ParameterizedTest
    @CsvSource({"256, 1", "256, 2", "4096, 3", "65536, 4"})
    void threadsThatWriteBetweenEachOthersElementsLoseNothing(int pageSize, long seed) {
        Drones.together(DRONES, harsh(pageSize), hive -> {
            SharedInts numbers = hive.ints("numbers", (long) EACH * ALL);
            SharedLongs counters = hive.longs("counters", LOCKS);
            inThreads(thread -> new Writer(hive, numbers, counters, hive.rank() * THREADS + thread, seed).work());
            hive.barrier();
            long counted = 0;
            for (int i = 0; i < LOCKS; i++) {
                counted += counters.get(i);
            }
            assertThat(counted).isEqualTo((long) STEPS * ALL);
            assertThat(hive.stats().collections()).isPositive();
        });
    }

    @ParameterizedTest
    @CsvSource({"256, 1", "4096, 2"})
    void blocksThatManyThreadsAllocateAndFreeAreTheirOwn(int pageSize, long seed) {
        Drones.together(DRONES, harsh(pageSize), hive -> {
            inThreads(thread -> new Owner(hive.memory(), hive.rank() * THREADS + thread, seed).work());
            hive.barrier();
        });
    }

    private static UnaryOperator<HiveConfig.Builder> harsh(int pageSize) {
        return config -> config.pageSize(pageSize).memoryBytes(1024L * pageSize).budgetBytes(20_000);
    }

    /** What one thread does. */
    private interface Work {
        void run(int thread) throws Exception;
    }

    private static void inThreads(Work work) throws Exception {
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                running.add(threads.submit(() -> {
                    work.run(thread);
                    return true;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    /** A thread with elements of its own, one in {@link #ALL}, and a plain copy of what they should be. */
    private static final class Writer {
        private final Hive hive;
        private final SharedInts numbers;
        private final SharedLongs counters;
        private final int number;
        private final Random random;
        private final int[] expected = new int[EACH];

        Writer(Hive hive, SharedInts numbers, SharedLongs counters, int number, long seed) {
            this.hive = hive;
            this.numbers = numbers;
            this.counters = counters;
            this.number = number;
            this.random = new Random(seed * ALL + number);
        }

        void work() {
            SharedBarrier meeting = hive.barrier(1, THREADS);
            for (int step = 0; step < STEPS; step++) {
                if (step % STEPS_BETWEEN_BARRIERS == 0) {
                    meeting.await();
                }
                int from = random.nextInt(EACH);
                int count = random.nextInt(Math.min(50, EACH - from) + 1);
                if (random.nextBoolean()) {
                    single(from, count);
                } else {
                    span(from, count);
                }
                count(random.nextInt(LOCKS));
                check(random.nextInt(EACH));
            }
            for (int i = 0; i < EACH; i++) {
                check(i);
            }
        }

        private void single(int from, int count) {
            for (int i = from; i < from + count; i++) {
                expected[i] = random.nextInt();
                numbers.set((long) i * ALL + number, expected[i]);
            }
        }

        private void span(int from, int count) {
            IntSpan span = numbers.write((long) from * ALL, (long) count * ALL);
            for (int i = 0; i < count; i++) {
                expected[from + i] = random.nextInt();
                span.set((long) i * ALL + number, expected[from + i]);
            }
        }

        private void count(int index) {
            SharedLock lock = hive.lock(index);
            lock.lock();
            try {
                counters.set(index, counters.get(index) + 1);
            } finally {
                lock.unlock();
            }
        }

        private void check(int i) {
            assertThat(numbers.get((long) i * ALL + number)).as("element %d", i).isEqualTo(expected[i]);
        }
    }

    /** A thread with blocks of its own, each filled with its number. */
    private static final class Owner {
        private final SharedMemory memory;
        private final byte number;
        private final Random random;
        private final NavigableMap<Long, Integer> blocks = new TreeMap<>();

        Owner(SharedMemory memory, int number, long seed) {
            this.memory = memory;
            this.number = (byte) (number + 1);
            this.random = new Random(seed * ALL + number);
        }

        void work() {
            for (int step = 0; step < 150; step++) {
                if (blocks.size() < (random.nextBoolean() ? 5 : 15)) {
                    allocate(1 + random.nextInt(random.nextInt(10) == 0 ? 20_000 : 600));
                } else {
                    free();
                }
            }
            while (!blocks.isEmpty()) {
                free();
            }
        }

        private void allocate(int bytes) {
            long address = memory.allocate(bytes);
            assertHolds(address, bytes, (byte) 0);
            memory.fill(address, bytes, number);
            blocks.put(address, bytes);
        }

        private void free() {
            Map.Entry<Long, Integer> block = random.nextBoolean() ? blocks.firstEntry() : blocks.lastEntry();
            assertHolds(block.getKey(), block.getValue(), number);
            memory.free(block.getKey());
            blocks.remove(block.getKey());
        }

        private void assertHolds(long address, int bytes, byte value) {
            byte[] content = new byte[bytes];
            memory.get(address, content, 0, bytes);
            assertThat(content).containsOnly(value);
        }
    }
}
