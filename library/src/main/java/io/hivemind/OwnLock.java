package io.hivemind;

import io.hivemind.memory.Gate;
import io.hivemind.runtime.Drone;
import java.time.Duration;
import java.util.function.Supplier;

/** The hive's own lock, under which the allocator and the directory keep their state in the shared heap. */
final class OwnLock {
    /** Above all locks of the program. */
    private static final long LOCK = 1L << 32;
    /** Signalled whenever a number is published. */
    private static final int PUBLISHED = 0;

    private final Drone drone;
    private final Gate gate;

    OwnLock(Drone drone, Gate gate) {
        this.drone = drone;
        this.gate = gate;
    }

    /** {@return what {@code work} returns, done under the lock} */
    <T> T locked(String doing, Supplier<T> work) {
        gate.synchronise(doing, 0);
        drone.acquire(LOCK);
        try {
            return work.get();
        } finally {
            gate.synchronise(doing, 0);
            drone.release(LOCK);
        }
    }

    /** Wakes all who wait for something to be published. The caller holds the lock. */
    void announce() {
        drone.signal(LOCK, PUBLISHED, true);
    }

    /** Waits until something is published, but no longer than {@code most}. The caller holds the lock, also afterwards. */
    void awaitAnnouncement(Duration most) {
        try {
            drone.await(LOCK, PUBLISHED, Math.max(1, most.toNanos()), false);
        } catch (InterruptedException impossible) {
            throw new IllegalStateException("A wait that cannot be interrupted was.", impossible);
        }
    }
}
