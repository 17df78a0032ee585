package io.hivemind;

import io.hivemind.memory.Allocator;
import io.hivemind.memory.Gate;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/**
 * The shared heap: one range of addresses, from 0 to {@link #size()} less one, that means the same on every drone. Every
 * byte is zero at first. No block ever has the address 0.
 *
 * <p>Addresses come from {@link #allocate}, from {@link SharedArray#address()}, or from another drone, for instance by
 * {@link Hive#publish}. Accesses need not be aligned; those that are, are never torn on a machine of 64 bits. Multi-byte
 * values are in the byte order of the machine, which must be the same on all drones.
 *
 * <p>Any number of threads may use all of it. Every method that takes an address throws
 * {@link IndexOutOfBoundsException} if the access is not wholly inside the shared heap, and {@link HiveException} if the hive
 * has ended.
 */
public final class SharedMemory {
    private static final ValueLayout.OfBoolean BOOLEAN = ValueLayout.JAVA_BOOLEAN;
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final ValueLayout.OfChar CHAR = ValueLayout.JAVA_CHAR_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    private final Gate gate;
    private final MemorySegment bytes;
    private final OwnLock own;
    private final Allocator allocator;

    SharedMemory(Gate gate, OwnLock own, Allocator allocator) {
        this.gate = gate;
        this.bytes = gate.bytes();
        this.own = own;
        this.allocator = allocator;
    }

    /** {@return the size of the shared heap in bytes} The hive itself needs a small part of it. */
    public long size() {
        return bytes.byteSize();
    }

    /** {@return the size of a page in bytes: what is fetched, and kept consistent, as one piece} */
    public int pageSize() {
        return gate.pageSize();
    }

    /**
     * Allocates a block of shared memory. Its bytes are zero, also where they were used before. It is aligned to 16 bytes;
     * a block of more than half a page is aligned to pages, and shares none with another block. Smaller blocks share
     * their page with blocks that were allocated by the same drone. Two drones that write to the same page at the same time
     * do so without harm, but each has to fetch what the other wrote.
     *
     * <p>Only this thread knows the address at first: hand it on by {@link Hive#publish} or through memory that is
     * shared already. Allocating acquires and releases a lock of the hive's own, and so ends the spans of this thread.
     *
     * @param count how many bytes, at least 1
     * @throws HiveException if there is no free block of that size; it says what was asked, what is free, and what the
     *     hive was configured with
     * @throws IllegalArgumentException if {@code count} is less than 1
     */
    public long allocate(long count) {
        if (count < 1) {
            throw new IllegalArgumentException("A block must have at least 1 byte, not " + count + ".");
        }
        Allocator.Block block = own.locked("allocated shared memory", () -> allocator.allocate(count));
        fill(block.address(), block.dirtyBytes(), (byte) 0);
        return block.address();
    }

    /**
     * Gives back a block. Any thread of any drone may do so, once, when nobody uses the block any more. Ends the spans of
     * this thread.
     *
     * @throws IllegalArgumentException if {@code address} is not that of an allocated block: because it is free already,
     *     lies inside a block, or was never allocated
     */
    public void free(long address) {
        own.locked("freed shared memory", () -> {
            allocator.free(address);
            return address;
        });
    }

    /** {@return the {@code boolean} at {@code address}} */
    public boolean getBoolean(long address) {
        if (!gate.isReadable(address)) {
            gate.read(address, 1);
        }
        return bytes.get(BOOLEAN, address);
    }

    /** Sets the {@code boolean} at {@code address}. */
    public void setBoolean(long address, boolean value) {
        if (!gate.isWritable(address)) {
            gate.write(address, 1);
        }
        bytes.set(BOOLEAN, address, value);
    }

    /** {@return the {@code byte} at {@code address}} */
    public byte getByte(long address) {
        if (!gate.isReadable(address)) {
            gate.read(address, 1);
        }
        return bytes.get(BYTE, address);
    }

    /** Sets the {@code byte} at {@code address}. */
    public void setByte(long address, byte value) {
        if (!gate.isWritable(address)) {
            gate.write(address, 1);
        }
        bytes.set(BYTE, address, value);
    }

    /** {@return the {@code short} at {@code address}} */
    public short getShort(long address) {
        if (!gate.isReadable(address, Short.BYTES)) {
            gate.read(address, Short.BYTES);
        }
        return bytes.get(SHORT, address);
    }

