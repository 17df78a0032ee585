package io.hivemind.apps.grid;

import io.hivemind.apps.frame.Share;

/**
 * A way to relax a grid, step by step towards a state in which each number is the mean of its four neighbours. The numbers at the
 * edges stay as they are.
 *
 * @param <R> a plain array of cells: a row
 * @param <S> a span over cells
 */
public interface Relaxation<R, S> {
    /** Does the work of one worker. */
    void run(Worker<R, S> worker) throws InterruptedException;

    /**
     * Does one step of an iteration in a band so that it can be done again: reads one grid, which nobody changes meanwhile, and stores
     * the rows of the band in another.
     *
     * @param step which, from 0 on, of as many as {@link #reach} says
     */
    void step(Cells<R, S> cells, Grid<R, S> source, Grid<R, S> target, Share band, int step);

    /**
     * {@return in how many steps an iteration is done} In each a number depends on those next to it; so that is also how many rows away a
     * number may be that has a say in what a number is after one iteration.
     */
    int reach();
}
