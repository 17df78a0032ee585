package io.hivemind.apps.wordcount;

import static io.hivemind.apps.frame.FailingHive.failed;
import static io.hivemind.apps.frame.FailingHive.got;
import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.Hive;
import io.hivemind.apps.frame.FailingHive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drones fail in every phase of the count, and it is right. */
class CarefulCountTest {
    private static final byte[] TEXT = MadeUpText.of(60_000, 5_000, 3);
    private static final Counts RIGHT = Counts.serial(TEXT);
    private static final int STRIPES = 8;
    private static final Duration SOON = Duration.ofMinutes(1);

    private final Settings settings = settings();
    private final CountDownLatch hasFailed = new CountDownLatch(1);

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "0, 5", "2, 5", "0, 17", "1, 17", "0, 24", "2, 24"})
    void theCountIsRightWhoeverFailsAtWhicheverTask(int victim, int at) throws Exception {
        try (var hive = new FailingHive(3, config -> config.memoryBytes(8 << 20))) {
            var counting = new ArrayList<Future<Counts>>();
            for (Hive drone : hive.drones()) {
                IntConsumer begun = drone.rank() == victim ? task -> failFrom(at, task, drone) : task -> wait(at, task);
                counting.add(hive.started(() -> counted(drone, begun)));
            }
            assertCounted(counting, victim);
        }
    }

    @Test
    void theCountIsRightIfTheDroneFailsThatPutsTheTextThere() throws Exception {
        try (var hive = new FailingHive(3, config -> config.memoryBytes(8 << 20))) {
            var counting = new ArrayList<Future<Counts>>();
            counting.add(hive.started(() -> {
                new CarefulCount(hive.drone(0), settings, () -> {
                    throw failed(hive.drone(0));
                });
                return RIGHT;
            }));
            counting.add(hive.started(() -> counted(hive.drone(1), _ -> {})));
            counting.add(hive.started(() -> counted(hive.drone(2), _ -> {})));
            assertCounted(counting, 0);
        }
    }

    private static void assertCounted(List<Future<Counts>> counting, int victim) throws Exception {
        for (int rank = 0; rank < counting.size(); rank++) {
            if (rank == victim) {
                assertThat(counting.get(rank)).failsWithin(SOON);
            } else {
                assertThat(got(counting.get(rank))).isEqualTo(RIGHT);
            }
        }
    }

    private Counts counted(Hive drone, IntConsumer begun) throws InterruptedException {
        var careful = new CarefulCount(drone, settings, () -> TEXT);
        assertThat(careful.tasks()).isGreaterThan(2 * STRIPES + 3);
        assertThat(careful.run(begun)).isPresent();
        return Counts.of(careful.counts());
    }

    private void failFrom(int at, int task, Hive drone) {
        if (task >= at) {
            hasFailed.countDown();
            throw failed(drone);
        }
    }

    /** Leaves the victim a task at which it fails. */
    private void wait(int at, int task) {
        try {
            if (task >= at) {
                hasFailed.await();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Settings settings() {
        var program = new WordCount();
        return Settings.of(program.options().parse(List.of("--words=60000", "--stripes=" + STRIPES)));
    }
}
