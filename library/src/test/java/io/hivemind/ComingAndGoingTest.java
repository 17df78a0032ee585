package io.hivemind;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drones come and go, by chance, while all that are in count under a lock; in the end nothing was counted twice or lost. */
@Timeout(120)
class ComingAndGoingTest {
    private static final int STEPS = 24;
    private static final int MOST = 5;
    private static final int CELLS = 2_000;

    @TempDir
    private Path folder;

    private final LongAdder counted = new LongAdder();

    /** A drone at work. */
    private record Worker(Hive hive, AtomicBoolean going, Future<Boolean> work) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void nothingIsLostWhoeverComesAndGoes(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        try (OpenHive hive = new OpenHive(folder, 2)) {
            List<Worker> workers = new ArrayList<>();
            for (Hive founder : hive.founders) {
                workers.add(begin(hive, founder));
            }
            for (int step = 0; step < STEPS; step++) {
                if (workers.size() < 2 || (workers.size() < MOST && random.nextBoolean())) {
                    Hive door = workers.get(random.nextInt(workers.size())).hive();
                    workers.add(begin(hive, enter(hive, door)));
                } else {
                    Worker leaver = workers.remove(random.nextInt(workers.size()));
                    end(leaver);
                    leaver.hive().leave();
                    leaver.hive().close();
                }
            }
            for (Worker worker : workers) {
                end(worker);
            }
            List<Hive> rest = workers.stream().map(Worker::hive).toList();
            List<Integer> ranks = rest.stream().map(Hive::rank).sorted().toList();
            hive.all(rest, drone -> {
                BarrierPassage passage = drone.barrier(0).await();
                assertThat(passage.view().members()).isEqualTo(ranks);
                assertThat(passage.view().number()).isEqualTo(STEPS);
                SharedLongs cells = drone.longs("cells", CELLS);
                assertThat(LongStream.range(0, CELLS).map(cells::get).sum()).isEqualTo(counted.sum());
            });
            hive.all(rest, Hive::close);
        }
    }

    private Worker begin(OpenHive hive, Hive drone) {
        AtomicBoolean going = new AtomicBoolean();
        return new Worker(drone, going, hive.run(() -> count(drone, going)));
    }

    private static void end(Worker worker) throws Exception {
        worker.going().set(true);
        OpenHive.get(worker.work());
    }

    private boolean count(Hive drone, AtomicBoolean going) {
        SplittableRandom random = new SplittableRandom(drone.rank());
        SharedLongs cells = drone.longs("cells", CELLS);
        while (!going.get()) {
            int cell = random.nextInt(CELLS);
            SharedLock lock = drone.lock(cell % 3);
            lock.lock();
            try {
                cells.set(cell, cells.get(cell) + 1);
                counted.increment();
            } finally {
                lock.unlock();
            }
        }
        return true;
    }

    private static Hive enter(OpenHive hive, Hive door) throws Exception {
        HiveConfig config = HiveConfig.builder()
                .enter("127.0.0.1", door.address().orElseThrow().getPort(), hive.token())
                .program(OpenHive.PROGRAM)
                .build();
        return OpenHive.get(hive.run(() -> Hive.join(config)));
    }
}
