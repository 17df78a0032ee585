package io.hivemind;

/** A span over {@code byte} elements. See {@link Span} for how long it may be used. */
@SuppressWarnings("DoNotCallSuggester")
public final class ByteSpan extends Span {
    ByteSpan() {}

    /**
     * {@return the element at {@code index}}
     *
     * @throws IndexOutOfBoundsException if {@code index} is not from 0 to {@link #length()} less one
     * @throws IllegalStateException if this span is not valid any more
     */
    public byte get(long index) {
        throw new UnsupportedOperationException();
    }

    /**
     * Sets the element at {@code index}.
     *
     * @throws IndexOutOfBoundsException if {@code index} is not from 0 to {@link #length()} less one
     * @throws IllegalStateException if this span is not valid any more
     * @throws UnsupportedOperationException if this span is for reading only
     */
    public void set(long index, byte value) {
        throw new UnsupportedOperationException();
    }
}
