package io.hivemind.apps.grid;

import io.hivemind.Hive;
import io.hivemind.SharedLongs;

/**
 * When work in steps is kept, which all have to decide alike: one of them looks at its clock, and says in shared memory, two steps
 * ahead, before which step. Whoever comes to that step has met the others since, and knows.
 */
final class Keeping {
    private static final int AHEAD = 2;

    private final SharedLongs due;
    private final long everyNanos;
    private volatile long last;

    /** Keeps every so many seconds, as soon as there have been steps enough to agree on it. */
    Keeping(Hive hive, String name, double everySeconds) {
        this.due = hive.longs(name, 1);
        this.everyNanos = (long) (everySeconds * 1e9);
    }

    /** {@return whether the work is to be kept before {@code step}} */
    boolean isDue(int step) {
        return due.get(0) == step;
    }

    /** Looks at the clock before {@code step}, if {@code decides}: one thread of all. */
    void consider(int step, boolean decides) {
        if (decides && System.nanoTime() - last >= everyNanos && due.get(0) < step) {
            due.set(0, step + AHEAD);
        }
    }

    /** The work was kept, or begins. */
    void kept() {
        last = System.nanoTime();
    }
}
