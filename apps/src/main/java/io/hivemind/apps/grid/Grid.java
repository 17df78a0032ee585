package io.hivemind.apps.grid;

import io.hivemind.apps.frame.Share;

/**
 * Rows of cells, wherever they are. Workers who share a grid may read all rows at the same time, and write different ones;
 * between a write and a read by another worker they must meet.
 *
 * @param <R> a plain array of cells: a row
 * @param <S> a span over cells
 */
public sealed interface Grid<R, S> permits PlainGrid, SharedGrid {
    /**
     * Looks at rows.
     *
     * @param <R> a plain array of cells: a row
     */
    @FunctionalInterface
    interface Visitor<R> {
        /** Looks at the row of that number, {@code current}, between its neighbours. */
        void visit(int row, R above, R current, R below);
    }

    /** {@return how many rows there are} */
    int rows();

    /** {@return how many cells each row has} */
    int columns();

    /** {@return how many rows a worker may ask for in one go, beside one above and one below them} */
    int together();

    /** Fetches whatever is missing of the rows from {@code from} to {@code to}, exclusive: all of it at once. */
    void fetch(int from, int to);

    /**
     * {@return the cells of the row} They are to be read only, and are in {@code buffer}, unless the grid is made of such arrays
     * anyway: then they are the row itself.
     */
    R row(int row, R buffer);

    /** Goes through the rows of a band, each with those above it and below it, and reads each row once. */
    default void forEach(Cells<R, S> cells, Share band, Visitor<R> visitor) {
        if (band.length() == 0) {
            return;
        }
        fetch(band.from() - 1, band.to() + 1);
        R above = row(band.from() - 1, cells.row(columns()));
        R current = row(band.from(), cells.row(columns()));
        R spare = cells.row(columns());
        for (int row = band.from(); row < band.to(); row++) {
            R below = row(row + 1, spare);
            visitor.visit(row, above, current, below);
            spare = above;
            above = current;
            current = below;
        }
    }

    /** Copies {@code count} cells of {@code source} from {@code offset} on into the row from {@code column} on. */
    void put(int row, int column, R source, int offset, int count);
}
