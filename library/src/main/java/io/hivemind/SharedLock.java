package io.hivemind;

import io.hivemind.memory.Gate;
import io.hivemind.runtime.Drone;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/**
 * A lock of the whole hive: at most one thread of all drones holds it. It is reentrant, and its conditions work across
 * drones. Drones mean the same lock when they use the same id; threads of one drone queue up locally first.
 *
 * <p><b>Memory.</b> A thread that acquires the lock sees everything that the threads that held it before stored into
 * shared memory before they released it, and everything that these had seen. Acquiring a lock that this drone held last
 * costs no message.
 *
 * <p>Every method that acquires, releases, waits or signals ends the spans of the calling thread, see {@link Span}, also if the
 * thread held the lock already, or if it fails.
 *
 * <p>Every method that may need another drone throws {@link HiveException} if the hive has ended.
 */
public final class SharedLock implements Lock {
    private final Drone drone;
    private final Gate gate;
    private final int id;
    private final long key;
    private final AtomicInteger nextCondition = new AtomicInteger();

    SharedLock(Drone drone, Gate gate, int id) {
        this.drone = drone;
        this.gate = gate;
        this.id = id;
        this.key = key(id);
    }

    /** {@return the number under which the drone knows the lock {@code id}: any {@code int}, below the hive's own} */
    static long key(int id) {
        return Integer.toUnsignedLong(id);
    }

    /** {@return the id under which every drone knows this lock} */
    public int id() {
        return id;
    }

    /**
     * Acquires the lock, waiting as long as another thread holds it. Interruption does not end the wait; the thread is
     * still interrupted afterwards.
     *
     * @throws HiveTimeoutException if the lock is not to be had within {@link HiveConfig#waitBound()}; it names the holder
     */
    @Override
    public void lock() {
        synchronise("acquired lock %");
        drone.acquire(key);
    }

    /**
     * Acquires the lock, waiting as long as another thread holds it and this one is not interrupted.
     *
     * @throws InterruptedException if the thread is interrupted before it has the lock
     * @throws HiveTimeoutException if the lock is not to be had within {@link HiveConfig#waitBound()}; it names the holder
     */
    @Override
    public void lockInterruptibly() throws InterruptedException {
        synchronise("acquired lock %");
        drone.acquireInterruptibly(key);
    }

    /**
     * Acquires the lock if nobody holds it. This may have to ask other drones, so it takes a message's time, but it never
     * waits for a holder.
     *
     * @return whether the thread holds the lock now
     */
    @Override
    public boolean tryLock() {
        synchronise("tried to acquire lock %");
        return drone.tryAcquire(key);
    }

    /**
     * Acquires the lock if that is possible within {@code time}.
     *
     * @return whether the thread holds the lock now
     * @throws InterruptedException if the thread is interrupted before it has the lock
     */
    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        synchronise("tried to acquire lock %");
        return drone.tryAcquire(key, unit.toNanos(time));
    }

    /**
     * Gives back one hold; the last one releases the lock.
     *
     * @throws IllegalMonitorStateException if the thread does not hold the lock; it names lock, thread and holder
     */
    @Override
    public void unlock() {
        synchronise("released lock %");
        drone.release(key);
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
        return condition(nextCondition.getAndIncrement());
    }

    /**
     * {@return the condition of this lock that every drone knows under {@code index}}
     *
     * <p>Its methods must be called by a thread that holds the lock, and throw {@link IllegalMonitorStateException}
     * otherwise. {@code await} without a time is bound by {@link HiveConfig#waitBound()} and then throws {@link
     * HiveTimeoutException}. As with every {@link Condition}, a thread may wake without a signal, and must check in a loop
     * what it waits for.
     *
     * @throws IllegalArgumentException if {@code index} is negative
     */
    public Condition condition(int index) {
        if (index < 0) {
            throw new IllegalArgumentException("A condition has a number of at least 0, not " + index + ".");
        }
        return new SharedCondition(drone, gate, id, index);
    }

    /**
     * {@return the fencing number of the current hold} It is greater than that of every earlier hold of this lock by any
     * thread of the hive: another system that remembers the greatest number it has seen can refuse a holder that is late.
     *
     * @throws IllegalMonitorStateException if the thread does not hold the lock
     */
    public long fence() {
        if (!isHeldByCurrentThread()) {
            throw new IllegalMonitorStateException(
                    "Only a thread that holds lock " + id + " has a fencing number of it, and thread "
                            + Thread.currentThread().getName() + " does not.");
        }
        return drone.fence(key);
    }

    /**
     * {@return whether the calling thread has the lock because a drone failed while a thread of it held it} What that thread stored under the
     * lock is not seen, but for what became known before it released it; so what the lock protects may be half done. As with a
     * robust mutex of POSIX, whoever inherits a lock looks after the data; the next who acquires it does not inherit it any more. One may also
     * inherit it at the end of a wait on a condition.
     */
    public boolean isInherited() {
        return drone.isInherited(key);
    }

    /** {@return whether the calling thread holds the lock} */
    public boolean isHeldByCurrentThread() {
        return holdCount() > 0;
    }

    /** {@return how many holds the calling thread has: 0 if it does not hold the lock} */
    public int holdCount() {
        return drone.holds(key);
    }

    private void synchronise(String doing) {
        gate.synchronise(doing, id);
    }
}
