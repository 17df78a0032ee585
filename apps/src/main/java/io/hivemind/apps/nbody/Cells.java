package io.hivemind.apps.nbody;

/**
 * A walk through the cells of space that have bodies, from a cell down to those of {@code grain} bodies at most. A cell whose
 * bodies are all in one octant is passed over for that octant, so that every cell that is opened has two parts at least.
 */
interface Cells {
    /** Meets a cell that is not opened: the bodies of the curve from {@code from} to the one before {@code to}. */
    void cell(int from, int to, int level);

    /** Opens a cell; what it has in it follows. {@return what {@link #close} will be told} */
    int open();

    /** Closes a cell at {@code level}, in which the body at {@code place} is. */
    void close(int opened, int place, int level);

    /** Walks through the cell at {@code level} that has these bodies of the curve. */
    static void walk(Curve curve, int from, int to, int level, int grain, Cells cells) {
        int below = level;
        while (below < Curve.LEVELS && curve.octant(from, below) == curve.octant(to - 1, below)) {
            below++;
        }
        if (to - from <= grain || below == Curve.LEVELS) {
            cells.cell(from, to, level);
            return;
        }
        int opened = cells.open();
        int begin = from;
        while (begin < to) {
            int end = curve.end(begin, to, below);
            walk(curve, begin, end, below + 1, grain, cells);
            begin = end;
        }
        cells.close(opened, from, below);
    }
}
