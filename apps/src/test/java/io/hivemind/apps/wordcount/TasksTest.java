package io.hivemind.apps.wordcount;

import static io.hivemind.apps.frame.FailingHive.failed;
import static io.hivemind.apps.frame.FailingHive.got;
import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.Hive;
import io.hivemind.apps.frame.FailingHive;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks of a hive of three, some of which fail. */
class TasksTest {
    private static final int COUNT = 40;
    private static final Duration SOON = Duration.ofMinutes(1);

    private FailingHive hive;

    @BeforeEach
    void join() throws Exception {
        hive = new FailingHive(3, config -> config.memoryBytes(1 << 20));
    }

    @AfterEach
    void leave() {
        hive.close();
    }

    @Test
    void eachTaskIsDoneOnceIfNobodyFails() throws Exception {
        var done = ConcurrentHashMap.<Integer>newKeySet();
        var runs = hive.drones().stream()
                .map(drone -> hive.started(() -> results(drone, done)))
                .toList();

        for (Future<long[]> run : runs) {
            assertThat(got(run)).containsExactly(allResults());
        }
        assertThat(done).hasSize(COUNT);
    }

    @Test
    void othersDoWhatOneThatFailedHadInHand() throws Exception {
        var taken = new CountDownLatch(1);
        var lost = new AtomicInteger();
        var failing = hive.started(() -> {
            tasks(hive.drone(1)).run(task -> {
                lost.set(task);
                taken.countDown();
                throw failed(hive.drone(1));
            });
            return 0;
        });
        taken.await();
        var byOthers = ConcurrentHashMap.<Integer>newKeySet();
        var first = hive.started(() -> results(hive.drone(0), byOthers));
        var last = hive.started(() -> results(hive.drone(2), byOthers));

        assertThat(got(first)).containsExactly(allResults());
        assertThat(got(last)).containsExactly(allResults());
        assertThat(byOthers).contains(lost.get()).hasSize(COUNT);
        assertThat(failing).failsWithin(SOON);
    }

    @Test
    void whatWasDoneIsNotDoneAgainWhenItsDroneFails() throws Exception {
        var ended = ConcurrentHashMap.<Integer>newKeySet();
        var failing = hive.started(() -> {
            tasks(hive.drone(0)).run(task -> {
                if (task == 3) {
                    // What nobody has heard of when a drone fails counts as not done.
                    assertThat(tasks(hive.drone(1)).areOver()).isFalse();
                    throw failed(hive.drone(0));
                }
                ended.add(task);
                return result(task);
            });
            return 0;
        });
        assertThat(failing).failsWithin(SOON);
        var byOthers = ConcurrentHashMap.<Integer>newKeySet();
        var second = hive.started(() -> results(hive.drone(1), byOthers));

        assertThat(results(hive.drone(2), byOthers)).containsExactly(allResults());
        assertThat(got(second)).containsExactly(allResults());
        assertThat(ended).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(byOthers).doesNotContainAnyElementsOf(ended).hasSize(COUNT - ended.size());
    }

    @Test
    void whoMayTakeNoneTakesOneWhenItMay() throws Exception {
        var waiting = new CountDownLatch(1);
        var second = hive.started(() -> {
            var tasks = new Tasks(hive.drone(1), "alone", 2, 1, lowest(hive.drone(1), waiting), () -> false);
            tasks.run(_ -> 7);
            return tasks.results()[0];
        });
        waiting.await();
        hive.drone(0).abort("it had enough");

        assertThat(got(second)).isEqualTo(7);
    }

    @Test
    void whoGoesTakesNoneAndWaitsForNoOthers() throws Exception {
        var tasks = new Tasks(hive.drone(0), "tasks", 1, COUNT, () -> true, () -> true);
        tasks.run(_ -> 0);

        assertThat(tasks.areOver()).isFalse();
    }

    /** {@return whether it is the lowest, and that somebody has asked} */
    private static BooleanSupplier lowest(Hive drone, CountDownLatch asked) {
        return () -> {
            asked.countDown();
            return drone.view().members().getFirst() == drone.rank();
        };
    }

    private static long[] results(Hive drone, Set<Integer> done) throws InterruptedException {
        Tasks tasks = tasks(drone);
        tasks.run(task -> {
            assertThat(done.add(task)).isTrue();
            return result(task);
        });
        return tasks.results();
    }

    private static Tasks tasks(Hive drone) {
        return new Tasks(drone, "tasks", 1, COUNT, () -> true, () -> false);
    }

    private static long result(int task) {
        return 100L + task;
    }

    private static long[] allResults() {
        return LongStream.range(100, 100 + COUNT).toArray();
    }
}
