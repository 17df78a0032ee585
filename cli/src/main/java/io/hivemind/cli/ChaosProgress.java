package io.hivemind.cli;

import java.io.PrintStream;
import java.time.Duration;

/** How far the runs have come whose drones are killed, in one line, if somebody watches. Safe for several threads. */
final class ChaosProgress {
    private final PrintStream err;
    private final boolean isShown;
    private final long beganNanos = System.nanoTime();
    private final Duration duration;

    /** Makes one that shows nothing yet. */
    ChaosProgress(PrintStream err, boolean isShown, Duration duration) {
        this.err = err;
        this.isShown = isShown;
        this.duration = duration;
    }

    /** Shows what became of the runs that have ended, while {@code killed} more drones were killed in the one under way. */
    synchronized void show(ChaosReport report, int killed) {
        if (isShown) {
            long percent = 100 * (System.nanoTime() - beganNanos) / duration.toNanos();
            clear();
            err.printf(
                    "%s  %d killed, %d of %d runs right",
                    Output.bar((int) Math.min(100, percent), err.charset()),
                    report.kills() + killed,
                    report.runs(ChaosResult.Verdict.RIGHT),
                    report.runs());
            err.flush();
        }
    }

    /** Takes the line away. */
    synchronized void clear() {
        if (isShown) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
