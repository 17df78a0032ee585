package io.hivemind.runtime;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What ends this process when its launcher is gone, however that came to its end: the launcher holds the other end of the
 * standard input, which ends only when nobody holds it any more. It also hears there of drones that have failed: a hive that is not
 * complete yet cannot begin without them.
 */
public final class Tether {
    /** The exit code of a drone whose hive could not begin. */
    public static final int NOT_BEGUN = 4;

    /** As if a terminal had hung up: 128 and the number of that signal. */
    private static final int ORPHANED = 129;

    /** What the launcher says when a drone has failed; then comes its rank. */
    private static final String FAILED = "failed ";

    private static final AtomicBoolean HELD = new AtomicBoolean();
    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private Tether() {}

    /** Begins to watch, unless this process does already. The program must not read the standard input itself. */
    public static void hold() {
        if (HELD.compareAndSet(false, true)) {
            StandardInput.onLine(line -> {
                if (line.startsWith(FAILED) && !BEGUN.get()) {
                    Runtime.getRuntime().halt(NOT_BEGUN);
                }
            });
            // Not System.exit: a hook may wait for drones that have ended, too.
            StandardInput.onEnd(() -> Runtime.getRuntime().halt(ORPHANED));
        }
    }

    /** The hive of this drone is complete: its drones see for themselves who fails. */
    public static void begun() {
        BEGUN.set(true);
    }

    /** {@return what a launcher writes into the standard inputs of the others when that drone has failed} */
    public static String failed(int rank) {
        return FAILED + rank + "\n";
    }
}
