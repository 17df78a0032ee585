package io.hivemind;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/**
 * A lock of the whole hive: at most one thread of all drones holds it. It is reentrant, and its conditions work across
 * drones. Drones mean the same lock when they use the same id; threads of one drone queue up locally first.
 *
 * <p><b>Memory.</b> A thread that acquires the lock sees everything that the threads that held it before stored into
 * shared memory before they released it, and everything that these had seen. A thread that re-acquires a lock which its
 * own drone held last costs no message.
 *
 * <p>Acquiring, releasing, waiting on a condition and signalling end the spans of the calling thread, see {@link Span}.
 * Acquiring a lock that the thread holds already does not, nor does releasing it while the thread keeps holding it.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class SharedLock implements Lock {
    SharedLock() {}

    /** {@return the id under which every drone knows this lock} */
    public int id() {
        throw new UnsupportedOperationException();
    }

    /**
     * Acquires the lock, waiting as long as another thread holds it. Interruption does not end the wait; the thread is
     * still interrupted afterwards.
     *
     * @throws HiveTimeoutException if the lock is not to be had within {@link HiveConfig#waitBound()}; it names the holder
     * @throws IllegalStateException if the hive is closed
     */
    @Override
    public void lock() {
        throw new UnsupportedOperationException();
    }

    /**
     * Acquires the lock, waiting as long as another thread holds it and this one is not interrupted.
     *
     * @throws InterruptedException if the thread is interrupted before it has the lock
     * @throws HiveTimeoutException if the lock is not to be had within {@link HiveConfig#waitBound()}; it names the holder
     * @throws IllegalStateException if the hive is closed
     */
    @Override
    public void lockInterruptibly() throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /**
     * Acquires the lock if nobody holds it. This may have to ask other drones, so it takes a message's time, but it never
     * waits for a holder.
     *
     * @return whether the thread holds the lock now
     * @throws IllegalStateException if the hive is closed
     */
    @Override
    public boolean tryLock() {
        throw new UnsupportedOperationException();
    }

    /**
     * Acquires the lock if that is possible within {@code time}.
     *
     * @return whether the thread holds the lock now
     * @throws InterruptedException if the thread is interrupted before it has the lock
     * @throws IllegalStateException if the hive is closed
     */
    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /**
     * Gives back one hold; the last one releases the lock.
     *
     * @throws IllegalMonitorStateException if the thread does not hold the lock; it names lock, thread and holder
     * @throws IllegalStateException if the hive is closed
     */
    @Override
    public void unlock() {
        throw new UnsupportedOperationException();
    }

    /**
     * {@return the next condition of this lock}
     *
     * <p>The first call on a drone gives condition 0, the second condition 1, and so on. Drones that ask for the
     * conditions of a lock in the same order, as drones that run the same program do, therefore mean the same ones. Where
     * the order is not certain, for instance because several threads ask, use {@link #condition}.
     */
    @Override
    public Condition newCondition() {
        throw new UnsupportedOperationException();
    }

    /**
     * {@return the condition of this lock that every drone knows under {@code index}}
     *
     * <p>Its methods must be called by a thread that holds the lock. {@code await} without a time is bound by
     * {@link HiveConfig#waitBound()} and then throws {@link HiveTimeoutException}. As with every {@link Condition}, a
     * thread may wake without a signal, and must check in a loop what it waits for.
     *
     * @throws IllegalArgumentException if {@code index} is negative
     */
    public Condition condition(int index) {
        throw new UnsupportedOperationException();
    }

    /**
     * {@return the fencing number of the current hold} It is greater than that of every earlier hold of this lock by any
     * thread of the hive: another system that remembers the greatest number it has seen can refuse a holder that is late.
     *
     * @throws IllegalMonitorStateException if the thread does not hold the lock
     */
    public long fence() {
        throw new UnsupportedOperationException();
    }

    /** {@return whether the calling thread holds the lock} */
    public boolean isHeldByCurrentThread() {
        throw new UnsupportedOperationException();
    }

    /** {@return how many holds the calling thread has: 0 if it does not hold the lock} */
    public int holdCount() {
        throw new UnsupportedOperationException();
    }
}
