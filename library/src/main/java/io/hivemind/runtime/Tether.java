package io.hivemind.runtime;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What ends this process when its launcher is gone, however that came to its end: the launcher holds the other end of the
 * standard input, which ends only when nobody holds it any more.
 */
public final class Tether {
    /** As if a terminal had hung up: 128 and the number of that signal. */
    private static final int ORPHANED = 129;

    private static final AtomicBoolean HELD = new AtomicBoolean();

    private Tether() {}

    /** Begins to watch, unless this process does already. The program must not read the standard input itself. */
    public static void hold() {
        if (HELD.compareAndSet(false, true)) {
            // Not System.exit: a hook may wait for drones that have ended, too.
            StandardInput.onEnd(() -> Runtime.getRuntime().halt(ORPHANED));
        }
    }
}