    /** Sets the {@code short} at {@code address}. */
    public void setShort(long address, short value) {
        if (!gate.isWritable(address, Short.BYTES)) {
            gate.write(address, Short.BYTES);
        }
        bytes.set(SHORT, address, value);
    }

    /** {@return the {@code char} at {@code address}} */
    public char getChar(long address) {
        if (!gate.isReadable(address, Character.BYTES)) {
            gate.read(address, Character.BYTES);
        }
        return bytes.get(CHAR, address);
    }

    /** Sets the {@code char} at {@code address}. */
    public void setChar(long address, char value) {
        if (!gate.isWritable(address, Character.BYTES)) {
            gate.write(address, Character.BYTES);
        }
        bytes.set(CHAR, address, value);
    }

    /** {@return the {@code int} at {@code address}} */
    public int getInt(long address) {
        if (!gate.isReadable(address, Integer.BYTES)) {
            gate.read(address, Integer.BYTES);
        }
        return bytes.get(INT, address);
    }

    /** Sets the {@code int} at {@code address}. */
    public void setInt(long address, int value) {
        if (!gate.isWritable(address, Integer.BYTES)) {
            gate.write(address, Integer.BYTES);
        }
        bytes.set(INT, address, value);
    }

    /** {@return the {@code long} at {@code address}} */
    public long getLong(long address) {
        if (!gate.isReadable(address, Long.BYTES)) {
            gate.read(address, Long.BYTES);
        }
        return bytes.get(LONG, address);
    }

    /** Sets the {@code long} at {@code address}. */
    public void setLong(long address, long value) {
        if (!gate.isWritable(address, Long.BYTES)) {
            gate.write(address, Long.BYTES);
        }
        bytes.set(LONG, address, value);
    }

    /** {@return the {@code float} at {@code address}} */
    public float getFloat(long address) {
        if (!gate.isReadable(address, Float.BYTES)) {
            gate.read(address, Float.BYTES);
        }
        return bytes.get(FLOAT, address);
    }

    /** Sets the {@code float} at {@code address}. */
    public void setFloat(long address, float value) {
        if (!gate.isWritable(address, Float.BYTES)) {
            gate.write(address, Float.BYTES);
        }
        bytes.set(FLOAT, address, value);
    }

    /** {@return the {@code double} at {@code address}} */
    public double getDouble(long address) {
        if (!gate.isReadable(address, Double.BYTES)) {
            gate.read(address, Double.BYTES);
        }
        return bytes.get(DOUBLE, address);
    }

    /** Sets the {@code double} at {@code address}. */
    public void setDouble(long address, double value) {
        if (!gate.isWritable(address, Double.BYTES)) {
            gate.write(address, Double.BYTES);
        }
        bytes.set(DOUBLE, address, value);
    }

