package io.hivemind.apps.frame;

import io.hivemind.Hive;
import io.hivemind.HiveStatistics;
import java.util.List;

/**
 * The measured part of a program. It begins when every drone is ready and ends when every drone is done. Begun and ended
 * by one thread of every drone. The time is that of this part; what is counted began when the drones joined, so that the
 * first distribution of the data is in it, whoever made the data.
 */
public final class Measurement {
    private final Hive hive;
    private final long beganNanos;

    private Measurement(Hive hive) {
        this.hive = hive;
        Patience.await(hive);
        beganNanos = System.nanoTime();
    }

    /** Waits until every drone is ready, and begins. */
    public static Measurement begin(Hive hive) {
        return new Measurement(hive);
    }

    /** Waits until every drone is done, and ends. Every drone gets the same counts, and its own time. */
    public Measured end() {
        hive.barrier();
        double seconds = (System.nanoTime() - beganNanos) / 1e9;
        return new Measured(seconds, hive.memory().size(), hive.gatherStats());
    }

    /**
     * What was measured.
     *
     * @param seconds how long it took
     * @param memoryBytes how large the shared heap is
     * @param perDrone what each drone did since it joined, by rank
     */
    public record Measured(double seconds, long memoryBytes, List<HiveStatistics> perDrone) {
        /** Keeps the list from changing. */
        public Measured {
            perDrone = List.copyOf(perDrone);
        }
    }
}
