package io.hivemind;

import java.lang.foreign.MemorySegment;

/**
 * The shared heap: one range of addresses, from 0 to {@link #size()} less one, that means the same on every drone. Every
 * byte is zero at first.
 *
 * <p>Addresses come from {@link #allocate}, from {@link SharedArray#address()}, or from another drone, for instance by
 * {@link Hive#publish}. Accesses need not be aligned; those that are, are never torn. Multi-byte values are in the
 * byte order of the machine, which must be the same on all drones.
 *
 * <p>Any number of threads may use all of it. Every method that takes an address throws {@link
 * IndexOutOfBoundsException} if the access is not wholly inside the shared heap, and {@link IllegalStateException} if the
 * hive is closed.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class SharedMemory {
    SharedMemory() {}

    /** {@return the size of the shared heap in bytes} */
    public long size() {
        throw new UnsupportedOperationException();
    }

    /** {@return the size of a page in bytes: what is fetched, and kept consistent, as one piece} */
    public int pageSize() {
        throw new UnsupportedOperationException();
    }

    /**
     * Allocates a block of shared memory. Its bytes are zero, also where they were used before. It is aligned to 16 bytes, and a
     * block of a page or more begins and ends at page boundaries, so that it shares no page with another one.
     *
     * <p>Only this thread knows the address at first: hand it on by {@link Hive#publish} or through memory that is
     * shared already.
     *
     * @param bytes how many, at least 1
     * @throws HiveException if there is no free block of that size; it says what was asked, what is free, and what the
     *     hive has
     * @throws IllegalArgumentException if {@code bytes} is less than 1
     */
    public long allocate(long bytes) {
        throw new UnsupportedOperationException();
    }

    /**
     * Gives back a block. Any thread of any drone may do so, once, when nobody uses the block any more.
     *
     * @throws IllegalArgumentException if {@code address} is not that of an allocated block: because it is free already,
     *     lies inside a block, or was never allocated
     */
    public void free(long address) {
        throw new UnsupportedOperationException();
    }

    /** {@return the {@code boolean} at {@code address}} */
    public boolean getBoolean(long address) {
        throw new UnsupportedOperationException();
    }

    /** Sets the {@code boolean} at {@code address}. */
    public void setBoolean(long address, boolean value) {
        throw new UnsupportedOperationException();
    }

    /** {@return the {@code byte} at {@code address}} */
    public byte getByte(long address) {
        throw new UnsupportedOperationException();
    }

    /** Sets the {@code byte} at {@code address}. */
    public void setByte(long address, byte value) {
        throw new UnsupportedOperationException();
    }

    /** {@return the {@code short} at {@code address}} */
    public short getShort(long address) {
        throw new UnsupportedOperationException();
    }

    /** Sets the {@code short} at {@code address}. */
    public void setShort(long address, short value) {
        throw new UnsupportedOperationException();
    }

    /** {@return the {@code char} at {@code address}} */
    public char getChar(long address) {
        throw new UnsupportedOperationException();
    }

    /** Sets the {@code char} at {@code address}. */
    public void setChar(long address, char value) {
        throw new UnsupportedOperationException();
    }

    /** {@return the {@code int} at {@code address}} */
    public int getInt(long address) {
        throw new UnsupportedOperationException();
    }

    /** Sets the {@code int} at {@code address}. */
    public void setInt(long address, int value) {
        throw new UnsupportedOperationException();
    }

    /** {@return the {@code long} at {@code address}} */
    public long getLong(long address) {
        throw new UnsupportedOperationException();
    }

    /** Sets the {@code long} at {@code address}. */
    public void setLong(long address, long value) {
        throw new UnsupportedOperationException();
    }

    /** {@return the {@code float} at {@code address}} */
    public float getFloat(long address) {
        throw new UnsupportedOperationException();
    }

    /** Sets the {@code float} at {@code address}. */
    public void setFloat(long address, float value) {
        throw new UnsupportedOperationException();
    }

    /** {@return the {@code double} at {@code address}} */
    public double getDouble(long address) {
        throw new UnsupportedOperationException();
    }

    /** Sets the {@code double} at {@code address}. */
    public void setDouble(long address, double value) {
        throw new UnsupportedOperationException();
    }

    /** Copies {@code count} elements from {@code address} on into {@code target} from {@code offset} on. */
    public void get(long address, byte[] target, int offset, int count) {
        throw new UnsupportedOperationException();
    }

    /** Copies {@code count} elements of {@code source} from {@code offset} on to {@code address} and after. */
    public void set(long address, byte[] source, int offset, int count) {
        throw new UnsupportedOperationException();
    }

    /** Copies {@code count} elements from {@code address} on into {@code target} from {@code offset} on. */
    public void get(long address, short[] target, int offset, int count) {
        throw new UnsupportedOperationException();
    }

    /** Copies {@code count} elements of {@code source} from {@code offset} on to {@code address} and after. */
    public void set(long address, short[] source, int offset, int count) {
        throw new UnsupportedOperationException();
    }

    /** Copies {@code count} elements from {@code address} on into {@code target} from {@code offset} on. */
    public void get(long address, int[] target, int offset, int count) {
        throw new UnsupportedOperationException();
    }

    /** Copies {@code count} elements of {@code source} from {@code offset} on to {@code address} and after. */
    public void set(long address, int[] source, int offset, int count) {
        throw new UnsupportedOperationException();
    }

    /** Copies {@code count} elements from {@code address} on into {@code target} from {@code offset} on. */
    public void get(long address, long[] target, int offset, int count) {
        throw new UnsupportedOperationException();
    }

    /** Copies {@code count} elements of {@code source} from {@code offset} on to {@code address} and after. */
    public void set(long address, long[] source, int offset, int count) {
        throw new UnsupportedOperationException();
    }

    /** Copies {@code count} elements from {@code address} on into {@code target} from {@code offset} on. */
    public void get(long address, float[] target, int offset, int count) {
        throw new UnsupportedOperationException();
    }

    /** Copies {@code count} elements of {@code source} from {@code offset} on to {@code address} and after. */
    public void set(long address, float[] source, int offset, int count) {
        throw new UnsupportedOperationException();
    }

    /** Copies {@code count} elements from {@code address} on into {@code target} from {@code offset} on. */
    public void get(long address, double[] target, int offset, int count) {
        throw new UnsupportedOperationException();
    }

    /** Copies {@code count} elements of {@code source} from {@code offset} on to {@code address} and after. */
    public void set(long address, double[] source, int offset, int count) {
        throw new UnsupportedOperationException();
    }

    /** Copies as many bytes as {@code target} has from {@code address} on into it. */
    public void get(long address, MemorySegment target) {
        throw new UnsupportedOperationException();
    }

    /** Copies all bytes of {@code source} to {@code address} and after. */
    public void set(long address, MemorySegment source) {
        throw new UnsupportedOperationException();
    }

    /** Copies {@code bytes} bytes from {@code from} on to {@code to} and after; the ranges may overlap. */
    public void copy(long from, long to, long bytes) {
        throw new UnsupportedOperationException();
    }

    /** Sets {@code bytes} bytes from {@code address} on to {@code value}. */
    public void fill(long address, long bytes, byte value) {
        throw new UnsupportedOperationException();
    }

    /** {@return a span for reading over {@code count} elements from {@code address} on} */
    public ByteSpan readBytes(long address, long count) {
        throw new UnsupportedOperationException();
    }

    /** {@return a span for reading and writing over {@code count} elements from {@code address} on} */
    public ByteSpan writeBytes(long address, long count) {
        throw new UnsupportedOperationException();
    }

    /** {@return a span for reading over {@code count} elements from {@code address} on} */
    public ShortSpan readShorts(long address, long count) {
        throw new UnsupportedOperationException();
    }

    /** {@return a span for reading and writing over {@code count} elements from {@code address} on} */
    public ShortSpan writeShorts(long address, long count) {
        throw new UnsupportedOperationException();
    }

    /** {@return a span for reading over {@code count} elements from {@code address} on} */
    public IntSpan readInts(long address, long count) {
        throw new UnsupportedOperationException();
    }

    /** {@return a span for reading and writing over {@code count} elements from {@code address} on} */
    public IntSpan writeInts(long address, long count) {
        throw new UnsupportedOperationException();
    }

    /** {@return a span for reading over {@code count} elements from {@code address} on} */
    public LongSpan readLongs(long address, long count) {
        throw new UnsupportedOperationException();
    }

    /** {@return a span for reading and writing over {@code count} elements from {@code address} on} */
    public LongSpan writeLongs(long address, long count) {
        throw new UnsupportedOperationException();
    }

    /** {@return a span for reading over {@code count} elements from {@code address} on} */
    public FloatSpan readFloats(long address, long count) {
        throw new UnsupportedOperationException();
    }

    /** {@return a span for reading and writing over {@code count} elements from {@code address} on} */
    public FloatSpan writeFloats(long address, long count) {
        throw new UnsupportedOperationException();
    }

    /** {@return a span for reading over {@code count} elements from {@code address} on} */
    public DoubleSpan readDoubles(long address, long count) {
        throw new UnsupportedOperationException();
    }

    /** {@return a span for reading and writing over {@code count} elements from {@code address} on} */
    public DoubleSpan writeDoubles(long address, long count) {
        throw new UnsupportedOperationException();
    }
}
