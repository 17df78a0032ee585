package io.hivemind;

import io.hivemind.memory.Gate;
import io.hivemind.runtime.Drone;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A barrier at which drones wait for others that read or write files. An interruption does not end the wait. */
record PatientMeeting(Drone drone, Gate gate, Duration patience) {
    /** A disk, or a file system of several machines, that is slower than this is taken for broken. */
    private static final long SLOWEST_BYTES_PER_SECOND = 1 << 20;

    /** {@return the same with more patience: what any drone may take for so many bytes} */
    PatientMeeting over(long bytes) {
        return new PatientMeeting(drone, gate, patience.plusSeconds(bytes / SLOWEST_BYTES_PER_SECOND));
    }

    /** Waits until {@code threads} threads of every drone have come. */
    void await(int barrier, int threads) {
        gate.synchronise("met the other drones for a checkpoint", 0);
        boolean interrupted = Thread.interrupted();
        try {
            while (!arrived(barrier, threads)) {
                interrupted = true;
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean arrived(int barrier, int threads) {
        try {
            var missing = new AtomicReference<>("");
            if (drone.arrive(barrier, threads, patience.toNanos(), missing::set).isEmpty()) {
                throw new HiveTimeoutException(
                        "Thread " + Thread.currentThread().getName() + " waited "
                                + TimeUnit.NANOSECONDS.toMillis(patience.toNanos()) + " ms at a checkpoint for "
                                + missing.get() + ".");
            }
            return true;
        } catch (InterruptedException stillWaits) {
            return false;
        }
    }
}
