package io.hivemind;

import io.hivemind.memory.Gate;
import io.hivemind.protocol.View;
import io.hivemind.runtime.Drone;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A barrier at which drones wait for others that read or write files. An interruption does not end the wait.
 *
 * @param members who takes part, if only they do: should somebody else come into the hive, nobody waits for that drone
 * @param patience how long a wait may last
 */
record PatientMeeting(Drone drone, Gate gate, Optional<View> members, Duration patience) {
    /** A disk, or a file system of several machines, that is slower than this is taken for broken. */
    private static final long SLOWEST_BYTES_PER_SECOND = 1 << 20;
    /** How often a drone that waits looks whether somebody has come in. */
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** {@return a meeting of all drones, with those that come in while others wait} */
    static PatientMeeting start(Drone drone, Gate gate, Duration patience) {
        return new PatientMeeting(drone, gate, Optional.empty(), patience);
    }

    /** {@return a meeting of those in {@code view}, who work on so many bytes} */
    static PatientMeeting among(View view, Drone drone, Gate gate, Duration bound, long bytes) {
        return new PatientMeeting(drone, gate, Optional.of(view), bound.plusSeconds(bytes / SLOWEST_BYTES_PER_SECOND));
    }

    /** Waits until {@code threads} threads of every drone have come; {@return who is in the hive then, the same for all} */
    View await(int barrier, int threads) {
        gate.synchronise("met the other drones for a checkpoint", 0);
        boolean interrupted = Thread.interrupted();
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                try {
                    return arrived(barrier, threads, deadline);
                } catch (InterruptedException stillWaits) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private View arrived(int barrier, int threads, long deadline) throws InterruptedException {
        var missing = new AtomicReference<>("");
        long left = deadline - System.nanoTime();
        while (left > 0) {
            long most = members.isPresent() ? Math.min(left, LOOK_NANOS) : left;
            Optional<View> opened = drone.arrive(barrier, threads, most, missing::set);
            if (opened.isPresent()) {
                return opened.get();
            }
            members.ifPresent(this::requireNobodyNew);
            left = deadline - System.nanoTime();
        }
        throw new HiveTimeoutException("Thread " + Thread.currentThread().getName() + " waited " + patience.toMillis()
                + " ms at a checkpoint for " + missing.get() + ".");
    }

    private void requireNobodyNew(View view) {
        drone.views().now().members().stream()
                .filter(rank -> !view.has(rank))
                .findFirst()
                .ifPresent(rank -> {
                    throw new CheckpointException("Drone " + rank
                            + " came into the hive while the others wrote a checkpoint; write it again, together.");
                });
    }
}
