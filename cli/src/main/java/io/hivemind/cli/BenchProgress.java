package io.hivemind.cli;

import java.io.PrintStream;

/** How far a long measurement has come: on a terminal a bar in one line, else a line for each program. */
final class BenchProgress {
    private final PrintStream err;
    private final boolean isShown;
    private final int whole;
    private int done;
    private String title = "";

    /** Makes one for so many runs. */
    BenchProgress(PrintStream err, Terminal terminal, int whole) {
        this.err = err;
        this.isShown = terminal.errIsTerminal();
        this.whole = whole;
    }

    /** Tells that a run begins: {@code name} of what is measured, and {@code step} of it. */
    void next(String name, String step) {
        if (isShown) {
            clear();
            err.print(Output.bar(100 * done / whole, err.charset()) + "  " + name + ", " + step);
            err.flush();
        } else if (!title.equals(name)) {
            err.println("hivemind: measuring " + name + "…");
        }
        title = name;
        done++;
    }

    /** Says something in between. */
    void note(String sentence) {
        clear();
        err.println("hivemind: " + sentence);
    }

    /** Takes the bar away. */
    void clear() {
        if (isShown) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
