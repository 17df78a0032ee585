package io.hivemind;

import io.hivemind.checkpoint.Label;
import io.hivemind.checkpoint.Manifest;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The checkpoint that a drone finds on its machine, as it tells the others.
 *
 * @param number its number; 0 if there is none
 * @param millis when it was written
 * @param nanos what time it is now at this drone, in nanoseconds since 1970
 */
record Finding(long number, long id, long step, int drones, int lists, long fence, long millis, long nanos) {
    /** How many numbers it is made of. */
    static final int WIDTH = 8;

    static Finding of(Optional<Manifest> found) {
        long nanos = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        if (found.isEmpty()) {
            return new Finding(0, 0, 0, 0, 0, 0, 0, nanos);
        }
        Manifest manifest = found.get();
        Label label = manifest.label();
        return new Finding(
                label.number(),
                label.id(),
                manifest.step(),
                manifest.drones(),
                manifest.lists(),
                manifest.fence(),
                manifest.written().toEpochMilli(),
                nanos);
    }

    static Finding of(long[] numbers) {
        return new Finding(
                numbers[0],
                numbers[1],
                numbers[2],
                (int) numbers[3],
                (int) numbers[4],
                numbers[5],
                numbers[6],
                numbers[7]);
    }

    long[] numbers() {
        return new long[] {number, id, step, drones, lists, fence, millis, nanos};
    }
}
