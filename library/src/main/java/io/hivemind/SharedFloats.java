package io.hivemind;

/** A named array of {@code float} elements in shared memory. See {@link Hive#floats} and {@link SharedArray}. */
@SuppressWarnings("DoNotCallSuggester")
public final class SharedFloats extends SharedArray {
    SharedFloats() {}

    /**
     * {@return the element at {@code index}}
     *
     * @throws IndexOutOfBoundsException if {@code index} is not from 0 to {@link #length()} less one
     */
    public float get(long index) {
        throw new UnsupportedOperationException();
    }

    /**
     * Sets the element at {@code index}.
     *
     * @throws IndexOutOfBoundsException if {@code index} is not from 0 to {@link #length()} less one
     */
    public void set(long index, float value) {
        throw new UnsupportedOperationException();
    }

    /**
     * Copies elements from {@code index} on into the whole of {@code target}.
     *
     * @throws IndexOutOfBoundsException if the range is not inside this array
     */
    public void get(long index, float[] target) {
        throw new UnsupportedOperationException();
    }

    /**
     * Copies {@code count} elements from {@code index} on into {@code target} from {@code offset} on.
     *
     * @throws IndexOutOfBoundsException if one of the ranges is not inside its array
     */
    public void get(long index, float[] target, int offset, int count) {
        throw new UnsupportedOperationException();
    }

    /**
     * Copies all of {@code source} to {@code index} and after.
     *
     * @throws IndexOutOfBoundsException if the range is not inside this array
     */
    public void set(long index, float[] source) {
        throw new UnsupportedOperationException();
    }

    /**
     * Copies {@code count} elements of {@code source} from {@code offset} on to {@code index} and after.
     *
     * @throws IndexOutOfBoundsException if one of the ranges is not inside its array
     */
    public void set(long index, float[] source, int offset, int count) {
        throw new UnsupportedOperationException();
    }

    /** Sets every element to {@code value}. */
    public void fill(float value) {
        throw new UnsupportedOperationException();
    }

    /**
     * Sets {@code count} elements from {@code index} on to {@code value}.
     *
     * @throws IndexOutOfBoundsException if the range is not inside this array
     */
    public void fill(long index, long count, float value) {
        throw new UnsupportedOperationException();
    }

    /**
     * Copies {@code count} elements from {@code index} on to {@code targetIndex} and after in {@code target}, which may be
     * this array; the ranges may overlap.
     *
     * @throws IndexOutOfBoundsException if one of the ranges is not inside its array
     */
    public void copy(long index, SharedFloats target, long targetIndex, long count) {
        throw new UnsupportedOperationException();
    }

    /** {@return a span for reading over the whole array} */
    public FloatSpan read() {
        throw new UnsupportedOperationException();
    }

    /**
     * {@return a span for reading over {@code count} elements from {@code index} on}
     *
     * @throws IndexOutOfBoundsException if the range is not inside this array
     */
    public FloatSpan read(long index, long count) {
        throw new UnsupportedOperationException();
    }

    /** {@return a span for reading and writing over the whole array} */
    public FloatSpan write() {
        throw new UnsupportedOperationException();
    }

    /**
     * {@return a span for reading and writing over {@code count} elements from {@code index} on}
     *
     * @throws IndexOutOfBoundsException if the range is not inside this array
     */
    public FloatSpan write(long index, long count) {
        throw new UnsupportedOperationException();
    }
}