    /** Copies {@code count} elements from {@code address} on into {@code target} from {@code offset} on. */
    public void get(long address, byte[] target, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, target.length);
        gate.get(address, MemorySegment.ofArray(target).asSlice(offset, count));
    }

    /** Copies {@code count} elements of {@code source} from {@code offset} on to {@code address} and after. */
    public void set(long address, byte[] source, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, source.length);
        gate.set(address, MemorySegment.ofArray(source).asSlice(offset, count));
    }

    /** Copies {@code count} elements from {@code address} on into {@code target} from {@code offset} on. */
    public void get(long address, short[] target, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, target.length);
        gate.get(address, MemorySegment.ofArray(target).asSlice((long) offset << 1, (long) count << 1));
    }

    /** Copies {@code count} elements of {@code source} from {@code offset} on to {@code address} and after. */
    public void set(long address, short[] source, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, source.length);
        gate.set(address, MemorySegment.ofArray(source).asSlice((long) offset << 1, (long) count << 1));
    }

    /** Copies {@code count} elements from {@code address} on into {@code target} from {@code offset} on. */
    public void get(long address, int[] target, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, target.length);
        gate.get(address, MemorySegment.ofArray(target).asSlice((long) offset << 2, (long) count << 2));
    }

    /** Copies {@code count} elements of {@code source} from {@code offset} on to {@code address} and after. */
    public void set(long address, int[] source, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, source.length);
        gate.set(address, MemorySegment.ofArray(source).asSlice((long) offset << 2, (long) count << 2));
    }

    /** Copies {@code count} elements from {@code address} on into {@code target} from {@code offset} on. */
    public void get(long address, long[] target, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, target.length);
        gate.get(address, MemorySegment.ofArray(target).asSlice((long) offset << 3, (long) count << 3));
    }

    /** Copies {@code count} elements of {@code source} from {@code offset} on to {@code address} and after. */
    public void set(long address, long[] source, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, source.length);
        gate.set(address, MemorySegment.ofArray(source).asSlice((long) offset << 3, (long) count << 3));
    }

    /** Copies {@code count} elements from {@code address} on into {@code target} from {@code offset} on. */
    public void get(long address, float[] target, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, target.length);
        gate.get(address, MemorySegment.ofArray(target).asSlice((long) offset << 2, (long) count << 2));
    }

    /** Copies {@code count} elements of {@code source} from {@code offset} on to {@code address} and after. */
    public void set(long address, float[] source, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, source.length);
        gate.set(address, MemorySegment.ofArray(source).asSlice((long) offset << 2, (long) count << 2));
    }

    /** Copies {@code count} elements from {@code address} on into {@code target} from {@code offset} on. */
    public void get(long address, double[] target, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, target.length);
        gate.get(address, MemorySegment.ofArray(target).asSlice((long) offset << 3, (long) count << 3));
    }

    /** Copies {@code count} elements of {@code source} from {@code offset} on to {@code address} and after. */
    public void set(long address, double[] source, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, source.length);
        gate.set(address, MemorySegment.ofArray(source).asSlice((long) offset << 3, (long) count << 3));
    }

    /** Copies as many bytes as {@code target} has from {@code address} on into it. */
    public void get(long address, MemorySegment target) {
        gate.get(address, target);
    }

    /** Copies all bytes of {@code source} to {@code address} and after. */
    public void set(long address, MemorySegment source) {
        gate.set(address, source);
    }

    /** Copies {@code count} bytes from {@code from} on to {@code to} and after; the ranges may overlap. */
    public void copy(long from, long to, long count) {
        gate.copy(from, to, count);
    }

    /** Sets {@code count} bytes from {@code address} on to {@code value}. */
    public void fill(long address, long count, byte value) {
        gate.fill(address, count, value);
    }

    /** {@return a span for reading over {@code count} elements from {@code address} on} */
    public ByteSpan readBytes(long address, long count) {
        return new ByteSpan(gate, address, count, false);
    }

    /** {@return a span for reading and writing over {@code count} elements from {@code address} on} */
    public ByteSpan writeBytes(long address, long count) {
        return new ByteSpan(gate, address, count, true);
    }

    /** {@return a span for reading over {@code count} elements from {@code address} on} */
    public ShortSpan readShorts(long address, long count) {
        return new ShortSpan(gate, address, count, false);
    }

    /** {@return a span for reading and writing over {@code count} elements from {@code address} on} */
    public ShortSpan writeShorts(long address, long count) {
        return new ShortSpan(gate, address, count, true);
    }

    /** {@return a span for reading over {@code count} elements from {@code address} on} */
    public IntSpan readInts(long address, long count) {
        return new IntSpan(gate, address, count, false);
    }

    /** {@return a span for reading and writing over {@code count} elements from {@code address} on} */
    public IntSpan writeInts(long address, long count) {
        return new IntSpan(gate, address, count, true);
    }

    /** {@return a span for reading over {@code count} elements from {@code address} on} */
    public LongSpan readLongs(long address, long count) {
        return new LongSpan(gate, address, count, false);
    }

    /** {@return a span for reading and writing over {@code count} elements from {@code address} on} */
    public LongSpan writeLongs(long address, long count) {
        return new LongSpan(gate, address, count, true);
    }

    /** {@return a span for reading over {@code count} elements from {@code address} on} */
    public FloatSpan readFloats(long address, long count) {
        return new FloatSpan(gate, address, count, false);
    }

    /** {@return a span for reading and writing over {@code count} elements from {@code address} on} */
    public FloatSpan writeFloats(long address, long count) {
        return new FloatSpan(gate, address, count, true);
    }

    /** {@return a span for reading over {@code count} elements from {@code address} on} */
    public DoubleSpan readDoubles(long address, long count) {
        return new DoubleSpan(gate, address, count, false);
    }

    /** {@return a span for reading and writing over {@code count} elements from {@code address} on} */
    public DoubleSpan writeDoubles(long address, long count) {
        return new DoubleSpan(gate, address, count, true);
    }

    Gate gate() {
        return gate;
    }
}
