package io.hivemind;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A barrier of the whole hive. It opens when {@link #threads()} threads of <em>every</em> drone have arrived, and is then
 * ready to be used again. Everything that any thread of the hive stored into shared memory before it arrived is visible
 * to every thread that has passed.
 *
 * <p>Drones mean the same barrier when they use the same id. They must agree on the number of threads.
 *
 * <p>Arriving ends the spans of the calling thread, see {@link Span}.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class SharedBarrier {
    SharedBarrier() {}

    /** {@return the id under which every drone knows this barrier} */
    public int id() {
        throw new UnsupportedOperationException();
    }

    /** {@return how many threads of every drone must arrive} */
    public int threads() {
        throw new UnsupportedOperationException();
    }

    /**
     * Arrives and waits until the barrier opens. Interruption does not end the wait; the thread is still interrupted afterwards.
     *
     * @throws HiveTimeoutException if the barrier does not open within {@link HiveConfig#waitBound()}; it names the drones
     *     that are missing
     * @throws IllegalStateException if the hive is closed
     */
    public void await() {
        throw new UnsupportedOperationException();
    }

    /**
     * Arrives and waits until the barrier opens, but no longer than {@code time}.
     *
     * <p>An arrival cannot be taken back: after a time-out this thread still counts as arrived, and the barrier may open
     * without it. The thread takes its wait up again by calling {@code await} on the same barrier, which returns at once
     * if the barrier has opened meanwhile, and does not count as a second arrival.
     *
     * @throws TimeoutException if the time is over; it names the drones that are missing
     * @throws IllegalStateException if the hive is closed
     */
    public void await(long time, TimeUnit unit) throws TimeoutException {
        throw new UnsupportedOperationException();
    }
}
