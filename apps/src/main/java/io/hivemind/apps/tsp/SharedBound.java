package io.hivemind.apps.tsp;

import io.hivemind.Hive;
import io.hivemind.SharedInts;
import io.hivemind.SharedLock;

/**
 * The bound of a hive, in shared memory, as one worker sees it. It changes under its lock alone.
 *
 * <p>A worker may look at it without the lock. What it sees then may be old, for nothing makes it new but the synchronisation that
 * the worker does for other reasons; it may even be neither the old length nor the new one, but bytes of both. So it is a hint and no
 * more: a length that seems to be shorter is read again under the lock.
 */
final class SharedBound implements Bound {
    private static final int LOCK = 1;

    private static final int LENGTH = 0;
    private static final int TOUR = 1;

    private final SharedInts best;
    private final SharedLock lock;
    private final boolean racy;

    /** What this worker last saw under the lock. */
    private int known = Integer.MAX_VALUE;

    /** Opens the bound of the hive. It must have been {@linkplain #begin begun} before it is used. */
    SharedBound(Hive hive, int cities, boolean racy) {
        this.best = hive.ints("tsp.best", words(cities));
        this.lock = hive.lock(LOCK);
        this.racy = racy;
    }

    /** {@return how many ints the bound takes} */
    static long words(int cities) {
        return (long) TOUR + cities;
    }

    /** Stores the first tour, which all others must be shorter than. */
    void begin(int length, int[] tour) {
        best.set(LENGTH, length);
        best.set(TOUR, tour);
    }

    /** {@return the shortest tour} Nobody may offer another at the same time. */
    int[] tour() {
        int[] tour = new int[(int) best.length() - TOUR];
        best.get(TOUR, tour);
        return tour;
    }

    @Override
    public int length() {
        if (!racy || best.get(LENGTH) < known) {
            lock.lock();
            try {
                known = best.get(LENGTH);
            } finally {
                lock.unlock();
            }
        }
        return known;
    }

    @Override
    public int offer(int length, int[] tour) {
        lock.lock();
        try {
            known = best.get(LENGTH);
            if (length < known) {
                begin(length, tour);
                known = length;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }
}
