package io.hivemind.apps.frame;

import io.hivemind.Hive;
import io.hivemind.HiveStatistics;
import io.hivemind.SharedLongs;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The measured part of a program. It begins when every drone is ready and ends when every drone is done. Begun and ended
 * by one thread of every drone. The time is that of this part; what is counted began when the drones joined, so that the
 * first distribution of the data is in it, whoever made the data.
 */
public final class Measurement {
    private static final int COUNTS = HiveStatistics.ZERO.toMap().size();

    private final Hive hive;

    /** One row of counts for each drone, for drone 0 to read. */
    private final SharedLongs rows;

    private final long beganNanos;

    private Measurement(Hive hive) {
        this.hive = hive;
        rows = hive.longs("measurement", (long) hive.size() * COUNTS);
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
        HiveStatistics mine = hive.stats();
        long[] row = mine.toMap().values().stream().mapToLong(Long::longValue).toArray();
        rows.set((long) hive.rank() * COUNTS, row);
        hive.barrier();
        return new Measured(
                seconds,
                hive.memory().size(),
                IntStream.range(0, hive.size()).mapToObj(this::row).toList());
    }

    private HiveStatistics row(int rank) {
        long[] row = new long[COUNTS];
        rows.get((long) rank * COUNTS, row);
        return new HiveStatistics(
                row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8], row[9], row[10], row[11]);
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
