package io.hivemind.apps.grid;

import io.hivemind.Hive;

/**
 * A grid in shared memory, row after row.
 *
 * @param <R> a plain array of cells: a row
 * @param <S> a span over cells
 */
public final class SharedGrid<R, S> implements Grid<R, S> {
    private final Cells<R, S> type;
    private final SharedCells<R, S> cells;
    private final int rows;
    private final int columns;

    /** From the beginning of a row to that of the next, in cells. */
    private final long stride;

    private final int together;

    SharedGrid(Hive hive, String name, Cells<R, S> type, int rows, int columns, long stride, int together) {
        this.type = type;
        this.cells = type.share(hive, name, rows * stride);
        this.together = together;
        this.rows = rows;
        this.columns = columns;
        this.stride = stride;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public int together() {
        return together;
    }

    /** {@inheritDoc} A span does so, but holds the rows until this thread next meets the others; so a part of the grid is copied. */
    @Override
    public void fetch(int from, int to) {
        long count = (to - from) * stride;
        if (together >= rows) {
            cells.fetch(from * stride, count);
        } else {
            cells.get(from * stride, type.row((int) count), (int) count);
        }
    }

    @Override
    public R row(int row, R buffer) {
        cells.get(row * stride, buffer, columns);
        return buffer;
    }

    @Override
    public void put(int row, int column, R source, int offset, int count) {
        cells.set(row * stride + column, source, offset, count);
    }

    /** Has what this drone stores in the grid not be backed up. */
    void withoutBackup() {
        cells.withoutBackup();
    }

    /** {@return from the beginning of a row to that of the next, in cells} */
    public long stride() {
        return stride;
    }

    /** {@return a span over the rows from {@code from} to {@code to}, exclusive} It lasts until this thread next meets the others. */
    public S write(int from, int to) {
        return cells.write(from * stride, (to - from) * stride);
    }
}
