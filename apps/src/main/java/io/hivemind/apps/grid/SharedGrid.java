package io.hivemind.apps.grid;

import io.hivemind.Hive;

/** A grid in shared memory, row after row. */
final class SharedGrid<R> implements Grid<R> {
    private final SharedCells<R> cells;
    private final int rows;
    private final int width;

    /** From the beginning of a row to that of the next, in cells. */
    private final long stride;

    SharedGrid(Hive hive, String name, Cells<R> cells, int rows, int width, long stride) {
        this.cells = cells.share(hive, name, rows * stride);
        this.rows = rows;
        this.width = width;
        this.stride = stride;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public void fetch(int from, int to) {
        cells.fetch(from * stride, (to - from) * stride);
    }

    @Override
    public R row(int row, R buffer) {
        cells.get(row * stride, buffer, width);
        return buffer;
    }

    @Override
    public void put(int row, int index, R source, int offset, int count) {
        cells.set(row * stride + index, source, offset, count);
    }
}
