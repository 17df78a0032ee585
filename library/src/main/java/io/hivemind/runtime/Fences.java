package io.hivemind.runtime;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What fencing numbers begin from in a hive that was resumed, so that none falls below what was shown before. Whoever keeps such a
 * number keeps it outside the hive, and may have heard one that is younger than the checkpoint.
 */
public final class Fences {
    private final AtomicLong highest = new AtomicLong();
    private volatile long first;

    Fences() {}

    /** Lets all fences be more than {@code least}. To be called on all drones, before any acquires a lock of the program. */
    public void beginAbove(long least) {
        first = least;
        highest.set(least);
    }

    /** {@return a number that no fence shown by this drone was above} */
    public long highest() {
        return highest.get();
    }

    /** {@return the fence to show for a lock that was acquired so often} */
    long shown(long acquired) {
        long fence = first + acquired;
        highest.accumulateAndGet(fence, Math::max);
        return fence;
    }
}
