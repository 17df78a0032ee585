package io.hivemind.apps.grid;

import io.hivemind.apps.frame.Meeting;
import io.hivemind.apps.frame.Share;
import java.util.function.IntConsumer;

/**
 * One of the threads that relax a grid together, each a band of rows.
 *
 * @param cells the type of the cells
 * @param grid the grid
 * @param band the rows that this worker changes: none of the grid's first and last
 * @param begun how many iterations were over before
 * @param iterations how many shall be over in the end
 * @param meeting where all workers meet
 * @param progress is told how many iterations are over
 * @param <R> a plain array of cells: a row
 * @param <S> a span over cells
 */
public record Worker<R, S>(
        Cells<R, S> cells,
        Grid<R, S> grid,
        Share band,
        int begun,
        int iterations,
        Meeting meeting,
        IntConsumer progress) {
    /** Makes one that does all iterations. */
    public Worker(
            Cells<R, S> cells, Grid<R, S> grid, Share band, int iterations, Meeting meeting, IntConsumer progress) {
        this(cells, grid, band, 0, iterations, meeting, progress);
    }

    /** {@return the band of one of many workers: its share of the rows, without the grid's edges} */
    static Share band(int rows, int worker, int workers) {
        Share share = Share.of(rows, worker, workers);
        int from = Math.max(share.from(), 1);
        return new Share(from, Math.max(from, Math.min(share.to(), rows - 1)));
    }

    /** Waits for all workers. */
    public void meet() throws InterruptedException {
        meeting.await();
    }

    /** Tells that so many iterations are over, and may wait for all workers, who tell so too. */
    public void done(int over) {
        progress.accept(over);
    }
}
