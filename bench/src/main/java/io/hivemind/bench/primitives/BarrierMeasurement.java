package io.hivemind.bench.primitives;

import io.hivemind.Hive;
import io.hivemind.HiveStatistics;
import io.hivemind.SharedBarrier;

/** Passes one barrier after the other, with nothing to tell each other. */
final class BarrierMeasurement implements Measurement {
    private final SharedBarrier barrier;

    BarrierMeasurement(Hive hive) {
        this.barrier = hive.barrier(1);
    }

    @Override
    public Primitive primitive() {
        return Primitive.BARRIER;
    }

    @Override
    public void act(int sample) {
        barrier.await();
    }

    @Override
    public boolean takesAll() {
        return true;
    }

    @Override
    public boolean isWhatItSays(HiveStatistics done, int samples) {
        return done.barriers() == samples;
    }
}
