package io.hivemind.apps.grid;

import io.hivemind.Hive;
import io.hivemind.HiveConfig;
import io.hivemind.apps.frame.Crew;
import io.hivemind.apps.frame.HeapCheck;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Measurement;
import io.hivemind.apps.frame.Measurement.Measured;
import io.hivemind.apps.frame.Meeting;
import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Progress;
import io.hivemind.apps.frame.Ration;
import io.hivemind.apps.frame.Results;
import io.hivemind.apps.frame.Saving;
import io.hivemind.apps.frame.Share;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * One run of a program that relaxes a grid. The same workers do it in shared memory and in plain arrays, so that a comparison compares
 * only where the grid is.
 *
 * @param <R> a plain array of cells: a row
 * @param <S> a span over cells
 */
public final class GridJob<R, S> implements Job {
    /** The size of pages unless it is told, by which the heap is reckoned before there is one. */
    private static final int USUAL_PAGE = 4096;

    /** From so many computed numbers on the work lasts long enough for compiled code to matter. */
    private static final long LONG = 20_000_000;

    private static final int WARM_UP_ROWS = 64;
    private static final int WARM_UP_COLUMNS = 1024;
    private static final int WARM_UP_ITERATIONS = 500;
    private static final long WARM_UP_BYTES = 8L << 20;

    private final String program;
    private final GridSettings settings;
    private final Cells<R, S> cells;
    private final Relaxation<R, S> relaxation;

    /** Makes a run of the program of that name. */
    public GridJob(String program, GridSettings settings, Cells<R, S> cells, Relaxation<R, S> relaxation) {
        this.program = program;
        this.settings = settings;
        this.cells = cells;
        this.relaxation = relaxation;
    }

    /** A grid in plain arrays after the work, and how long it took. */
    private record Plain<R, S>(PlainGrid<R, S> grid, double seconds) {}

    @Override
    public void check() {}

    @Override
    public long heapBytes(int drones) {
        return gridBytes(USUAL_PAGE);
    }

    /** There is the grid twice, and two copies of it. */
    @Override
    public long heapBytesToGoOn(int drones) {
        requireOneWay(settings.saving().isOn());
        return carefulBytes(USUAL_PAGE);
    }

    @Override
    public Optional<Results> run(Hive hive, Consumer<Results> teller) throws InterruptedException {
        return hive.config().onFailure().goesOn() ? runCarefully(hive, teller) : Job.super.run(hive, teller);
    }

    private Optional<Results> runCarefully(Hive hive, Consumer<Results> teller) throws InterruptedException {
        requireOneWay(settings.saving().isOn()
                || hive.resumed().isPresent()
                || Ration.of(hive).isLimited());
        int pageSize = hive.memory().pageSize();
        HeapCheck.require(hive, "grid", carefulBytes(pageSize));
        var careful = new CarefulGrid<>(hive, settings, cells, relaxation, stride(pageSize), program);
        careful.fill();
        warmUpShared();
        Progress progress = Progress.ofThisDrone();
        var measurement = Measurement.begin(hive);
        return careful.run(
                done -> progress.done(done, careful.steps()),
                () -> {
                    Measured measured = measurement.end();
                    progress.over();
                    return measured;
                },
                measured -> {
                    Results results = compared(hive, careful.result(), measured);
                    teller.accept(results);
                    return results;
                });
    }

    private void requireOneWay(boolean another) {
        if (another) {
            throw new Mistake("The program " + program
                    + " that goes on when drones fail writes no checkpoints, begins with none, and"
                    + " takes all the memory that it needs: leave out --on-failure go-on, or the others.");
        }
    }

    @Override
    public Optional<Results> run(Hive hive) throws InterruptedException {
        HeapCheck.require(hive, "grid", gridBytes(hive.memory().pageSize()));
        var check = new PieceCheck<>(settings, cells, relaxation, Ration.of(hive));
        if (check.ration().isLimited()) {
            check.requirePlain();
        }
        int begun = settings.saving().begun(hive, settings.iterations());
        SharedGrid<R, S> grid = grid(hive);
        if (begun == 0) {
            fill(hive, grid);
        }
        warmUpShared();
        int threads = settings.threads();
        Meeting meeting = Meeting.of(hive, threads);
        Progress progress = Progress.ofThisDrone();
        var measurement = Measurement.begin(hive);
        Crew.run(threads, thread -> {
            Share band = Worker.band(settings.rows(), hive.rank() * threads + thread, hive.size() * threads);
            relaxation.run(new Worker<>(
                    cells, grid, band, begun, settings.iterations(), meeting, saved(hive, percent(progress))));
        });
        Measured measured = measurement.end();
        progress.over();
        if (check.ration().isLimited()) {
            boolean right = check.isRight(hive, program + ".right of " + hive.size(), grid);
            return hive.rank() == 0
                    ? Optional.of(results(hive, right, measured, OptionalDouble.empty()))
                    : Optional.empty();
        }
        return hive.rank() == 0 ? Optional.of(compared(hive, grid, measured)) : Optional.empty();
    }

    @Override
    public double plain(int threads) throws InterruptedException {
        Plain<R, S> plain = compute(threads);
        Plain<R, S> other = compute(threads == 1 ? 2 : 1);
        if (!same(plain.grid(), other.grid())) {
            throw new IllegalStateException("The grid in plain arrays depends on how many threads work on it.");
        }
        return plain.seconds();
    }

