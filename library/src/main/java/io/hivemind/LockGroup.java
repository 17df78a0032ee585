package io.hivemind;

import io.hivemind.memory.Gate;
import io.hivemind.runtime.Drone;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.stream.IntStream;

/**
 * Several locks of the hive that a thread takes and gives back together, as if they were one. What it costs is about what
 * one lock costs: all of them are asked for at the same time, and what goes to the same drone goes in the same message.
 *
 * <p>They are taken in ascending order of their ids (as unsigned numbers). Threads that take any of these locks one inside the
 * other, in groups or alone, must do so in this order too; then none waits for ever.
 *
 * <p><b>Memory.</b> As with each single {@link SharedLock}.
 */
public final class LockGroup implements Lock {
    /** One manner of acquiring a lock. */
    private interface Taking<E extends Exception> {
        /** {@return whether the thread has it now} */
        boolean take(long key) throws E;
    }

    private final Drone drone;
    private final Gate gate;
    /** Ascending. */
    private final List<Long> keys;

    LockGroup(Drone drone, Gate gate, int... ids) {
        if (ids.length == 0) {
            throw new IllegalArgumentException("A group of locks has at least one, not none.");
        }
        this.drone = drone;
        this.gate = gate;
        this.keys =
                IntStream.of(ids).mapToObj(SharedLock::key).sorted().distinct().toList();
    }

    /** {@return how many locks are in the group} */
    public int size() {
        return keys.size();
    }

    /**
     * Acquires all locks, waiting as long as other threads hold any.
     *
     * @throws HiveTimeoutException if one of the locks is not to be had within {@link HiveConfig#waitBound()}; it names the lock
     *     and its holder, and the thread holds none of the group then that it did not hold before
     */
    @Override
    public void lock() {
        take(
                "acquired lock %",
                key -> {
                    drone.acquire(key);
                    return true;
                });
    }

    /**
     * Acquires all locks, waiting as long as other threads hold any and this one is not interrupted.
     *
     * @throws InterruptedException if the thread is interrupted before it has them all; it holds none then that it did not hold
     *     before
     * @throws HiveTimeoutException as {@link #lock} does
     */
    @Override
    public void lockInterruptibly() throws InterruptedException {
        this.<InterruptedException>take(
                "acquired lock %",
                key -> {
                    drone.acquireInterruptibly(key);
                    return true;
                });
    }

    /**
     * Acquires all locks if nobody holds any.
     *
     * @return whether the thread holds them now
     */
    @Override
    public boolean tryLock() {
        return take("tried to acquire lock %", drone::tryAcquire);
    }

    /**
     * Acquires all locks if that is possible within {@code time}.
     *
     * @return whether the thread holds them now
     * @throws InterruptedException if the thread is interrupted before it has them all
     */
    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        long end = System.nanoTime() + unit.toNanos(time);
        return this.<InterruptedException>take(
                "tried to acquire lock %", key -> drone.tryAcquire(key, Math.max(1, end - System.nanoTime())));
    }

    /**
     * Gives back one hold of each lock.
     *
     * @throws IllegalMonitorStateException if the thread does not hold them all; it then gives back none
     */
    @Override
    public void unlock() {
        synchronise("released lock %");
        drone.releaseAll(keys);
    }

    /** A group has no conditions: wait on one of a {@link SharedLock}. @throws UnsupportedOperationException always */
    @Override
    public Condition newCondition() {
        throw new UnsupportedOperationException(
                "A group of locks has no conditions; take one from a single lock of the hive.");
    }

    /** Takes the locks one by one. Whoever does not get all keeps none. {@return whether the thread has got all} */
    private <E extends Exception> boolean take(String doing, Taking<E> taking) throws E {
        synchronise(doing);
        drone.summon(keys);
        int got = 0;
        try {
            while (got < keys.size() && taking.take(keys.get(got))) {
                got++;
            }
        } finally {
            if (got < keys.size() && got > 0 && drone.isRunning()) {
                drone.releaseAll(keys.subList(0, got));
            }
        }
        return got == keys.size();
    }

    private void synchronise(String doing) {
        gate.synchronise(doing, keys.getFirst());
    }
}
