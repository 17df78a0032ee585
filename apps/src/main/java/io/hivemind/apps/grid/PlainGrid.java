package io.hivemind.apps.grid;

import java.util.List;
import java.util.stream.Stream;

/**
 * A grid of plain arrays, a row each: what the shared grid is compared with.
 *
 * @param <R> a plain array of cells: a row
 * @param <S> a span over cells
 */
public final class PlainGrid<R, S> implements Grid<R, S> {
    private final Cells<R, S> cells;
    private final List<R> rows;
    private final int columns;

    PlainGrid(Cells<R, S> cells, int rows, int columns) {
        this.cells = cells;
        this.rows = Stream.generate(() -> cells.row(columns)).limit(rows).toList();
        this.columns = columns;
    }

    @Override
    public int rows() {
        return rows.size();
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public int together() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void fetch(int from, int to) {}

    @Override
    public R row(int row, R buffer) {
        return rows.get(row);
    }

    /** {@return the row itself, to be read and written} */
    public R row(int row) {
        return rows.get(row);
    }

    @Override
    public void put(int row, int column, R source, int offset, int count) {
        cells.copy(source, offset, rows.get(row), column, count);
    }
}
