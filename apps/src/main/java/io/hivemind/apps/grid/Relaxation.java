package io.hivemind.apps.grid;

import java.util.List;

/**
 * A way to relax a grid, step by step towards a state in which each number is the mean of its four neighbours. The numbers at the
 * edges stay as they are.
 *
 * @param <R> a plain array of cells: a row
 */
public interface Relaxation<R> {
    /** {@return the names of the grids in which the numbers are kept} */
    List<String> grids();

    /** {@return how many cells a row has in each of them, for so many columns} */
    int width(int columns);

    /** {@return the column of the number that is kept in such a cell} One that does not exist, if the cell is not used. */
    int column(int grid, int row, int index);

    /** Does the work of one worker. */
    void run(Worker<R> worker) throws InterruptedException;
}
