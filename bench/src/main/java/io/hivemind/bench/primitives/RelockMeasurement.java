package io.hivemind.bench.primitives;

import io.hivemind.Hive;
import io.hivemind.HiveStatistics;
import io.hivemind.SharedLock;

/** Acquires and releases a lock that the drone held last. */
final class RelockMeasurement implements Measurement {
    private static final int REPEATS = 100;

    private final SharedLock lock;
    private long acquired;

    RelockMeasurement(Hive hive) {
        // Managed by drone 0, where it therefore is from the beginning.
        this.lock = hive.lock(0);
    }

    @Override
    public Primitive primitive() {
        return Primitive.LOCK_LOCAL;
    }

    @Override
    public void act(int sample) {
        for (int i = 0; i < REPEATS; i++) {
            lock.lock();
            try {
                acquired++;
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public int repeats() {
        return REPEATS;
    }

    @Override
    public boolean isWhatItSays(HiveStatistics done, int samples) {
        return done.remoteLockAcquires() == 0
                && done.lockAcquires() == (long) samples * REPEATS
                && acquired >= done.lockAcquires();
    }
}
