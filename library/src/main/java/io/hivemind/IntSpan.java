package io.hivemind;

/** A span over {@code int} elements. See {@link Span} for how long it may be used. */
@SuppressWarnings("DoNotCallSuggester")
public final class IntSpan extends Span {
    IntSpan() {}

    /**
     * {@return the element at {@code index}}
     *
     * @throws IndexOutOfBoundsException if {@code index} is not from 0 to {@link #length()} less one
     * @throws IllegalStateException if this span is not valid any more
     */
    public int get(long index) {
        throw new UnsupportedOperationException();
    }

    /**
     * Sets the element at {@code index}.
     *
     * @throws IndexOutOfBoundsException if {@code index} is not from 0 to {@link #length()} less one
     * @throws IllegalStateException if this span is not valid any more
     * @throws UnsupportedOperationException if this span is for reading only
     */
    public void set(long index, int value) {
        throw new UnsupportedOperationException();
    }
}
