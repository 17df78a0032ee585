package io.hivemind;

/** A span over {@code float} elements. See {@link Span} for how long it may be used. */
@SuppressWarnings("DoNotCallSuggester")
public final class FloatSpan extends Span {
    FloatSpan() {}

    /**
     * {@return the element at {@code index}}
     *
     * @throws IndexOutOfBoundsException if {@code index} is not from 0 to {@link #length()} less one
     * @throws IllegalStateException if this span is not valid any more
     */
    public float get(long index) {
        throw new UnsupportedOperationException();
    }

    /**
     * Sets the element at {@code index}.
     *
     * @throws IndexOutOfBoundsException if {@code index} is not from 0 to {@link #length()} less one
     * @throws IllegalStateException if this span is not valid any more
     * @throws UnsupportedOperationException if this span is for reading only
     */
    public void set(long index, float value) {
        throw new UnsupportedOperationException();
    }
}
