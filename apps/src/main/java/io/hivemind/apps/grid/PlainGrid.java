package io.hivemind.apps.grid;

import java.util.List;
import java.util.stream.Stream;

/** A grid of plain arrays, a row each: what the shared grid is compared with. */
final class PlainGrid<R> implements Grid<R> {
    private final Cells<R> cells;
    private final List<R> rows;
    private final int width;

    PlainGrid(Cells<R> cells, int rows, int width) {
        this.cells = cells;
        this.rows = Stream.generate(() -> cells.row(width)).limit(rows).toList();
        this.width = width;
    }

    @Override
    public int rows() {
        return rows.size();
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public void fetch(int from, int to) {}

    @Override
    public R row(int row, R buffer) {
        return rows.get(row);
    }

    @Override
    public void put(int row, int index, R source, int offset, int count) {
        cells.copy(source, offset, rows.get(row), index, count);
    }
}
