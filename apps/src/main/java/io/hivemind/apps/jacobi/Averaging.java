package io.hivemind.apps.jacobi;

import io.hivemind.apps.frame.Share;
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
    public void run(Worker<R, S> worker) throws InterruptedException {
        Grid<R, S> grid = worker.grid();
        Share band = worker.band();
        int inner = grid.columns() - 2;
        List<R> means = Stream.generate(() -> worker.cells().row(inner))
                .limit(band.length())
                .toList();
        for (int iteration = 0; iteration < worker.iterations(); iteration++) {
            average(worker, grid, means);
            worker.meet();
            for (int row = band.from(); row < band.to(); row++) {
                grid.put(row, 1, means.get(row - band.from()), 0, inner);
            }
            worker.meet();
            worker.done(iteration + 1);
        }
    }

    /** Reads every row once, though three rows need it. */
    private void average(Worker<R, S> worker, Grid<R, S> grid, List<R> means) {
        Share band = worker.band();
        if (band.length() == 0) {
            return;
        }
        grid.fetch(band.from() - 1, band.to() + 1);
        R above = grid.row(band.from() - 1, worker.cells().row(grid.columns()));
        R current = grid.row(band.from(), worker.cells().row(grid.columns()));
        R spare = worker.cells().row(grid.columns());
        for (int row = band.from(); row < band.to(); row++) {
            R below = grid.row(row + 1, spare);
            stencil.average(means.get(row - band.from()), above, current, below);
            spare = above;
            above = current;
            current = below;
        }
    }
}
