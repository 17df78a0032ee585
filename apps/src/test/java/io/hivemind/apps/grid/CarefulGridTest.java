package io.hivemind.apps.grid;

import static io.hivemind.apps.frame.FailingHive.failed;
import static io.hivemind.apps.frame.FailingHive.got;
import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.DoubleSpan;
import io.hivemind.Hive;
import io.hivemind.apps.frame.FailingHive;
import io.hivemind.apps.frame.Saving;
import io.hivemind.apps.frame.Share;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drones fail in the middle of any step, before it and behind it, and the grid is that of one thread. */
class CarefulGridTest {
    private static final int ROWS = 61;
    private static final int COLUMNS = 37;
    private static final int ITERATIONS = 6;
    private static final Cells<double[], DoubleSpan> CELLS = new DoubleCells();
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final int NEVER = -1;

    private static GridSettings settings(double keepSeconds) {
        return settings(keepSeconds, 1);
    }

    /** Settings by which the grid is kept every so many seconds: at 0 as often as can be, otherwise never. */
    private static GridSettings settings(double keepSeconds, int threads) {
        return new GridSettings(
                ROWS,
                COLUMNS,
                GridSettings.Type.DOUBLE,
                ITERATIONS,
                GridSettings.Fill.OWN,
                false,
                threads,
                false,
                new Saving(Optional.empty(), 1, ""),
                keepSeconds,
                new LinkedHashMap<>());
    }

    /** Makes of each number the sum of a part of it and parts of those above, below and beside it, in two different steps. */
    private record Blurring() implements Relaxation<double[], DoubleSpan> {
        @Override
        public void run(Worker<double[], DoubleSpan> worker) {
            throw new UnsupportedOperationException("The test does each step by itself.");
        }

        @Override
        public void step(
                Cells<double[], DoubleSpan> cells,
                Grid<double[], DoubleSpan> source,
                Grid<double[], DoubleSpan> target,
                Share band,
                int step) {
            double[] sums = new double[COLUMNS];
            source.forEach(cells, band, (row, above, current, below) -> {
                for (int i = 0; i < COLUMNS; i++) {
                    sums[i] = current[i] / 2 + above[i] / 3 + (step + 1) * below[(i + 1) % COLUMNS] / 7;
                }
                target.put(row, 0, sums, 0, COLUMNS);
            });
        }

        @Override
        public int reach() {
            return 2;
        }
    }

    /** Fails in step {@code at}, counted from the beginning, when half of the band is made; or, if it has none, before. */
    private static final class Failing implements Relaxation<double[], DoubleSpan> {
        private final Relaxation<double[], DoubleSpan> real = new Blurring();
        private final Hive drone;
        private final int at;
        private int begun;

        Failing(Hive drone, int at) {
            this.drone = drone;
            this.at = at;
        }

        @Override
        public void run(Worker<double[], DoubleSpan> worker) throws InterruptedException {
            real.run(worker);
        }

        @Override
        public void step(
                Cells<double[], DoubleSpan> cells,
                Grid<double[], DoubleSpan> source,
                Grid<double[], DoubleSpan> target,
                Share band,
                int step) {
            if (begun == at) {
                real.step(cells, source, target, new Share(band.from(), (band.from() + band.to()) / 2), step);
                throw failed(drone);
            }
            begun++;
            real.step(cells, source, target, band, step);
        }