    private long gridBytes(int pageSize) {
        return settings.rows() * stride(pageSize) * cells.bytes() + HeapCheck.OVERHEAD;
    }

    private long carefulBytes(int pageSize) {
        return 4 * gridBytes(pageSize);
    }

    private long stride(int pageSize) {
        int perPage = pageSize / cells.bytes();
        return settings.padded() ? (settings.columns() + perPage - 1L) / perPage * perPage : settings.columns();
    }

    private SharedGrid<R, S> grid(Hive hive) {
        long stride = stride(hive.memory().pageSize());
        int together = Ration.of(hive).touched(stride * cells.bytes(), settings.threads());
        return new SharedGrid<>(hive, program + ".grid", cells, settings.rows(), settings.columns(), stride, together);
    }

    private void fill(Hive hive, Grid<R, S> grid) {
        switch (settings.fill()) {
            case OWN -> {
                int threads = settings.threads();
                int workers = hive.size() * threads;
                int from = Share.of(settings.rows(), hive.rank() * threads, workers)
                        .from();
                int to = Share.of(settings.rows(), (hive.rank() + 1) * threads - 1, workers)
                        .to();
                fill(grid, from, to);
            }
            case DRONE0 -> fill(grid, 0, hive.rank() == 0 ? settings.rows() : 0);
        }
    }

    private void fill(Grid<R, S> grid, int from, int to) {
        Pattern.fill(cells, grid, 0, from, to);
    }

    /** Warms up in a hive of this drone alone, where it costs the others nothing. */
    private void warmUpShared() throws InterruptedException {
        if (isLong()) {
            var small = HiveConfig.builder().memoryBytes(WARM_UP_BYTES).build();
            try (Hive alone = Hive.join(small)) {
                warmUp(new SharedGrid<>(
                        alone, program, cells, WARM_UP_ROWS, WARM_UP_COLUMNS, WARM_UP_COLUMNS, WARM_UP_ROWS));
            }
        }
    }

    private void warmUpPlain() throws InterruptedException {
        if (isLong()) {
            warmUp(new PlainGrid<>(cells, WARM_UP_ROWS, WARM_UP_COLUMNS));
        }
    }

    private boolean isLong() {
        return settings.cells() * settings.iterations() >= LONG;
    }

    private void warmUp(Grid<R, S> grid) throws InterruptedException {
        fill(grid, 0, WARM_UP_ROWS);
        work(grid, Worker.band(WARM_UP_ROWS, 0, 1), WARM_UP_ITERATIONS, Meeting.of(1), _ -> {});
    }

    private void work(Grid<R, S> grid, Share band, int iterations, Meeting meeting, IntConsumer progress)
            throws InterruptedException {
        relaxation.run(new Worker<>(cells, grid, band, iterations, meeting, progress));
    }

    private IntConsumer saved(Hive hive, IntConsumer progress) {
        Saving saving = settings.saving();
        return over -> {
            progress.accept(over);
            if (saving.isDue(over, settings.iterations())) {
                saving.save(hive, over, settings.threads());
            }
        };
    }

    private IntConsumer percent(Progress progress) {
        return over -> progress.done(over, settings.iterations());
    }

    private Plain<R, S> compute(int threads) throws InterruptedException {
        var grid = new PlainGrid<>(cells, settings.rows(), settings.columns());
        fill(grid, 0, settings.rows());
        warmUpPlain();
        Meeting meeting = Meeting.of(threads);
        Progress progress = Progress.ofThisDrone();
        long begin = System.nanoTime();
        Crew.run(threads, thread -> {
            Share band = Worker.band(settings.rows(), thread, threads);
            work(grid, band, settings.iterations(), meeting, percent(progress));
        });
        double seconds = (System.nanoTime() - begin) / 1e9;
        progress.over();
        return new Plain<>(grid, seconds);
    }

    private Results compared(Hive hive, Grid<R, S> grid, Measured measured) throws InterruptedException {
        Plain<R, S> plain = compute(settings.serial() ? 1 : Runtime.getRuntime().availableProcessors());
        return results(
                hive,
                same(grid, plain.grid()),
                measured,
                settings.serial() ? OptionalDouble.of(plain.seconds()) : OptionalDouble.empty());
    }

    private Results results(Hive hive, boolean right, Measured measured, OptionalDouble serialSeconds) {
        var details = new LinkedHashMap<String, Object>();
        details.put("rows", settings.rows());
        details.put("columns", settings.columns());
        details.put("type", settings.type().name().toLowerCase(Locale.ROOT));
        details.put("iterations", settings.iterations());
        hive.resumed().ifPresent(resumed -> details.put("resumedFrom", resumed.step()));
        details.put("threads", settings.threads());
        if (serialSeconds.isEmpty()) {
            Ration.of(hive).allowsSerial(settings.serial(), details);
        }
        return new Results(
                program,
                hive.memory().pageSize(),
                settings.cells(),
                "cells",
                right,
                measured,
                serialSeconds,
                details,
                settings.options());
    }

    private boolean same(Grid<R, S> one, Grid<R, S> other) {
        R row = cells.row(one.columns());
        R otherRow = cells.row(one.columns());
        one.fetch(0, one.rows());
        return IntStream.range(0, one.rows())
                .allMatch(number -> cells.same(one.row(number, row), other.row(number, otherRow)));
    }
}
