package io.hivemind.bench.primitives;

import io.hivemind.Hive;
import io.hivemind.HiveStatistics;
import io.hivemind.SharedBarrier;

/** Takes the time of a measurement, batch by batch, on all drones of a hive together. */
final class Bout {
    /** How long drone 0 waits after the barrier before a batch, for the others to fall silent. */
    private static final long SILENCE_NANOS = 2_000_000;

    private final Hive hive;
    private final SharedBarrier meeting;
    private final int samples;

    Bout(Hive hive, int samples) {
        this.hive = hive;
        this.meeting = hive.barrier(0);
        this.samples = samples;
    }

    /** {@return the time of each operation of one batch in nanoseconds; on other drones than 0 it means nothing} */
    double[] run(Measurement measurement, Pace pace) {
        for (int step = 0; step < measurement.steps(); step++) {
            measurement.prepare(step, samples);
            meeting.await();
        }
        meeting.await();
        double[] nanos = new double[samples];
        if (hive.rank() == 0) {
            Pace.work(SILENCE_NANOS);
            HiveStatistics before = hive.stats();
            time(measurement, pace, nanos);
            check(measurement, hive.stats().since(before));
        } else if (measurement.takesAll()) {
            time(measurement, pace, nanos);
        }
        meeting.await();
        return nanos;
    }

    private void time(Measurement measurement, Pace pace, double[] nanos) {
        for (int sample = 0; sample < nanos.length; sample++) {
            pace.pause();
            long begin = System.nanoTime();
            measurement.act(sample);
            nanos[sample] = (System.nanoTime() - begin) / (double) measurement.repeats();
            measurement.undo(sample);
        }
    }

    private void check(Measurement measurement, HiveStatistics done) {
        if (!measurement.isWhatItSays(done, samples)) {
            throw new IllegalStateException(
                    "A batch of " + samples + " of \"" + measurement.primitive().title() + "\" on drone 0 of "
                            + hive.size() + " did something else: " + done + ".");
        }
    }
}
