package io.hivemind.bench.primitives;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the thread does between two timed operations. */
public enum Pace {
    /** Nothing: one operation follows the other, and everything that takes part is awake. */
    BACK_TO_BACK,
    /** It computes for a while, as a program does between two faults; whoever serves it has gone to sleep meanwhile. */
    AFTER_WORK;

    private static final long WORK_NANOS = 100_000;

    /** {@return its name for programs} */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return the pace with this key} */
    static Optional<Pace> withKey(String key) {
        return Arrays.stream(values()).filter(pace -> pace.key().equals(key)).findFirst();
    }

    /** Does it. */
    void pause() {
        if (this == AFTER_WORK) {
            work(WORK_NANOS);
        }
    }

    /** Keeps the processor busy. */
    static void work(long nanos) {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < nanos) {
            Thread.onSpinWait();
        }
    }
}
