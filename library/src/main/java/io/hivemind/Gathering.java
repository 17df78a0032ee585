package io.hivemind;

import io.hivemind.memory.Gate;
import io.hivemind.runtime.Drone;
import java.util.List;

/** How drones tell each other their statistics, through shared memory. */
final class Gathering {
    /** The barrier of the hive's own at which they meet. */
    private static final int BARRIER = -1;

    private Gathering() {}

    /** {@return the statistics of all drones, by rank; those of this one are {@code own}} */
    static List<HiveStatistics> of(Drone drone, Gate gate, Names names, HiveStatistics own) {
        long[] mine = own.toArray();
        SharedBarrier meeting = new SharedBarrier(drone, gate, BARRIER, 1);
        HiveView view = meeting.await().view();
        // A name for each view: a newcomer makes the array as long as it is for those who know it.
        SharedLongs rows =
                names.ownLongs("statistics " + view.number() + " of " + view.size(), (long) view.size() * mine.length);
        rows.set((long) view.position(drone.config().rank()) * mine.length, mine);
        meeting.await();
        long[] all = new long[view.size() * mine.length];
        rows.get(0, all);
        meeting.await();
        return HiveStatistics.ofRows(all);
    }
}
