package io.hivemind.apps.grid;

import io.hivemind.Hive;
import io.hivemind.SharedBarrier;
import io.hivemind.apps.frame.Crew;
import io.hivemind.apps.frame.HeapCheck;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Measurement;
import io.hivemind.apps.frame.Measurement.Measured;
import io.hivemind.apps.frame.Progress;
import io.hivemind.apps.frame.Results;
import io.hivemind.apps.frame.Share;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * One run of a program that relaxes a grid. The same workers do it in shared memory and in plain arrays, so that a comparison compares
 * only where the grid is.
 *
 * @param <R> a plain array of cells: a row
 */
public final class GridJob<R> implements Job {
    /** The barrier at which the workers of all drones meet. */
    private static final int MEETING = 1;

    /** The size of pages unless it is told, by which the heap is reckoned before there is one. */
    private static final int USUAL_PAGE = 4096;

    /** From so many computed numbers on the work lasts long enough for compiled code to matter. */
    private static final long LONG = 20_000_000;

    private static final int WARM_UP_ROWS = 64;
    private static final int WARM_UP_COLUMNS = 1024;
    private static final int WARM_UP_ITERATIONS = 500;

    private final String program;
    private final GridSettings settings;
    private final Cells<R> cells;
    private final Relaxation<R> relaxation;

    /** Makes a run of the program of that name. */
    public GridJob(String program, GridSettings settings, Cells<R> cells, Relaxation<R> relaxation) {
        this.program = program;
        this.settings = settings;
        this.cells = cells;
        this.relaxation = relaxation;
    }

    /** Grids in plain arrays after the work, and how long it took. */
    private record Plain<R>(List<PlainGrid<R>> grids, double seconds) {}

    @Override
    public void check() {}

    @Override
    public long heapBytes(int drones) {
        return gridBytes(USUAL_PAGE);
    }

    @Override
    public Optional<Results> run(Hive hive) throws InterruptedException {
        HeapCheck.require(hive, "grid", gridBytes(hive.memory().pageSize()));
        List<SharedGrid<R>> grids = share(hive);
        fill(hive, grids);
        warmUp();
        int threads = settings.threads();
        SharedBarrier barrier = hive.barrier(MEETING, threads);
        Progress progress = Progress.ofThisDrone();
        var measurement = Measurement.begin(hive);
        Crew.run(threads, thread -> {
            Share band = Worker.band(settings.rows(), hive.rank() * threads + thread, hive.size() * threads);
            work(grids, band, settings.iterations(), barrier::await, percent(progress));
        });
        Measured measured = measurement.end();
        progress.over();
        return hive.rank() == 0 ? Optional.of(results(hive, grids, measured)) : Optional.empty();
    }

    @Override
    public double plain(int threads) throws InterruptedException {
        Plain<R> plain = compute(threads);
        Plain<R> other = compute(threads == 1 ? 2 : 1);
        if (!same(plain.grids(), other.grids())) {
            throw new IllegalStateException("The grid in plain arrays depends on how many threads work on it.");
        }
        return plain.seconds();
    }

    private long gridBytes(int pageSize) {
        long stride = stride(relaxation.width(settings.columns()), pageSize);
        return settings.rows() * stride * cells.bytes() * relaxation.grids().size() + HeapCheck.OVERHEAD;
    }

    private List<SharedGrid<R>> share(Hive hive) {
        int width = relaxation.width(settings.columns());
        long stride = stride(width, hive.memory().pageSize());
        return relaxation.grids().stream()
                .map(name -> new SharedGrid<>(hive, program + "." + name, cells, settings.rows(), width, stride))
                .toList();
    }

    private long stride(int width, int pageSize) {
        int perPage = pageSize / cells.bytes();
        return settings.padded() ? ((long) width + perPage - 1) / perPage * perPage : width;
    }

