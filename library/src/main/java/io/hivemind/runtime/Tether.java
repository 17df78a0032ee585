package io.hivemind.runtime;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What ends this process when its launcher is gone, however that came to its end: the launcher holds the other end of the
 * standard input and never writes, so that reading it returns only when nobody holds it any more.
 */
public final class Tether {
    /** As if a terminal had hung up: 128 and the number of that signal. */
    private static final int ORPHANED = 129;

    private static final AtomicBoolean HELD = new AtomicBoolean();

    private Tether() {}

    /** Begins to watch, unless this process does already. The program must not read the standard input itself. */
    public static void hold() {
        if (HELD.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("hivemind-tether").start(Tether::watch);
        }
    }

    private static void watch() {
        try {
            int read = System.in.read();
            while (read >= 0) {
                read = System.in.read();
            }
        } catch (IOException ended) {
            // An input that breaks has no launcher behind it either.
        }
        // Not System.exit: a hook may wait for drones that have ended, too.
        Runtime.getRuntime().halt(ORPHANED);
    }
}