        @Override
        public int reach() {
            return real.reach();
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 4096", "2, 0, 256", "1, 1, 4096", "0, 6, 256", "3, 7, 4096", "0, 11, 4096", "2, 11, 256"})
    void whoeverFailsInTheMiddleOfAStepTheOthersDoItAgain(int victim, int at, int pageSize) throws Exception {
        assertRight(pageSize, Map.of(victim, at), Map.of());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 5", "3, 12"})
    void whoeverFailsBehindAStepIsMissedInTheNext(int victim, int behind) throws Exception {
        assertRight(1024, Map.of(), Map.of(victim, behind));
    }

    @ParameterizedTest
    @CsvSource({"0, 3, 1, 6", "3, 2, 0, 5", "1, 1, 2, 9"})
    void severalMayFailOneAfterTheOther(int first, int at, int second, int behind) throws Exception {
        assertRight(1024, Map.of(first, at), Map.of(second, behind));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1000000, 0", "0, 1", "1000000, 1", "1000000, 3"})
    void whatIsLostBehindTheLastStepIsMadeAgain(double keepSeconds, int victim) throws Exception {
        assertRightAfter(settings(keepSeconds), victim, drone -> failing(drone, victim), _ -> () -> {});
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1_000_000})
    void ifTheDroneFailsThatLooksAtTheResultAnotherDoes(double keepSeconds) throws Exception {
        assertRightAfter(settings(keepSeconds), 0, _ -> () -> {}, drone -> failing(drone, 0));
    }

    private static Runnable failing(Hive drone, int victim) {
        return () -> {
            if (drone.rank() == victim) {
                throw failed(drone);
            }
        };
    }

    private static void assertRightAfter(
            GridSettings settings, int victim, Function<Hive, Runnable> behind, Function<Hive, Runnable> look)
            throws Exception {
        try (var hive = new FailingHive(4, config -> config.memoryBytes(1 << 20))) {
            var running = new ArrayList<Future<Grid<double[], DoubleSpan>>>();
            for (Hive drone : hive.drones()) {
                running.add(hive.started(() ->
                        relaxed(drone, settings, new Blurring(), _ -> {}, behind.apply(drone), look.apply(drone))));
            }
            for (int rank = 0; rank < running.size(); rank++) {
                if (rank == victim) {
                    assertThat(running.get(rank)).failsWithin(SOON);
                } else {
                    assertSame(got(running.get(rank)), plain());
                }
            }
        }
    }

    @Test
    void theWorkIsTakenUpWhereItWasLastKept() throws Exception {
        try (var hive = new FailingHive(3, config -> config.memoryBytes(1 << 20))) {
            var running = new ArrayList<Future<Grid<double[], DoubleSpan>>>();
            var done = new ConcurrentLinkedQueue<Integer>();
            for (Hive drone : hive.drones()) {
                running.add(hive.started(() -> relaxed(drone, settings(0), new Blurring(), steps -> {
                    if (drone.rank() == 2 && steps == 11) {
                        throw failed(drone);
                    } else if (drone.rank() == 0) {
                        done.add(steps);
                    }
                })));
            }
            assertThat(running.get(2)).failsWithin(SOON);
            assertSame(got(running.get(0)), plain());
            assertSame(got(running.get(1)), plain());
            assertThat(done).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 10, 11, 12);
        }
    }

    @Test
    void eachDroneMayWorkWithSeveralThreads() throws Exception {
        try (var hive = new FailingHive(2, config -> config.memoryBytes(1 << 20))) {
            var running = new ArrayList<Future<Grid<double[], DoubleSpan>>>();
            for (Hive drone : hive.drones()) {
                running.add(hive.started(() -> relaxed(drone, settings(0, 3), new Blurring(), _ -> {})));
            }
            for (Future<Grid<double[], DoubleSpan>> grid : running) {
                assertSame(got(grid), plain());
            }
        }
    }

    private static void assertRight(int pageSize, Map<Integer, Integer> inside, Map<Integer, Integer> behind)
            throws Exception {
        for (double keepSeconds : List.of(0.0, 1_000_000.0)) {
            assertRight(settings(keepSeconds), pageSize, inside, behind);
        }
    }

    /** By rank: in the middle of which attempt at a step a drone fails, and behind how many steps. */
    private static void assertRight(
            GridSettings settings, int pageSize, Map<Integer, Integer> inside, Map<Integer, Integer> behind)
            throws Exception {
        try (var hive = new FailingHive(4, config -> config.memoryBytes(1 << 20).pageSize(pageSize))) {
            var running = new ArrayList<Future<Grid<double[], DoubleSpan>>>();
            for (Hive drone : hive.drones()) {
                int at = inside.getOrDefault(drone.rank(), NEVER);
                int last = behind.getOrDefault(drone.rank(), NEVER);
                running.add(hive.started(() -> relaxed(drone, settings, new Failing(drone, at), done -> {
                    if (done == last) {
                        throw failed(drone);
                    }
                })));
            }
            for (int rank = 0; rank < running.size(); rank++) {
                if (inside.containsKey(rank) || behind.containsKey(rank)) {
                    assertThat(running.get(rank)).failsWithin(SOON);
                } else {
                    assertSame(got(running.get(rank)), plain());
                }
            }
        }
    }

    private static Grid<double[], DoubleSpan> relaxed(
            Hive drone, GridSettings settings, Relaxation<double[], DoubleSpan> relaxation, IntConsumer done)
            throws InterruptedException {
        return relaxed(drone, settings, relaxation, done, () -> {}, () -> {});
    }

    /** {@code behind} runs behind the last step, {@code look} on the drone that looks at what came out. */
    private static Grid<double[], DoubleSpan> relaxed(
            Hive drone,
            GridSettings settings,
            Relaxation<double[], DoubleSpan> relaxation,
            IntConsumer done,
            Runnable behind,
            Runnable look)
            throws InterruptedException {
        var careful = new CarefulGrid<>(drone, settings, CELLS, relaxation, COLUMNS, "grid");
        careful.fill();
        Optional<Integer> seen = careful.run(
                done,
                () -> {
                    behind.run();
                    return drone.rank();
                },
                rank -> {
                    look.run();
                    assertSame(careful.result(), plain());
                    return rank;
                });
        assertThat(seen)
                .isEqualTo(drone.view().position(drone.rank()) == 0 ? Optional.of(drone.rank()) : Optional.empty());
        return careful.result();
    }

    private static Grid<double[], DoubleSpan> plain() {
        var source = new PlainGrid<>(CELLS, ROWS, COLUMNS);
        var target = new PlainGrid<>(CELLS, ROWS, COLUMNS);
        Pattern.fill(CELLS, source, 0, 0, ROWS);
        Pattern.fill(CELLS, target, 0, 0, ROWS);
        var blurring = new Blurring();
        for (int step = 0; step < ITERATIONS * blurring.reach(); step++) {
            blurring.step(CELLS, source, target, Worker.band(ROWS, 0, 1), step % blurring.reach());
            var made = target;
            target = source;
            source = made;
        }
        return source;
    }

    private static void assertSame(Grid<double[], DoubleSpan> grid, Grid<double[], DoubleSpan> right) {
        for (int row = 0; row < ROWS; row++) {
            assertThat(grid.row(row, new double[COLUMNS]))
                    .as("row %d", row)
                    .containsExactly(right.row(row, new double[COLUMNS]));
        }
    }
}
