package io.hivemind.apps.nas.cg;

import io.hivemind.apps.frame.Meeting;
import io.hivemind.apps.frame.Share;

/**
 * The vector of threads of one process. There are two arrays, used by turns: whoever is fast may already write the next vector
 * while others still read this one, but comes no further than the next meeting.
 */
final class PlainVector implements Vector {
    private final double[][] buffers;
    private final Meeting meeting;
    private int turn;

    PlainVector(double[][] buffers, Meeting meeting) {
        this.buffers = buffers;
        this.meeting = meeting;
    }

    @Override
    public double[] next() {
        return buffers[turn];
    }

    @Override
    public double[] complete(Share share) throws InterruptedException {
        meeting.await();
        double[] whole = buffers[turn];
        turn = 1 - turn;
        return whole;
    }
}
