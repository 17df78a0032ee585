package io.hivemind.apps.grid;

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

    /** {@return how many rows away a number may be that has a say in what a number is after one iteration} */
    int reach();
}
