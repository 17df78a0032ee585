package io.hivemind.apps.grid;

/**
 * An array of cells in shared memory.
 *
 * @param <R> a plain array of such cells
 * @param <S> a span over such cells
 */
interface SharedCells<R, S> {
    /** Copies cells from {@code index} on into the first {@code count} of {@code target}. */
    void get(long index, R target, int count);

    /** Copies {@code count} cells of {@code source} from {@code offset} on to {@code index} and after. */
    void set(long index, R source, int offset, int count);

    /** Fetches whatever is missing of {@code count} cells from {@code index} on, all of it at once. */
    void fetch(long index, long count);

    /** Has what this drone stores here not be backed up. */
    void withoutBackup();

    /** {@return a span for reading and writing over {@code count} cells from {@code index} on} */
    S write(long index, long count);
}
