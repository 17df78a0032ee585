package io.hivemind.bench.primitives;

import io.hivemind.HiveStatistics;

/**
 * An operation whose time is taken on drone 0, with all that the drones do to make it possible. Every drone has one of
 * its own, and all run through the same calls.
 */
interface Measurement {
    /** {@return what is measured} */
    Primitive primitive();

    /** {@return how many steps of preparation come before each batch} Between two steps everybody waits for everybody. */
    default int steps() {
        return 0;
    }

    /** Does this drone's part of a step, counted from 0, for a batch of {@code samples} operations. */
    default void prepare(int step, int samples) {}

    /** Does the operation, on drone 0 or, if it takes all drones, on each. */
    void act(int sample);

    /** Does, without being timed, what must follow an operation. */
    default void undo(int sample) {}

    /** {@return whether {@link #act} and {@link #undo} are called on every drone, not on drone 0 alone} */
    default boolean takesAll() {
        return false;
    }

    /**
     * {@return whether it makes sense at this pace} What takes all drones does not after work, for where there are more of
     * them than processors it would measure how they share those.
     */
    default boolean hasPace(Pace pace) {
        return pace == Pace.BACK_TO_BACK || !takesAll();
    }

    /** {@return how many operations one call of {@link #act} does, so that what is faster than the clock can be timed} */
    default int repeats() {
        return 1;
    }

    /** {@return whether a batch that did {@code done} on drone 0 was what it was meant to be} */
    boolean isWhatItSays(HiveStatistics done, int samples);
}
