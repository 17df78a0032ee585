package io.hivemind.bench.primitives;

import io.hivemind.Hive;
import io.hivemind.HiveStatistics;

/** Acquires locks that are free, each once in a batch: another drone held them last. */
final class LockMeasurement implements Measurement {
    private final Hive hive;
    private final Primitive primitive;
    private final int manager;
    private final int holder;

    /**
     * Makes one.
     *
     * @param manager the drone that manages the locks
     * @param holder the drone that holds them before drone 0 does
     */
    LockMeasurement(Hive hive, Primitive primitive, int manager, int holder) {
        this.hive = hive;
        this.primitive = primitive;
        this.manager = manager;
        this.holder = holder;
    }

    @Override
    public Primitive primitive() {
        return primitive;
    }

    @Override
    public int steps() {
        return 1;
    }

    @Override
    public void prepare(int step, int samples) {
        if (hive.rank() == holder) {
            for (int sample = 0; sample < samples; sample++) {
                act(sample);
                undo(sample);
            }
        }
    }

    @Override
    public void act(int sample) {
        hive.lock(id(sample)).lock();
    }

    @Override
    public void undo(int sample) {
        hive.lock(id(sample)).unlock();
    }

    @Override
    public boolean isWhatItSays(HiveStatistics done, int samples) {
        return done.remoteLockAcquires() == samples;
    }

    /** {@return a lock that belongs to the manager} A lock's manager is the remainder of its id by the number of drones. */
    private int id(int sample) {
        return sample * hive.size() + manager;
    }
}
