package io.hivemind;

import io.hivemind.memory.Directory;
import io.hivemind.memory.Gate;

/**
 * An array in shared memory that every drone knows by the same name: see {@link Hive#ints} and its siblings. Every drone
 * has the same elements whoever asks first, and they are zero at first.
 *
 * <p>Single accesses check whether the page is here and fetch what is missing. Loops over many elements run fastest over
 * a span, or by bulk copies, which also fetch all that is missing at once.
 *
 * <p>Any number of threads may use an array. An element is never torn on a machine of 64 bits. Who sees which store is
 * said in the description of the package. An array lives as long as its hive; every method throws {@link HiveException}
 * once that has ended, if it needs what is not here.
 */
public abstract sealed class SharedArray
        permits SharedBytes, SharedShorts, SharedInts, SharedLongs, SharedFloats, SharedDoubles {
    final SharedMemory memory;
    final Gate gate;
    final long address;
    private final String name;
    private final Directory.Kind kind;
    final long length;

    SharedArray(SharedMemory memory, String name, Directory.Kind kind, long address, long length) {
        this.memory = memory;
        this.gate = memory.gate();
        this.name = name;
        this.kind = kind;
        this.address = address;
        this.length = length;
    }

    /** {@return the name under which every drone knows this array} */
    public final String name() {
        return name;
    }

    /** {@return the number of elements} */
    public final long length() {
        return length;
    }

    /** {@return the address of the first element in shared memory} The others follow it without gaps. */
    public final long address() {
        return address;
    }

    /**
     * Has what this drone stores in this array from now on no longer be {@linkplain OnFailure#backup() backed up}, which saves what that
     * costs. For what can be made again: the state of a computation that is copied to another array from time to time, and taken up from there
     * when {@link HiveView#lost()} tells of a drone.
     *
     * <p>Each drone that stores here should say so, before it does; those that do not are backed up as before. Of a drone that fails is
     * lost then what it stored here and no other has read since; {@link Hive#onLoss} says so, and in the pages is something older. Everything
     * else stays as it is: synchronisation makes stores visible as in other arrays.
     *
     * <p>Counts for the pages that lie wholly in the array: all of one of more than half a page, none of a smaller one. Does nothing in a
     * hive without backup. Any thread may call it, any number of times.
     */
    public final void withoutBackup() {
        long bytes = length * kind.elementBytes();
        long pageSize = gate.pageSize();
        boolean sharesNoPage = bytes > pageSize / 2;
        gate.exempt(address, sharesNoPage ? (bytes + pageSize - 1) / pageSize * pageSize : bytes);
    }

    /** {@return what this is, with its name and length} */
    @Override
    public final String toString() {
        return kind.words() + " of length " + length + " named \"" + name + "\"";
    }

    final Directory.Kind kind() {
        return kind;
    }

    final void check(long index, long count) {
        if (index < 0 || count < 0 || index > length - count) {
            throw outside(index, count);
        }
    }

    /** {@return how many of {@code count} elements from {@code index} on may be loaded now, see {@link Gate#read}} */
    final long read(long index, long count, int shift) {
        check(index, count);
        return gate.read(address + (index << shift), count << shift) >> shift;
    }

    /** {@return how many of {@code count} elements from {@code index} on may be stored to now, see {@link Gate#write}} */
    final long write(long index, long count, int shift) {
        check(index, count);
        return gate.write(address + (index << shift), count << shift) >> shift;
    }

    /** {@return what to throw when an access to {@code count} elements from {@code index} on was refused} */
    final RuntimeException refusal(long index, long count, RuntimeException refused) {
        return index < 0 || index > length - count ? outside(index, count) : refused;
    }

    private IndexOutOfBoundsException outside(long index, long count) {
        return new IndexOutOfBoundsException(
                (count == 1 ? "Index " + index : "The range of " + count + " from " + index)
                        + " is outside the array \"" + name + "\" of length " + length + ".");
    }
}
