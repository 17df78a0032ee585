package io.hivemind;

import io.hivemind.memory.Directory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/** A named array of {@code byte} elements in shared memory. See {@link Hive#bytes} and {@link SharedArray}. */
public final class SharedBytes extends SharedArray {
    private static final ValueLayout.OfByte ELEMENT = ValueLayout.JAVA_BYTE;

    private final MemorySegment elements;

    SharedBytes(SharedMemory memory, String name, long address, long length) {
        super(memory, name, Directory.Kind.BYTES, address, length);
        elements = gate.bytes().asSlice(address, length);
    }

    /**
     * {@return the element at {@code index}}
     *
     * @throws IndexOutOfBoundsException if {@code index} is not from 0 to {@link #length()} less one
     */
    public byte get(long index) {
        try {
            if (!gate.isPageReadable(address + index)) {
                read(index, 1, 0);
            }
            return elements.getAtIndex(ELEMENT, Objects.checkIndex(index, length));
        } catch (RuntimeException refused) {
            throw refusal(index, 1, refused);
        }
    }

    /**
     * Sets the element at {@code index}.
     *
     * @throws IndexOutOfBoundsException if {@code index} is not from 0 to {@link #length()} less one
     */
    public void set(long index, byte value) {
        try {
            if (!gate.isPageWritable(address + index)) {
                write(index, 1, 0);
            }
            elements.setAtIndex(ELEMENT, Objects.checkIndex(index, length), value);
        } catch (RuntimeException refused) {
            throw refusal(index, 1, refused);
        }
    }

    /**
     * Copies elements from {@code index} on into the whole of {@code target}.
     *
     * @throws IndexOutOfBoundsException if the range is not inside this array
     */
    public void get(long index, byte[] target) {
        get(index, target, 0, target.length);
    }

    /**
     * Copies {@code count} elements from {@code index} on into {@code target} from {@code offset} on.
     *
     * @throws IndexOutOfBoundsException if one of the ranges is not inside its array
     */
    public void get(long index, byte[] target, int offset, int count) {
        check(index, count);
        memory.get(address + index, target, offset, count);
    }

    /**
     * Copies all of {@code source} to {@code index} and after.
     *
     * @throws IndexOutOfBoundsException if the range is not inside this array
     */
    public void set(long index, byte[] source) {
        set(index, source, 0, source.length);
    }

    /**
     * Copies {@code count} elements of {@code source} from {@code offset} on to {@code index} and after.
     *
     * @throws IndexOutOfBoundsException if one of the ranges is not inside its array
     */
    public void set(long index, byte[] source, int offset, int count) {
        check(index, count);
        memory.set(address + index, source, offset, count);
    }

    /** Sets every element to {@code value}. */
    public void fill(byte value) {
        fill(0, length, value);
    }

    /**
     * Sets {@code count} elements from {@code index} on to {@code value}.
     *
     * @throws IndexOutOfBoundsException if the range is not inside this array
     */
    public void fill(long index, long count, byte value) {
        check(index, count);
        memory.fill(address + index, count, value);
    }

    /**
     * Copies {@code count} elements from {@code index} on to {@code targetIndex} and after in {@code target}, which may be
     * this array; the ranges may overlap.
     *
     * @throws IndexOutOfBoundsException if one of the ranges is not inside its array
     */
    public void copy(long index, SharedBytes target, long targetIndex, long count) {
        check(index, count);
        target.check(targetIndex, count);
        memory.copy(address + index, target.address + targetIndex, count);
    }

    /** {@return a span for reading over the whole array} */
    public ByteSpan read() {
        return read(0, length);
    }

    /**
     * {@return a span for reading over {@code count} elements from {@code index} on}
     *
     * @throws IndexOutOfBoundsException if the range is not inside this array
     */
    public ByteSpan read(long index, long count) {
        check(index, count);
        return new ByteSpan(gate, address + index, count, false);
    }

    /** {@return a span for reading and writing over the whole array} */
    public ByteSpan write() {
        return write(0, length);
    }

    /**
     * {@return a span for reading and writing over {@code count} elements from {@code index} on}
     *
     * @throws IndexOutOfBoundsException if the range is not inside this array
     */
    public ByteSpan write(long index, long count) {
        check(index, count);
        return new ByteSpan(gate, address + index, count, true);
    }
}
