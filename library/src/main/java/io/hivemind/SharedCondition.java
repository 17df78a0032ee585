package io.hivemind;

import io.hivemind.memory.Gate;
import io.hivemind.runtime.Drone;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** One condition of a {@link SharedLock}; see {@link SharedLock#condition}. */
final class SharedCondition implements Condition {
    private final Drone drone;
    private final Gate gate;
    private final int lockId;
    private final long lock;
    private final int index;

    SharedCondition(Drone drone, Gate gate, int lockId, int index) {
        this.drone = drone;
        this.gate = gate;
        this.lockId = lockId;
        this.lock = SharedLock.key(lockId);
        this.index = index;
    }

    @Override
    public void await() throws InterruptedException {
        synchronise("waited on a condition of lock %");
        drone.await(lock, index, true);
    }

    @Override
    public void awaitUninterruptibly() {
        synchronise("waited on a condition of lock %");
        try {
            drone.await(lock, index, false);
        } catch (InterruptedException impossible) {
            throw new IllegalStateException("A wait that cannot be interrupted was.", impossible);
        }
    }

    @Override
    public long awaitNanos(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        isSignalledWithin(nanos);
        return deadline - System.nanoTime();
    }

    @Override
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        return isSignalledWithin(unit.toNanos(time));
    }

    @Override
    @SuppressWarnings("JavaUtilDate") // The interface has it so.
    public boolean awaitUntil(Date deadline) throws InterruptedException {
        return isSignalledWithin(TimeUnit.MILLISECONDS.toNanos(deadline.getTime() - System.currentTimeMillis()));
    }

    @Override
    public void signal() {
        synchronise("signalled a condition of lock %");
        drone.signal(lock, index, false);
    }

    @Override
    public void signalAll() {
        synchronise("signalled a condition of lock %");
        drone.signal(lock, index, true);
    }

    private boolean isSignalledWithin(long nanos) throws InterruptedException {
        synchronise("waited on a condition of lock %");
        return drone.await(lock, index, nanos, true);
    }

    private void synchronise(String doing) {
        gate.synchronise(doing, lockId);
    }
}
