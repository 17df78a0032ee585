package io.hivemind;

import io.hivemind.memory.Gate;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/** A span over {@code long} elements. See {@link Span} for how long it may be used. */
public final class LongSpan extends Span {
    private static final ValueLayout.OfLong ELEMENT = ValueLayout.JAVA_LONG_UNALIGNED;

    LongSpan(Gate gate, long address, long length, boolean writable) {
        super(gate, address, length, ELEMENT, writable);
    }

    /**
     * {@return the element at {@code index}}
     *
     * @throws IndexOutOfBoundsException if {@code index} is not from 0 to {@link #length()} less one
     * @throws IllegalStateException if this span is not valid any more
     */
    public long get(long index) {
        try {
            return elements().getAtIndex(ELEMENT, Objects.checkIndex(index, length));
        } catch (RuntimeException refused) {
            throw refusal(index, 1, refused);
        }
    }

    /**
     * Sets the element at {@code index}.
     *
     * @throws IndexOutOfBoundsException if {@code index} is not from 0 to {@link #length()} less one
     * @throws IllegalStateException if this span is not valid any more
     * @throws UnsupportedOperationException if this span is for reading only
     */
    public void set(long index, long value) {
        try {
            writableElements().setAtIndex(ELEMENT, Objects.checkIndex(index, length), value);
        } catch (RuntimeException refused) {
            throw refusal(index, 1, refused);
        }
    }

    /**
     * Copies {@code count} elements from {@code index} on into {@code target} from {@code offset} on.
     *
     * @throws IndexOutOfBoundsException if one of the ranges is not inside its owner
     * @throws IllegalStateException if this span is not valid any more
     */
    public void get(long index, long[] target, int offset, int count) {
        checkArray(target.length, offset, count);
        MemorySegment.copy(range(index, count), ELEMENT, 0, target, offset, count);
    }

    /**
     * Copies {@code count} elements of {@code source} from {@code offset} on to {@code index} and after.
     *
     * @throws IndexOutOfBoundsException if one of the ranges is not inside its owner
     * @throws IllegalStateException if this span is not valid any more
     * @throws UnsupportedOperationException if this span is for reading only
     */
    public void set(long index, long[] source, int offset, int count) {
        checkArray(source.length, offset, count);
        MemorySegment.copy(source, offset, writableRange(index, count), ELEMENT, 0, count);
    }
}