    private void fill(Hive hive, List<SharedGrid<R>> grids) {
        switch (settings.fill()) {
            case OWN -> {
                int threads = settings.threads();
                int workers = hive.size() * threads;
                int from = Share.of(settings.rows(), hive.rank() * threads, workers)
                        .from();
                int to = Share.of(settings.rows(), (hive.rank() + 1) * threads - 1, workers)
                        .to();
                fill(grids, from, to);
            }
            case DRONE0 -> fill(grids, 0, hive.rank() == 0 ? settings.rows() : 0);
        }
    }

    private void fill(List<? extends Grid<R>> grids, int from, int to) {
        for (int number = 0; number < grids.size(); number++) {
            Grid<R> grid = grids.get(number);
            R buffer = cells.row(grid.width());
            for (int row = from; row < to; row++) {
                for (int index = 0; index < grid.width(); index++) {
                    cells.set(buffer, index, Pattern.at(row, relaxation.column(number, row, index)));
                }
                grid.put(row, 0, buffer, 0, grid.width());
            }
        }
    }

    private void warmUp() throws InterruptedException {
        if (settings.cells() * settings.iterations() >= LONG) {
            work(
                    plainGrids(WARM_UP_ROWS, WARM_UP_COLUMNS),
                    Worker.band(WARM_UP_ROWS, 0, 1),
                    WARM_UP_ITERATIONS,
                    Meeting.ofThreads(1),
                    _ -> {});
        }
    }

    private void work(List<? extends Grid<R>> grids, Share band, int iterations, Meeting meeting, IntConsumer progress)
            throws InterruptedException {
        relaxation.run(new Worker<>(cells, grids, band, iterations, meeting, progress));
    }

    private IntConsumer percent(Progress progress) {
        return over -> progress.done(over, settings.iterations());
    }

    private List<PlainGrid<R>> plainGrids(int rows, int columns) {
        int width = relaxation.width(columns);
        List<PlainGrid<R>> grids = relaxation.grids().stream()
                .map(_ -> new PlainGrid<>(cells, rows, width))
                .toList();
        fill(grids, 0, rows);
        return grids;
    }

    private Plain<R> compute(int threads) throws InterruptedException {
        List<PlainGrid<R>> grids = plainGrids(settings.rows(), settings.columns());
        warmUp();
        Meeting meeting = Meeting.ofThreads(threads);
        Progress progress = Progress.ofThisDrone();
        long begin = System.nanoTime();
        Crew.run(threads, thread -> {
            Share band = Worker.band(settings.rows(), thread, threads);
            work(grids, band, settings.iterations(), meeting, percent(progress));
        });
        double seconds = (System.nanoTime() - begin) / 1e9;
        progress.over();
        return new Plain<>(grids, seconds);
    }

    private Results results(Hive hive, List<SharedGrid<R>> grids, Measured measured) throws InterruptedException {
        Plain<R> plain = compute(settings.serial() ? 1 : Runtime.getRuntime().availableProcessors());
        var details = new LinkedHashMap<String, Object>();
        details.put("rows", settings.rows());
        details.put("columns", settings.columns());
        details.put("type", settings.type().name().toLowerCase(Locale.ROOT));
        details.put("iterations", settings.iterations());
        details.put("threads", settings.threads());
        return new Results(
                program,
                hive.memory().pageSize(),
                settings.cells(),
                "cells",
                same(grids, plain.grids()),
                measured,
                settings.serial() ? OptionalDouble.of(plain.seconds()) : OptionalDouble.empty(),
                details,
                settings.options());
    }

    private boolean same(List<? extends Grid<R>> some, List<? extends Grid<R>> others) {
        return IntStream.range(0, some.size()).allMatch(number -> same(some.get(number), others.get(number)));
    }

    private boolean same(Grid<R> one, Grid<R> other) {
        R row = cells.row(one.width());
        R otherRow = cells.row(one.width());
        one.fetch(0, one.rows());
        return IntStream.range(0, one.rows())
                .allMatch(number -> cells.same(one.row(number, row), other.row(number, otherRow)));
    }
}
