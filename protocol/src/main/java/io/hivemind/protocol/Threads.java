package io.hivemind.protocol;

import java.util.Arrays;

/**
 * Where the registered application threads are, as far as their stores go, and where room is bounded their loads. A running thread may be between the check and
 * the store of an access, or hold a writable span, since it last synchronised; one inside a synchronisation is not (I18).
 */
final class Threads {
    private static final long UNKNOWN = -1;
    private static final long INSIDE = Long.MAX_VALUE;

    /** By thread: the moment since which it has been running, or one of the two words above. */
    private long[] runningSince = new long[0];
    /** Counts the moments at which a thread began to run. */
    private long now;

    void register(int thread) {
        if (thread >= runningSince.length) {
            int known = runningSince.length;
            runningSince = Arrays.copyOf(runningSince, Math.max(thread + 1, 2 * known));
            Arrays.fill(runningSince, known, runningSince.length, UNKNOWN);
        }
        runningSince[thread] = ++now;
    }

    void retire(int thread) {
        if (isRegistered(thread)) {
            runningSince[thread] = UNKNOWN;
        }
    }

    /** A thread begins to wait in a synchronisation. */
    void enter(int thread) {
        if (isRegistered(thread)) {
            runningSince[thread] = INSIDE;
        }
    }

    /** A thread was seen outside any access; if it runs, it runs on from now. */
    void seenOutside(int thread) {
        if (isRegistered(thread) && runningSince[thread] != INSIDE) {
            runningSince[thread] = ++now;
        }
    }

    /** A thread runs on after a synchronisation. */
    void leave(int thread) {
        if (isRegistered(thread)) {
            runningSince[thread] = ++now;
        }
    }

    /** The present moment: a thread that runs on from here on began later. */
    long now() {
        return now;
    }

    /** Whether every registered thread has synchronised since the moment {@code stamp}. */
    boolean allSince(long stamp) {
        for (long since : runningSince) {
            if (since != UNKNOWN && since <= stamp) {
                return false;
            }
        }
        return true;
    }

    /** Whether every registered thread waits in a synchronisation, or for pages. */
    boolean areInside() {
        for (long since : runningSince) {
            if (since != UNKNOWN && since != INSIDE) {
                return false;
            }
        }
        return true;
    }

    private boolean isRegistered(int thread) {
        return thread < runningSince.length && runningSince[thread] != UNKNOWN;
    }
}
