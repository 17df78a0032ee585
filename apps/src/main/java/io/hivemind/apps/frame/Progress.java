package io.hivemind.apps.frame;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/**
 * How far a program has come, told to the terminal. It writes the control sequence with which programs tell terminals
 * their progress (OSC 9;4), one a line, so that the launcher can draw one bar from it and a pipe can be filtered.
 */
public final class Progress {
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final PrintStream out;

    /** Whether anybody looks. */
    private final boolean shown;

    private long lastNanos;
    private int lastPercent = -1;

    private Progress(PrintStream out, boolean shown) {
        this.out = out;
        this.shown = shown;
    }

    /** {@return a progress that is shown if the launcher has a terminal to show it on, which it tells to drone 0} */
    public static Progress ofThisDrone() {
        return to(System.err, "terminal".equals(System.getenv("HIVEMIND_PROGRESS")));
    }

    static Progress to(PrintStream out, boolean shown) {
        return new Progress(out, shown);
    }

    /** Tells that so much of the whole is done. May be called often: it tells ten times a second at most. */
    public synchronized void done(long part, long whole) {
        boolean tooSoon = lastPercent >= 0 && System.nanoTime() - lastNanos < EVERY_NANOS;
        if (!shown || tooSoon) {
            return;
        }
        int percent = (int) (part * 100.0 / whole);
        if (percent != lastPercent) {
            tell(1, percent);
        }
    }

    /** Tells that it is over: the bar goes. */
    public synchronized void over() {
        if (shown && lastPercent >= 0) {
            tell(0, 0);
        }
    }

    private void tell(int state, int percent) {
        lastNanos = System.nanoTime();
        lastPercent = percent;
        out.print("\u001b]9;4;" + state + ";" + percent + "\u0007\n");
        out.flush();
    }
}
