package io.hivemind.apps.grid;

import io.hivemind.Hive;

/**
 * The type of a grid's cells, so that only the innermost loops need be written for each.
 *
 * @param <R> a plain array of such cells: a row
 * @param <S> a span over such cells
 */
public interface Cells<R, S> {
    /** {@return how many bytes a cell takes} */
    int bytes();

    /** {@return a row of so many zeros} */
    R row(int length);

    /** Sets a cell of a row to {@code value}, rounded to what the cell can hold. */
    void set(R row, int index, double value);

    /** Copies {@code count} cells of {@code source} from {@code offset} on into {@code target} from {@code index} on. */
    void copy(R source, int offset, R target, int index, int count);

    /** {@return whether the rows have the same cells, bit for bit} */
    boolean same(R one, R other);

    /** {@return so many cells in shared memory, that every drone knows by their name} */
    SharedCells<R, S> share(Hive hive, String name, long length);
}
