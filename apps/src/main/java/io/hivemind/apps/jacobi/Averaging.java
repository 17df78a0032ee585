package io.hivemind.apps.jacobi;

import io.hivemind.apps.frame.Share;
import io.hivemind.apps.grid.Cells;
import io.hivemind.apps.grid.Grid;
import io.hivemind.apps.grid.Relaxation;
import io.hivemind.apps.grid.Worker;
import java.util.List;
import java.util.stream.Stream;

/**
 * The method of Jacobi, in the shape of 1994: each worker computes the new numbers of its band into arrays of its own, all
 * meet, each copies its new numbers into the grid, all meet again.
 */
record Averaging<R, S>(Stencil<R> stencil) implements Relaxation<R, S> {
    @Override
    public int reach() {
        return 1;
    }

    @Override
    public void run(Worker<R, S> worker) throws InterruptedException {
        if (worker.grid().together() >= worker.band().length()) {
            runWithCopy(worker);
        } else {
            runInPieces(worker);
        }
    }

    @Override
    public void step(Cells<R, S> cells, Grid<R, S> source, Grid<R, S> target, Share band, int step) {
        R means = cells.row(source.columns() - 2);
        source.forEach(cells, band, (row, above, current, below) -> {
            stencil.average(means, above, current, below);
            target.put(row, 1, means, 0, source.columns() - 2);
        });
    }

    private void runWithCopy(Worker<R, S> worker) throws InterruptedException {
        Grid<R, S> grid = worker.grid();
        Share band = worker.band();
        int inner = grid.columns() - 2;
        List<R> means = Stream.generate(() -> worker.cells().row(inner))
                .limit(band.length())
                .toList();
        for (int iteration = worker.begun(); iteration < worker.iterations(); iteration++) {
            average(worker, grid, means);
            worker.meet();
            for (int row = band.from(); row < band.to(); row++) {
                grid.put(row, 1, means.get(row - band.from()), 0, inner);
            }
            worker.meet();
            worker.done(iteration + 1);
        }
    }

    /**
     * The same without a copy of the band, which may be larger than there is memory: each worker copies what others are going to
     * change, its two neighbours' rows; all meet, each replaces its rows one after the other, all meet again.
     */
    private void runInPieces(Worker<R, S> worker) throws InterruptedException {
        Grid<R, S> grid = worker.grid();
        Share band = worker.band();
        R first = worker.cells().row(grid.columns());
        R last = worker.cells().row(grid.columns());
        for (int iteration = worker.begun(); iteration < worker.iterations(); iteration++) {
            grid.row(band.from() - 1, first);
            grid.row(band.to(), last);
            worker.meet();
            replace(worker, first, last);
            worker.meet();
            worker.done(iteration + 1);
        }
    }

    /** Replaces the rows of the band by their means. The rows before and after it are given as they were. */
    private void replace(Worker<R, S> worker, R first, R last) {
        Grid<R, S> grid = worker.grid();
        Share band = worker.band();
        R means = worker.cells().row(grid.columns() - 2);
        R above = first;
        R current = grid.row(band.from(), worker.cells().row(grid.columns()));
        R spare = worker.cells().row(grid.columns());
        for (int row = band.from(); row < band.to(); row++) {
            if ((row - band.from()) % grid.together() == 0) {
                grid.fetch(row, Math.min(band.to(), row + grid.together()));
            }
            R below = row + 1 < band.to() ? grid.row(row + 1, spare) : last;
            stencil.average(means, above, current, below);
            grid.put(row, 1, means, 0, grid.columns() - 2);
            spare = above;
            above = current;
            current = below;
        }
    }

    private void average(Worker<R, S> worker, Grid<R, S> grid, List<R> means) {
        int first = worker.band().from();
        grid.forEach(
                worker.cells(),
                worker.band(),
                (row, above, current, below) -> stencil.average(means.get(row - first), above, current, below));
    }
}
