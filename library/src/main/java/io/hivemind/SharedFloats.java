package io.hivemind;

import io.hivemind.memory.Directory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/** A named array of {@code float} elements in shared memory. See {@link Hive#floats} and {@link SharedArray}. */
public final class SharedFloats extends SharedArray {
    private static final ValueLayout.OfFloat ELEMENT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final int SHIFT = 2;

    private final MemorySegment elements;

    SharedFloats(SharedMemory memory, String name, long address, long length) {
        super(memory, name, Directory.Kind.FLOATS, address, length);
        elements = gate.bytes().asSlice(address, length << SHIFT);
    }

    /**
     * {@return the element at {@code index}}
     *
     * @throws IndexOutOfBoundsException if {@code index} is not from 0 to {@link #length()} less one
     */
    public float get(long index) {
        try {
            if (!gate.isPageReadable(address + (index << SHIFT))) {
                read(index, 1, SHIFT);
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
    public void set(long index, float value) {
        try {
            if (!gate.isPageWritable(address + (index << SHIFT))) {
                write(index, 1, SHIFT);
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
    public void get(long index, float[] target) {
        get(index, target, 0, target.length);
    }

    /**
     * Copies {@code count} elements from {@code index} on into {@code target} from {@code offset} on.
     *
     * @throws IndexOutOfBoundsException if one of the ranges is not inside its array
     */
    public void get(long index, float[] target, int offset, int count) {
        check(index, count);
        memory.get(address + (index << SHIFT), target, offset, count);
    }

    /**
     * Copies all of {@code source} to {@code index} and after.
     *
     * @throws IndexOutOfBoundsException if the range is not inside this array
     */
    public void set(long index, float[] source) {
        set(index, source, 0, source.length);
    }

    /**
     * Copies {@code count} elements of {@code source} from {@code offset} on to {@code index} and after.
     *
     * @throws IndexOutOfBoundsException if one of the ranges is not inside its array
     */
    public void set(long index, float[] source, int offset, int count) {
        check(index, count);
        memory.set(address + (index << SHIFT), source, offset, count);
    }

    /** Sets every element to {@code value}. */
    public void fill(float value) {
        fill(0, length, value);
    }

    /**
     * Sets {@code count} elements from {@code index} on to {@code value}.
     *
     * @throws IndexOutOfBoundsException if the range is not inside this array
     */
    public void fill(long index, long count, float value) {
        long done = 0;
        do {
            long piece = write(index + done, count - done, SHIFT);
            for (long i = index + done; i < index + done + piece; i++) {
                elements.setAtIndex(ELEMENT, i, value);
            }
            done += piece;
        } while (done < count);
    }

    /**
     * Copies {@code count} elements from {@code index} on to {@code targetIndex} and after in {@code target}, which may be
     * this array; the ranges may overlap.
     *
     * @throws IndexOutOfBoundsException if one of the ranges is not inside its array
     */
    public void copy(long index, SharedFloats target, long targetIndex, long count) {
        check(index, count);
        target.check(targetIndex, count);
        memory.copy(address + (index << SHIFT), target.address + (targetIndex << SHIFT), count << SHIFT);
    }

    /** {@return a span for reading over the whole array} */
    public FloatSpan read() {
        return read(0, length);
    }

    /**
     * {@return a span for reading over {@code count} elements from {@code index} on}
     *
     * @throws IndexOutOfBoundsException if the range is not inside this array
     */
    public FloatSpan read(long index, long count) {
        check(index, count);
        return new FloatSpan(gate, address + (index << SHIFT), count, false);
    }

    /** {@return a span for reading and writing over the whole array} */
    public FloatSpan write() {
        return write(0, length);
    }

    /**
     * {@return a span for reading and writing over {@code count} elements from {@code index} on}
     *
     * @throws IndexOutOfBoundsException if the range is not inside this array
     */
    public FloatSpan write(long index, long count) {
        check(index, count);
        return new FloatSpan(gate, address + (index << SHIFT), count, true);
    }
}
