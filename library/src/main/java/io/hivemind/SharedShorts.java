package io.hivemind;

/** A named array of {@code short} elements in shared memory. See {@link Hive#shorts} and {@link SharedArray}. */
@SuppressWarnings("DoNotCallSuggester")
public final class SharedShorts extends SharedArray {
    SharedShorts() {}

    /**
     * {@return the element at {@code index}}
     *
     * @throws IndexOutOfBoundsException if {@code index} is not from 0 to {@link #length()} less one
     */
    public short get(long index) {
        throw new UnsupportedOperationException();
    }

    /**
     * Sets the element at {@code index}.
     *
     * @throws IndexOutOfBoundsException if {@code index} is not from 0 to {@link #length()} less one
     */
    public void set(long index, short value) {
        throw new UnsupportedOperationException();
    }

    /**
     * Copies elements from {@code index} on into the whole of {@code target}.
     *
     * @throws IndexOutOfBoundsException if the range is not inside this array
     */
    public void get(long index, short[] target) {
        throw new UnsupportedOperationException();
    }

    /**
     * Copies {@code count} elements from {@code index} on into {@code target} from {@code offset} on.
     *
     * @throws IndexOutOfBoundsException if one of the ranges is not inside its array
     */
    public void get(long index, short[] target, int offset, int count) {
        throw new UnsupportedOperationException();
    }

    /**
     * Copies all of {@code source} to {@code index} and after.
     *
     * @throws IndexOutOfBoundsException if the range is not inside this array
     */
    public void set(long index, short[] source) {
        throw new UnsupportedOperationException();
    }

    /**
     * Copies {@code count} elements of {@code source} from {@code offset} on to {@code index} and after.
     *
     * @throws IndexOutOfBoundsException if one of the ranges is not inside its array
     */
    public void set(long index, short[] source, int offset, int count) {
        throw new UnsupportedOperationException();
    }

    /** Sets every element to {@code value}. */
    public void fill(short value) {
        throw new UnsupportedOperationException();
    }

    /**
     * Sets {@code count} elements from {@code index} on to {@code value}.
     *
     * @throws IndexOutOfBoundsException if the range is not inside this array
     */
    public void fill(long index, long count, short value) {
        throw new UnsupportedOperationException();
    }

    /**
     * Copies {@code count} elements from {@code index} on to {@code targetIndex} and after in {@code target}, which may be
     * this array; the ranges may overlap.
     *
     * @throws IndexOutOfBoundsException if one of the ranges is not inside its array
     */
    public void copy(long index, SharedShorts target, long targetIndex, long count) {
        throw new UnsupportedOperationException();
    }

    /** {@return a span for reading over the whole array} */
    public ShortSpan read() {
        throw new UnsupportedOperationException();
    }

    /**
     * {@return a span for reading over {@code count} elements from {@code index} on}
     *
     * @throws IndexOutOfBoundsException if the range is not inside this array
     */
    public ShortSpan read(long index, long count) {
        throw new UnsupportedOperationException();
    }

    /** {@return a span for reading and writing over the whole array} */
    public ShortSpan write() {
        throw new UnsupportedOperationException();
    }

    /**
     * {@return a span for reading and writing over {@code count} elements from {@code index} on}
     *
     * @throws IndexOutOfBoundsException if the range is not inside this array
     */
    public ShortSpan write(long index, long count) {
        throw new UnsupportedOperationException();
    }
}
