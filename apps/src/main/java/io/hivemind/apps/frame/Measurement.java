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
        beganNanos = System.nanoTime();
    }

    /** Waits until every drone is ready, and begins. */
    public static Measurement begin(Hive hive) {
        Patience.await(hive);
        return new Measurement(hive);
    }

    /** Begins with the founders, and with each newcomer when it is ready. */
    public static Measurement begin(Hive hive, Muster muster, Runnable wake) throws InterruptedException {
        muster.begin(wake);
        return new Measurement(hive);
    }

    /** Waits until every drone is done, and ends. Every drone gets the same counts, and its own time. */
    public Measured end() {
        List<Integer> ranks = Patience.await(hive).members();
        double seconds = (System.nanoTime() - beganNanos) / 1e9;
        return new Measured(seconds, hive.memory().size(), ranks, hive.gatherStats());
    }

    /**
     * What was measured.
     *
     * @param seconds how long it took
     * @param memoryBytes how large the shared heap is
     * @param ranks which drones there were in the end, ascending; the first of them tells what came out
     * @param perDrone what each of them did since it joined
     */
    public record Measured(double seconds, long memoryBytes, List<Integer> ranks, List<HiveStatistics> perDrone) {
        /** Keeps the lists from changing. */
        public Measured {
            ranks = List.copyOf(ranks);
            perDrone = List.copyOf(perDrone);
        }

        /** {@return whether it is for {@code hive}'s drone to check what came out, and to tell it} */
        public boolean isToldBy(Hive hive) {
            return ranks.getFirst() == hive.rank();
        }
    }
}
