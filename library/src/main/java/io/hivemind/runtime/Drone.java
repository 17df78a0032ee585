package io.hivemind.runtime;

import io.hivemind.protocol.Access;
import io.hivemind.protocol.PageMemory;

/**
 * One drone at work: its node, its links, and the application threads that wait for them. Any thread may call any method,
 * but a lock belongs to the thread that acquired it. Every call throws {@link io.hivemind.HiveException} once the hive has
 * ended, saying why; every wait without a bound of its own ends with {@link io.hivemind.HiveTimeoutException} after
 * {@link DroneConfig#waitBound}. A thread interrupted in a wait that cannot be interrupted keeps its interrupt.
 *
 * <p>Locks are reentrant. Those from {@code 1L << 32} on are the hive's own, and so are negative barriers.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Drone implements AutoCloseable {
    private Drone() {}

    /**
     * Joins the hive: returns when all its drones are linked to this one.
     *
     * @param pages the pages of this drone, all zero, which the drone calls from any thread but one at a time
     */
    public static Drone start(DroneConfig config, PageMemory pages) {
        throw new UnsupportedOperationException();
    }

    /** {@return the configuration that the drone was started with} */
    public DroneConfig config() {
        throw new UnsupportedOperationException();
    }

    /**
     * Waits until each of {@code count} pages from {@code first} on has had access {@code wanted} since the call. The
     * caller then does its loads or stores without checking again.
     */
    public void touch(int first, int count, Access wanted) {
        throw new UnsupportedOperationException();
    }

    /**
     * {@return whether the thread may store without calling {@link #register} first} A few nanoseconds; may be false for
     * a thread that did register, which then does it again.
     *
     * @param threadId the {@link Thread#threadId} of the current thread
     */
    public boolean registered(long threadId) {
        throw new UnsupportedOperationException();
    }

    /** Says that the current thread is about to check and store: before its first store, and whenever {@link #registered} is false. */
    public void register() {
        throw new UnsupportedOperationException();
    }

    /**
     * Says that the current thread will go on to store into pages that it has checked, until its next acquire, release,
     * await, signal or arrival: it has opened a writable span. Registers it too.
     */
    public void holdSpan() {
        throw new UnsupportedOperationException();
    }

    /** Acquires {@code lock}, or one more hold of it. */
    public void acquire(long lock) {
        throw new UnsupportedOperationException();
    }

    /** Acquires {@code lock}, or one more hold of it, unless the thread is or gets interrupted. */
    public void acquireInterruptibly(long lock) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /** {@return whether the thread has got {@code lock}, or one more hold of it, without waiting for another thread} */
    public boolean tryAcquire(long lock) {
        throw new UnsupportedOperationException();
    }

    /** {@return whether the thread has got {@code lock}, or one more hold of it, within {@code nanos} nanoseconds} */
    public boolean tryAcquire(long lock, long nanos) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /**
     * Gives up one hold of {@code lock}.
     *
     * @throws IllegalMonitorStateException if the current thread does not hold it
     */
    public void release(long lock) {
        throw new UnsupportedOperationException();
    }

    /** {@return how many holds the current thread has of {@code lock}} */
    public int holds(long lock) {
        throw new UnsupportedOperationException();
    }

    /** {@return how often {@code lock} has been acquired in the whole hive, exact while the current thread holds it} */
    public long fence(long lock) {
        throw new UnsupportedOperationException();
    }

    /**
     * Gives up all holds of {@code lock}, waits for a signal on one of its conditions, and takes the holds again, also
     * when it throws. Bounded by {@link DroneConfig#waitBound}.
     *
     * @param interruptible whether to throw {@link InterruptedException} if the thread is or gets interrupted
     * @throws IllegalMonitorStateException if the current thread does not hold the lock
     */
    public void await(long lock, int condition, boolean interruptible) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /**
     * Like {@link #await(long, int, boolean)} with a time of its own.
     *
     * @return whether a signal came within {@code nanos} nanoseconds
     */
    public boolean await(long lock, int condition, long nanos, boolean interruptible) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /**
     * Wakes the thread that has waited longest on a condition of {@code lock}, or all.
     *
     * @throws IllegalMonitorStateException if the current thread does not hold the lock
     */
    public void signal(long lock, int condition, boolean all) {
        throw new UnsupportedOperationException();
    }

    /** Arrives at {@code barrier} and waits until {@code threads} threads of every drone have. */
    public void arrive(int barrier, int threads) {
        throw new UnsupportedOperationException();
    }

    /**
     * Like {@link #arrive(int, int)} with a time of its own. A thread that gives up still counts as arrived, and takes its
     * wait up again by arriving again.
     *
     * @return whether the barrier opened within {@code nanos} nanoseconds
     */
    public boolean arrive(int barrier, int threads, long nanos) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /** {@return what this drone has done and sent so far; also after it has ended} */
    public DroneStatistics statistics() {
        throw new UnsupportedOperationException();
    }

    /**
     * Ends the hive on every drone at once: their waits and calls throw a {@link io.hivemind.HiveException} that says that
     * this drone ended it, and why.
     *
     * @param reason the end of a sentence that begins "Drone 2 ended the hive: "
     */
    public void abort(String reason) {
        throw new UnsupportedOperationException();
    }

    /**
     * Leaves the hive: waits until all its drones want to, so that what this one holds stays served until then. A second
     * call, and one after the hive has ended, does nothing.
     */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
