package io.hivemind.apps.quicksort;

import static io.hivemind.apps.frame.FailingHive.failed;
import static io.hivemind.apps.frame.FailingHive.got;
import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.Hive;
import io.hivemind.SharedInts;
import io.hivemind.SharedLock;
import io.hivemind.SharedLongs;
import io.hivemind.apps.frame.FailingHive;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Progress;
import io.hivemind.apps.frame.Results;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One drone begins to sort and fails; then the others sort, and the list is right. */
class SafetyTest {
    private static final int LENGTH = 60_000;
    private static final int GRAIN = 1_000;
    private static final int DRONES = 3;

    /** More ranges than there are. */
    private static final int ALL = LENGTH;

    @TempDir
    private Path folder;

    private final CountDownLatch hasFailed = new CountDownLatch(1);

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 1", "0, 7", "0, " + ALL, "1, 0", "1, 1", "1, " + ALL, "2, 7"})
    void theListIsSortedWhoeverFailsAfterHoweverManyRanges(int victim, int ranges) throws Exception {
        assertSorted(settings("--elements=" + LENGTH), new RandomSource(1, LENGTH), victim, ranges);
    }

    @Test
    void theNumbersOfAFileAreSortedThoughOnlyTheDroneThatFailsHasReadIt() throws Exception {
        int[] numbers = numbers(new RandomSource(7, LENGTH));
        var bytes = ByteBuffer.allocate(LENGTH * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(numbers);
        Path file = Files.write(folder.resolve("list"), bytes.array());

        assertSorted(settings("--input=" + file), FileSource.of(file, Optional.of(Format.LITTLE)), 0, 12);
    }

    @Test
    void aRangeThatADroneHadBeenAboutToNoteIsMadeAgain() throws Exception {
        assertSorted(new RandomSource(1, LENGTH), 0, (drone, source) -> {
            if (drone.rank() != 0) {
                return sorted(drone, settings("--elements=" + LENGTH), source, 0, 0);
            }
            SharedInts list = drone.ints("quicksort.list", LENGTH);
            var safety = new Safety(drone, list, settings("--elements=" + LENGTH), GRAIN);
            var queue = new TaskQueue(drone, LENGTH, GRAIN, true, () -> false);
            fill(safety, source);
            queue.begin(whole(source), true);
            SharedLongs words = drone.longs("quicksort.queue", TaskQueue.words(LENGTH, GRAIN, true));
            SharedLock lock = drone.lock(TaskQueue.LOCK);
            lock.lock();
            try {
                words.set(TaskQueue.IN_HAND, 0);
            } finally {
                lock.unlock();
            }
            drone.barrier(0).await();
            hasFailed.countDown();
            throw failed(drone);
        });
    }

    @Test
    void ifTheDroneFailsThatHasTheFileAnotherTells() throws Exception {
        Path input = Files.writeString(folder.resolve("in"), "5\n-3\n9\n5\n0\n");
        Path output = folder.resolve("out");
        var told = new ConcurrentLinkedQueue<Results>();
        try (var hive = new FailingHive(DRONES, config -> config.memoryBytes(8 << 20))) {
            List<Future<Optional<Results>>> sorting = hive.drones().stream()
                    .map(drone -> hive.started(() -> {
                        var program = new QuickSort();
                        Job job = program.prepare(
                                program.options().parse(List.of("--input=" + input, "--output=" + output)));
                        return job.run(drone, results -> {
                            if (drone.rank() == 0) {
                                delete(input);
                                delete(output);
                                throw failed(drone);
                            }
                            told.add(results);
                        });
                    }))
                    .toList();
            assertThat(sorting.getFirst()).failsWithin(Duration.ofMinutes(1));
            assertThat(got(sorting.get(1))).isPresent();
            assertThat(got(sorting.get(2))).isEmpty();
        }
        assertThat(told)
                .hasSize(1)
                .allMatch(
                        results -> results.verified() && results.serialSeconds().isPresent());
        assertThat(output).hasContent("-3\n0\n5\n5\n9\n");
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void assertSorted(Settings settings, Source source, int victim, int ranges) throws Exception {
        assertSorted(source, victim, (drone, given) -> sorted(drone, settings, given, victim, ranges));
    }

    /** What one drone does. */
    @FunctionalInterface
    private interface Part {
        int[] sorted(Hive drone, Source source) throws Exception;
    }

    private static void assertSorted(Source source, int victim, Part part) throws Exception {
        int[] right = numbers(source);
        Arrays.sort(right);
        try (var hive = new FailingHive(DRONES, config -> config.memoryBytes(8 << 20))) {
            List<Future<int[]>> sorting = hive.drones().stream()
                    .map(drone -> hive.started(() -> part.sorted(drone, source)))
                    .toList();
            for (int rank = 0; rank < DRONES; rank++) {
                if (rank == victim) {
                    assertThat(sorting.get(rank)).failsWithin(Duration.ofMinutes(1));
                } else {
                    assertThat(got(sorting.get(rank))).isEqualTo(right);
                }
            }
        }
    }

    private int[] sorted(Hive drone, Settings settings, Source source, int victim, int ranges) throws Exception {
        SharedInts list = drone.ints("quicksort.list", LENGTH);
        var safety = new Safety(drone, list, settings, GRAIN);
        boolean fails = drone.rank() == victim;
        var queue = new TaskQueue(drone, LENGTH, GRAIN, true, fails ? failingAfter(ranges, drone) : () -> false);
        drone.onViewChange(_ -> {
            queue.takeBack();
            queue.recount();
        });
        if (drone.rank() == 0) {
            fill(safety, source);
            queue.begin(whole(source), false);
        }
        drone.barrier(0).await();
        if (!fails) {
            hasFailed.await();
        }
        safety.worker(queue, Progress.ofThisDrone()).run(Optional.empty());
        if (fails) {
            hasFailed.countDown();
            throw failed(drone);
        }
        if (drone.barrier(0).await().view().position(drone.rank()) == 0) {
            safety.mend();
            assertThat(safety.mend()).isFalse();
        }
        drone.barrier(0).await();
        int[] sorted = new int[LENGTH];
        list.get(0, sorted);
        drone.barrier(0).await();
        return sorted;
    }

    /** {@return what the queue asks before it gives a range: it has the drone fail once it has given so many} */
    private BooleanSupplier failingAfter(int ranges, Hive drone) {
        var asked = new AtomicInteger();
        return () -> {
            // It asks twice for each, before it waits for one and before it takes it.
            if (asked.getAndIncrement() == 2 * ranges) {
                hasFailed.countDown();
                throw failed(drone);
            }
            return false;
        };
    }

    private static void fill(Safety safety, Source source) {
        int[] numbers = numbers(source);
        safety.filled().forEach(array -> array.set(0, numbers));
    }

    private static Range whole(Source source) {
        return new Range(0, LENGTH).adding(Fingerprint.mixed(numbers(source), 0, LENGTH));
    }

    private static int[] numbers(Source source) {
        int[] numbers = new int[LENGTH];
        try (var opened = source.open()) {
            assertThat(opened.read(numbers)).isEqualTo(LENGTH);
        }
        return numbers;
    }

    private static Settings settings(String argument) {
        return Settings.of(new QuickSort().options().parse(List.of(argument, "--threshold=100")));
    }
}
