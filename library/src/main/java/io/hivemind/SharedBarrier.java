package io.hivemind;

import io.hivemind.memory.Gate;
import io.hivemind.protocol.View;
import io.hivemind.runtime.Drone;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A barrier of the whole hive. It opens when {@link #threads()} threads of <em>every</em> drone have arrived that is in the hive then,
 * and is then ready to be used again. A newcomer counts from when it was taken in, also for threads that wait already, and a drone that
 * leaves does not any more. Everything that any thread of the hive stored into shared memory before it arrived is visible
 * to every thread that has passed.
 *
 * <p>Drones mean the same barrier when they use the same id. They must agree on the number of threads.
 *
 * <p>Arriving ends the spans of the calling thread, see {@link Span}.
 */
public final class SharedBarrier {
    private final Drone drone;
    private final Gate gate;
    private final int id;
    private final int threads;
    /** The number of the view in which each thread last passed. */
    private final ThreadLocal<Integer> lastView = ThreadLocal.withInitial(() -> 0);

    SharedBarrier(Drone drone, Gate gate, int id, int threads) {
        this.drone = drone;
        this.gate = gate;
        this.id = id;
        this.threads = threads;
    }

    /** {@return the id under which every drone knows this barrier} */
    public int id() {
        return id;
    }

    /** {@return how many threads of every drone must arrive} */
    public int threads() {
        return threads;
    }

    /**
     * Arrives and waits until the barrier opens. Interruption does not end the wait; the thread is still interrupted
     * afterwards.
     *
     * @return who was in the hive when it opened
     * @throws HiveTimeoutException if the barrier does not open within {@link HiveConfig#waitBound()}; it names the drones
     *     that are missing. As after {@link #await(long, TimeUnit)}, the thread still counts as arrived
     * @throws HiveException if the hive has ended
     */
    public BarrierPassage await() {
        synchronise();
        return passed(drone.arrive(id, threads));
    }

    /**
     * Arrives and waits until the barrier opens, but no longer than {@code time}, and not if the thread gets interrupted.
     *
     * <p>An arrival cannot be taken back: after a time-out or interruption this thread still counts as arrived, and the barrier may open
     * without it. The thread takes its wait up again by calling {@code await} on the same barrier, which returns at once
     * if the barrier has opened meanwhile, and does not count as a second arrival.
     *
     * @return who was in the hive when it opened
     * @throws InterruptedException if the thread is or gets interrupted; if it was before it came, it has not arrived
     * @throws TimeoutException if the time is over; it names the drones that are missing
     * @throws HiveException if the hive has ended
     */
    public BarrierPassage await(long time, TimeUnit unit) throws InterruptedException, TimeoutException {
        synchronise();
        var missing = new AtomicReference<>("");
        Optional<View> view = drone.arrive(id, threads, unit.toNanos(time), missing::set);
        return passed(view.orElseThrow(() -> new TimeoutException("Thread "
                + Thread.currentThread().getName() + " waited " + time + " "
                + unit.toString().toLowerCase(Locale.ROOT) + " for " + missing.get() + ".")));
    }

    private BarrierPassage passed(View view) {
        boolean changed = view.number() != lastView.get();
        lastView.set(view.number());
        return new BarrierPassage(HiveView.of(drone.views(), view), changed);
    }

    private void synchronise() {
        gate.synchronise("arrived at barrier %", id);
    }
}
