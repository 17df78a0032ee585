package io.hivemind.links;

/**
 * The time for which this process has been awake: a clock that stands still while the process does, be it stopped, collecting garbage or
 * without a processor. By it a drone tells "I was asleep" from "you are gone". Used by one thread.
 */
final class Wakefulness {
    private final long mostNanos;
    private long lastNanos;
    private long awakeNanos;

    /**
     * Begins at 0.
     *
     * @param now a time of {@link System#nanoTime}, which steps of the clock on the wall do not touch
     * @param mostNanos how much may pass between two looks at the clock; whatever passes beyond that was slept
     */
    Wakefulness(long now, long mostNanos) {
        this.lastNanos = now;
        this.mostNanos = mostNanos;
    }

    /** {@return for how many nanoseconds this process has been awake at {@code now}} */
    long at(long now) {
        awakeNanos += Math.clamp(now - lastNanos, 0, mostNanos);
        lastNanos = now;
        return awakeNanos;
    }
}
