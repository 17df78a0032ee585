package io.hivemind;

import java.util.List;
import java.util.OptionalLong;

/**
 * One drone's membership in a hive: a group of processes, the drones, that share one memory, its locks and its barriers.
 *
 * <p>Every drone runs the same program and calls {@link #join()} once. {@link #rank()} tells a drone which one it is. All
 * methods may be called by any number of threads.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Hive implements AutoCloseable {
    /** The longest name of an array or a root, in bytes of UTF-8. */
    public static final int MAX_NAME_BYTES = 1024;

    private Hive() {}

    /**
     * Joins the hive that the environment names, see {@link HiveConfig#fromEnvironment()}, and waits until all drones have. A process
     * that was started alone becomes a hive of one.
     *
     * @throws IllegalArgumentException if the environment holds something that is not allowed
     * @throws HiveTimeoutException if some drone does not join within {@link HiveConfig#waitBound()}; it names the missing
     * @throws HiveException if this drone is refused, for instance because the others have another page size
     */
    public static Hive join() {
        throw new UnsupportedOperationException();
    }

    /**
     * Joins the hive that {@code config} names and waits until all drones have. Several drones may live in one process.
     *
     * @throws HiveTimeoutException if some drone does not join within {@link HiveConfig#waitBound()}; it names the missing
     * @throws HiveException if this drone is refused, for instance because the others have another page size
     */
    public static Hive join(HiveConfig config) {
        throw new UnsupportedOperationException();
    }

    /** {@return the number of this drone, from 0 to {@link #size()} less one} */
    public int rank() {
        throw new UnsupportedOperationException();
    }

    /** {@return how many drones the hive has} */
    public int size() {
        throw new UnsupportedOperationException();
    }

    /** {@return what this drone joined with} */
    public HiveConfig config() {
        throw new UnsupportedOperationException();
    }

    /** {@return the shared heap} */
    public SharedMemory memory() {
        throw new UnsupportedOperationException();
    }

    /** {@return the lock that every drone knows under {@code id}, which may be any number} The same id gives the same object. */
    public SharedLock lock(int id) {
        throw new UnsupportedOperationException();
    }

    /**
     * {@return the barrier that every drone knows under {@code id}, at which one thread of every drone arrives}
     *
     * @throws IllegalArgumentException if {@code id} is negative
     */
    public SharedBarrier barrier(int id) {
        throw new UnsupportedOperationException();
    }

    /**
     * {@return the barrier that every drone knows under {@code id}, at which {@code threads} threads of every drone arrive}
     *
     * @throws IllegalArgumentException if {@code id} is negative, {@code threads} is less than 1, or this drone knows the
     *     barrier with another number of threads
     */
    public SharedBarrier barrier(int id, int threads) {
        throw new UnsupportedOperationException();
    }

    /** Waits on barrier 0 until one thread of every drone does: {@code barrier(0).await()}. */
    public void barrier() {
        throw new UnsupportedOperationException();
    }

    /** {@return the array of {@code byte} elements named {@code name}} See {@link #ints}. */
    public SharedBytes bytes(String name, long length) {
        throw new UnsupportedOperationException();
    }

    /** {@return the array of {@code short} elements named {@code name}} See {@link #ints}. */
    public SharedShorts shorts(String name, long length) {
        throw new UnsupportedOperationException();
    }

    /**
     * {@return the array of {@code int} elements named {@code name}}
     *
     * <p>The first who asks makes it, with all elements zero; everybody, on every drone, gets the same elements.
     *
     * @param name up to {@value #MAX_NAME_BYTES} bytes in UTF-8, at least one
     * @param length the number of elements, the same for everybody, at least 1
     * @throws IllegalArgumentException if the name is in use with another type or length; it says both
     * @throws HiveException if there is not enough free shared memory
     */
    public SharedInts ints(String name, long length) {
        throw new UnsupportedOperationException();
    }

    /** {@return the array of {@code long} elements named {@code name}} See {@link #ints}. */
    public SharedLongs longs(String name, long length) {
        throw new UnsupportedOperationException();
    }

    /** {@return the array of {@code float} elements named {@code name}} See {@link #ints}. */
    public SharedFloats floats(String name, long length) {
        throw new UnsupportedOperationException();
    }

    /** {@return the array of {@code double} elements named {@code name}} See {@link #ints}. */
    public SharedDoubles doubles(String name, long length) {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes {@code value} known to all drones under {@code name}: the address of a structure in shared memory, or any
     * other number. Publishing again replaces the value. Whoever looks the name up sees everything that this thread stored before.
     *
     * @param name up to {@value #MAX_NAME_BYTES} bytes in UTF-8, at least one
     * @throws IllegalArgumentException if the name is that of an array
     */
    public void publish(String name, long value) {
        throw new UnsupportedOperationException();
    }

    /**
     * {@return the value published under {@code name}, waiting until some drone has published it}
     *
     * @throws HiveTimeoutException if nobody publishes it within {@link HiveConfig#waitBound()}
     * @throws IllegalArgumentException if the name is that of an array
     */
    public long lookup(String name) {
        throw new UnsupportedOperationException();
    }

    /**
     * {@return the value published under {@code name}, or nothing if nobody has published it yet}
     *
     * @throws IllegalArgumentException if the name is that of an array
     */
    public OptionalLong find(String name) {
        throw new UnsupportedOperationException();
    }

    /** {@return what this drone has done since it joined} */
    public HiveStatistics stats() {
        throw new UnsupportedOperationException();
    }

    /**
     * {@return what every drone has done, by rank}
     *
     * <p>Every drone must call this, with one thread, as if it were a barrier: it waits for all, and then each tells the
     * others its numbers through shared memory.
     *
     * @throws HiveTimeoutException if some drone does not come within {@link HiveConfig#waitBound()}
     */
    public List<HiveStatistics> gatherStats() {
        throw new UnsupportedOperationException();
    }

    /**
     * Leaves the hive, once every drone wants to: until then this drone keeps serving its pages to the others. Threads of
     * this drone must not use the hive any more; what they still try ends in {@link IllegalStateException}. Closing again
     * does nothing.
     *
     * @throws HiveTimeoutException if some drone does not close within {@link HiveConfig#waitBound()}; this drone has
     *     left nevertheless
     */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
