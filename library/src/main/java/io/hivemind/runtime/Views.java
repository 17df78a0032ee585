package io.hivemind.runtime;

import io.hivemind.protocol.Message.Repair;
import io.hivemind.protocol.View;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which drones are in the hive, as this one has heard. Any thread may call any method. */
public final class Views {
    private static final Logger LOG = LoggerFactory.getLogger(Views.class);
    private static final long IDLE_SECONDS = 1;
    /** For so many views it is known how they came about. */
    private static final int MEMORY = 64;

    private final int rank;
    /** Whether this drone can do nothing more in the hive. */
    private final BooleanSupplier isOver;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ConcurrentMap<Integer, ViewChange> changesByNumber = new ConcurrentHashMap<>();
    private final List<ViewListener> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<List<Repair>>> lossListeners = new CopyOnWriteArrayList<>();
    /** Calls the listeners, one view after the other, and ends by itself. */
    private final ThreadPoolExecutor caller;
    /** Held while a listener is called, and while none may be. */
    private final ReentrantLock telling = new ReentrantLock();

    /** Whether no listener is called any more. */
    private volatile boolean ended;

    /** Written under {@link #lock}. */
    private volatile View view;

    private volatile int onlyOther;

    /**
     * Begins with the drones that found the hive.
     *
     * @param isOver whether the hive has ended for this drone, and all that a listener still tries with it
     */
    Views(int rank, int founders, BooleanSupplier isOver) {
        this.rank = rank;
        this.isOver = isOver;
        this.view = View.first(founders);
        this.onlyOther = onlyOther(view);
        this.caller = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("hivemind-" + rank + "-views").factory());
        caller.allowCoreThreadTimeOut(true);
    }

    /** {@return the newest view} */
    public View now() {
        return view;
    }

    /** {@return the only other drone, or {@link Luck#NOBODY} if there is none or more} */
    int onlyOther() {
        return onlyOther;
    }

    /** {@return how {@code to} came about, unless that is long ago; a newcomer has seen no view before, and was in none} */
    public Optional<ViewChange> changeTo(View to) {
        return Optional.ofNullable(changesByNumber.get(to.number()));
    }

    /** The members of the hive are others from now on; those in {@code lost} were taken to have failed. */
    void change(View to, List<Integer> lost) {
        lock.lock();
        try {
            View before = view.has(rank) ? view : to.next(List.of(), List.of(rank));
            ViewChange change = new ViewChange(before, to, lost);
            changesByNumber.put(to.number(), change);
            changesByNumber.remove(to.number() - MEMORY);
            view = to;
            onlyOther = onlyOther(to);
            changed.signalAll();
            if (!listeners.isEmpty()) {
                caller.execute(() -> listeners.forEach(listener -> tell("a view", () -> listener.changed(change))));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Has {@code listener} called for every view that comes from now on, in order, on a thread of the drone's own. */
    public void listen(ViewListener listener) {
        listeners.add(listener);
    }

    /** What drones that failed had written is lost. */
    void lost(List<Repair> losses) {
        if (!lossListeners.isEmpty()) {
            caller.execute(() -> lossListeners.forEach(listener -> tell("a loss", () -> listener.accept(losses))));
        }
    }

    /** Has {@code listener} called for all that is lost from now on, before it hears of the view, on the same thread. */
    public void listenToLosses(Consumer<List<Repair>> listener) {
        lossListeners.add(listener);
    }

    /**
     * Does {@code work} while no listener is called: waits, at most so long, for the one that is, unless it is that itself which asks for
     * it. A listener may hold what the work would take from it.
     */
    void undisturbed(long nanos, Runnable work) {
        boolean alone = awaitSilence(nanos);
        try {
            work.run();
        } finally {
            if (alone) {
                telling.unlock();
            }
        }
    }

    /** No listener is called any more. To be said {@linkplain #undisturbed undisturbed}. */
    void end() {
        ended = true;
    }

    /** Makes those look again who wait for a view. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether this drone was taken in within {@code nanos} nanoseconds, before {@code over}} */
    boolean awaitIn(long nanos, BooleanSupplier over) {
        lock.lock();
        try {
            long left = nanos;
            while (!view.has(rank) && !over.getAsBoolean() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return view.has(rank);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private int onlyOther(View of) {
        return of.size() == 2 && of.has(rank)
                ? of.members().getFirst() + of.members().getLast() - rank
                : Luck.NOBODY;
    }

    private boolean awaitSilence(long nanos) {
        try {
            return telling.tryLock(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void tell(String what, Runnable listener) {
        telling.lock();
        try {
            if (!ended) {
                listener.run();
            }
        } catch (RuntimeException failed) {
            tellOf(failed, what);
        } finally {
            telling.unlock();
        }
    }

    /** What ends with the hive is no error of the listener, and why that ended is told elsewhere. */
    private void tellOf(RuntimeException failed, String what) {
        if (isOver.getAsBoolean()) {
            LOG.info(
                    "A listener of drone {} that was told of {} ended with the hive: {}",
                    rank,
                    what,
                    failed.toString());
        } else {
            LOG.error("A listener of drone {} failed when it was told of {}.", rank, what, failed);
        }
    }
}
