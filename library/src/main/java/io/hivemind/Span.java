package io.hivemind;

import io.hivemind.memory.Gate;
import io.hivemind.memory.Viewer;
import io.hivemind.protocol.Access;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * A window on a range of shared memory in which single accesses cost what they cost in a plain memory segment: whether
 * the pages may be accessed was checked, and what was missing fetched, when the span was made.
 *
 * <p>A span belongs to the thread that made it, and is valid until that thread's next synchronisation: until it calls any
 * method that acquires or releases a {@link SharedLock}, waits on or signals one of its conditions, or arrives at a {@link
 * SharedBarrier}. Those of {@link Hive} and {@link SharedMemory} that say so in their description count, too. Using a span
 * later, or in another thread, throws {@link IllegalStateException} and changes nothing. Take a new span after each
 * synchronisation; it costs next to nothing when the pages are here.
 *
 * <p>A loop over a span is compiled into the same machine code as one over a memory segment, because the two things that
 * are checked, the thread and whether it has synchronised, do not change in a loop without synchronisation: the
 * compiler checks them once before it. Within one such loop use the span alone, not single accesses to shared memory.
 *
 * <p>A span gives its thread no fresher view than it has. What other threads of this drone fetch meanwhile may appear in it or may not.
 */
public abstract sealed class Span permits ByteSpan, ShortSpan, IntSpan, LongSpan, FloatSpan, DoubleSpan {
    private final MemorySegment elements;
    private final Viewer viewer;
    /** The epoch of {@link #viewer} in which this span is valid. */
    private final int epoch;

    private final long address;
    final long length;
    private final MemoryLayout element;
    private final boolean writable;

    Span(Gate gate, long address, long length, MemoryLayout element, boolean writable) {
        long bytes = bytes(length, element);
        gate.hold(address, bytes, writable ? Access.WRITE : Access.READ);
        this.elements = gate.bytes().asSlice(address, bytes);
        this.viewer = gate.viewer();
        this.epoch = viewer.beginSpan();
        this.address = address;
        this.length = length;
        this.element = element;
        this.writable = writable;
    }

    /** {@return the number of elements} */
    public final long length() {
        return length;
    }

    /** {@return the address of the first element in shared memory} */
    public final long address() {
        return address;
    }

    /** {@return whether elements may be set} */
    public final boolean isWritable() {
        return writable;
    }

    /** {@return whether the calling thread may use this span now} */
    public final boolean isValid() {
        return viewer.isStill(epoch);
    }

    /** {@return for instance "a span for reading over 10 ints at address 4096"} */
    @Override
    public final String toString() {
        return "a span for " + (writable ? "writing" : "reading") + " over " + length + " elements of "
                + element.byteSize() + " bytes at address " + address;
    }

    final MemorySegment elements() {
        if (!viewer.isStill(epoch)) {
            throw ended();
        }
        return elements;
    }

    final MemorySegment writableElements() {
        if (!writable) {
            throw readOnly();
        }
        return elements();
    }

    final MemorySegment range(long index, long count) {
        if (index < 0 || count < 0 || index > length - count) {
            throw outside(index, count);
        }
        return elements().asSlice(index * element.byteSize(), count * element.byteSize());
    }

    final MemorySegment writableRange(long index, long count) {
        MemorySegment range = range(index, count);
        if (!writable) {
            throw readOnly();
        }
        return range;
    }

    /** {@return what to throw when an access to {@code count} elements from {@code index} on was refused} */
    final RuntimeException refusal(long index, long count, RuntimeException refused) {
        if (!isValid()) {
            return ended();
        }
        if (index < 0 || index > length - count) {
            return outside(index, count);
        }
        return refused;
    }

    static void checkArray(int arrayLength, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, arrayLength);
    }

    private static long bytes(long length, MemoryLayout element) {
        if (length < 0 || length > Long.MAX_VALUE / element.byteSize()) {
            throw new IndexOutOfBoundsException("A span of " + length + " elements is not inside the shared heap.");
        }
        return length * element.byteSize();
    }

    private IllegalStateException ended() {
        return new IllegalStateException("This is " + this + ", and it cannot be used any more: "
                + viewer.whyNotSince(epoch) + ". A span lasts until its thread synchronises; take a new one.");
    }

    private IndexOutOfBoundsException outside(long index, long count) {
        return new IndexOutOfBoundsException(
                (count == 1 ? "Index " + index : "The range of " + count + " from " + index) + " is outside " + this
                        + ".");
    }

    private UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("This is " + this + ", which cannot be set; take one by write().");
    }
}
