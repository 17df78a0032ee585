package io.hivemind.apps.tsp;

/** A bound for the threads of one process. */
final class PlainBound implements Bound {
    private volatile int length;
    private int[] tour;

    /** Begins with a tour of that length. */
    PlainBound(int length, int[] tour) {
        this.length = length;
        this.tour = tour.clone();
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public synchronized int offer(int offered, int[] by) {
        if (offered < length) {
            length = offered;
            tour = by.clone();
        }
        return length;
    }

    /** {@return the shortest tour} */
    synchronized int[] tour() {
        return tour.clone();
    }
}
