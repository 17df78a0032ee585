package io.hivemind.apps.nas.cg;

import io.hivemind.Hive;
import io.hivemind.SharedDoubles;
import io.hivemind.apps.frame.Meeting;
import io.hivemind.apps.frame.Share;

/**
 * The vector of a hive. A worker writes its share in one piece, meets the others at a barrier, and reads the whole vector in one
 * piece: one request to every other drone, all of them at once. Two stretches of shared memory are used by turns, so that one
 * barrier a round is enough.
 */
final class SharedVector implements Vector {
    private final SharedDoubles stretches;
    private final Meeting meeting;

    /** What this worker reads and writes, copied. */
    private final double[] own;

    private int turn;

    SharedVector(Hive hive, int order, Meeting meeting) {
        stretches = hive.doubles("cg.vector", length(order));
        this.meeting = meeting;
        own = new double[order];
    }

    /** {@return how many elements it takes for a vector of {@code order} elements} */
    static long length(int order) {
        return 2L * order;
    }

    @Override
    public double[] next() {
        return own;
    }

    @Override
    public double[] complete(Share share) throws InterruptedException {
        long begin = (long) turn * own.length;
        stretches.set(begin + share.from(), own, share.from(), share.length());
        meeting.await();
        stretches.get(begin, own);
        turn = 1 - turn;
        return own;
    }
}
