package io.hivemind.apps.sor;

import io.hivemind.apps.frame.Share;
import io.hivemind.apps.grid.Cells;
import io.hivemind.apps.grid.Grid;
import io.hivemind.apps.grid.PlainGrid;
import io.hivemind.apps.grid.Relaxation;
import io.hivemind.apps.grid.SharedGrid;
import io.hivemind.apps.grid.Worker;

/**
 * Successive over-relaxation in red-black order. Numbers are coloured like a chess board. A red one has black neighbours only, so all
 * red ones can be computed at the same time and in place; then all meet, and it is the turn of the black ones.
 *
 * @param omega how far a number goes towards the mean of its neighbours: 1 to it, up to 2 beyond it
 */
record RedBlack<R, S>(Sweep<R> arrays, SpanSweep<S> spans, double omega) implements Relaxation<R, S> {
    private static final int COLOURS = 2;

    /** {@inheritDoc} A black number depends on red ones next to it, and these on black ones next to them. */
    @Override
    public int reach() {
        return COLOURS;
    }

    @Override
    public void run(Worker<R, S> worker) throws InterruptedException {
        for (int iteration = worker.begun(); iteration < worker.iterations(); iteration++) {
            for (int colour = 0; colour < COLOURS; colour++) {
                if (worker.band().length() > 0) {
                    relax(worker, colour);
                }
                worker.meet();
            }
            worker.done(iteration + 1);
        }
    }

    /** {@inheritDoc} Each colour is a step; the numbers of the other are copied. */
    @Override
    public void step(Cells<R, S> cells, Grid<R, S> source, Grid<R, S> target, Share band, int step) {
        R relaxed = cells.row(source.columns());
        source.forEach(cells, band, (row, above, current, below) -> {
            cells.copy(current, 0, relaxed, 0, source.columns());
            arrays.relax(relaxed, above, below, first(row, step), omega / 4);
            target.put(row, 0, relaxed, 0, source.columns());
        });
    }

    private void relax(Worker<R, S> worker, int colour) {
        Share band = worker.band();
        switch (worker.grid()) {
            case PlainGrid<R, S> grid -> {
                for (int row = band.from(); row < band.to(); row++) {
                    arrays.relax(grid.row(row), grid.row(row - 1), grid.row(row + 1), first(row, colour), omega / 4);
                }
            }
            case SharedGrid<R, S> grid when grid.together() >= band.length() -> relaxWhole(worker, grid, colour);
            case SharedGrid<R, S> grid -> relaxInPieces(worker, grid, colour);
        }
    }

    private void relaxWhole(Worker<R, S> worker, SharedGrid<R, S> grid, int colour) {
        Share band = worker.band();
        grid.fetch(band.from() - 1, band.to() + 1);
        relaxCopies(worker, new Share(band.from(), band.from() + 1), colour);
        if (band.length() > 2) {
            relaxInside(grid, band, colour);
        }
        if (band.length() > 1) {
            relaxCopies(worker, new Share(band.to() - 1, band.to()), colour);
        }
    }

    /** Relaxes a band of which this drone may not hold all rows at a time. */
    private void relaxInPieces(Worker<R, S> worker, SharedGrid<R, S> grid, int colour) {
        Share band = worker.band();
        int to;
        for (int from = band.from(); from < band.to(); from = to) {
            to = Math.min(band.to(), from + grid.together());
            grid.fetch(from - 1, to + 1);
            relaxCopies(worker, new Share(from, to), colour);
        }
    }

    /** Relaxes in place, in shared memory, the rows that have neighbours in the band only. */
    private void relaxInside(SharedGrid<R, S> grid, Share band, int colour) {
        S rows = grid.write(band.from(), band.to());
        long stride = grid.stride();
        for (int row = band.from() + 1; row < band.to() - 1; row++) {
            long begin = (row - band.from()) * stride;
            spans.relax(rows, stride, begin + first(row, colour), begin + grid.columns() - 1, omega / 4);
        }
    }

    /** Relaxes rows in plain arrays: their neighbours in another band may be read, but not written. */
    private void relaxCopies(Worker<R, S> worker, Share rows, int colour) {
        Grid<R, S> grid = worker.grid();
        R above = grid.row(rows.from() - 1, worker.cells().row(grid.columns()));
        R current = grid.row(rows.from(), worker.cells().row(grid.columns()));
        R spare = worker.cells().row(grid.columns());
        for (int row = rows.from(); row < rows.to(); row++) {
            R below = grid.row(row + 1, spare);
            arrays.relax(current, above, below, first(row, colour), omega / 4);
            grid.put(row, 0, current, 0, grid.columns());
            spare = above;
            above = current;
            current = below;
        }
    }

    /** {@return the first column of that colour in the row} The first of all is at the edge, and has none. */
    private static int first(int row, int colour) {
        return 1 + (row + colour) % COLOURS;
    }
}
