package io.hivemind.runtime;

import io.hivemind.protocol.Outcome;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One wait of one application thread. The thread that gets the outcome of the node writes it; the one that waits reads it. */
final class Ticket {
    private final long number;
    private final Thread waiter;
    private final Luck luck;
    /** The only drone that was asked for something in the step that began the wait. Guarded by the lock round the node. */
    private int askedOf = Luck.NOBODY;
    /** Written before the ticket is handed to its waiter. */
    private int expectedFrom = Luck.NOBODY;
    /** The drone whose link the waiter reads meanwhile. Written before the waiter looks at {@link #woken}. */
    private volatile int leading = Luck.NOBODY;
    /** By when the waiter should have given up reading, by the clock of {@link System#nanoTime}. Written before {@link #leading}. */
    private volatile long deadline;

    private volatile @Nullable Outcome outcome;
    /** Whether the waiter has something to look at: an outcome, or the end of the hive. */
    private volatile boolean woken;
    /** Written before the waiter looks at {@link #woken} for the last time, so that whoever sets that sees this. */
    private volatile boolean parked;

    Ticket(long number, Thread waiter, Luck luck) {
        this.number = number;
        this.waiter = waiter;
        this.luck = luck;
    }

    long number() {
        return number;
    }

    /** {@return the drone that will probably end the wait, if one stands out} For the waiter alone. */
    int expectedFrom() {
        return luck.isGood() ? expectedFrom : Luck.NOBODY;
    }

    /** In the step that began the wait only drone {@code rank} was asked for something, if it is one. */
    void askedOf(int rank) {
        askedOf = rank;
        expectedFrom = luck.guess(rank);
    }

    /** A message of drone {@code rank}, or none if it is nobody, ends the wait. */
    void answeredBy(int rank) {
        luck.learn(askedOf, rank);
    }

    /** The waiter begins to read the link from drone {@code rank}, or ends it with {@link Luck#NOBODY}. */
    void lead(int rank, long until) {
        deadline = until;
        leading = rank;
    }

    /** {@return the drone whose link the waiter reads, if it does and is not the current thread} */
    int ledFrom() {
        return waiter.threadId() == Thread.currentThread().threadId() ? Luck.NOBODY : leading;
    }

    /** {@return for how many nanoseconds the waiter has been reading on although it should have given up; negative if not} */
    long overdueNanos() {
        return leading == Luck.NOBODY ? -1 : System.nanoTime() - deadline;
    }

    /** {@return whether there is something to look at} */
    boolean isWoken() {
        return woken;
    }

    @Nullable
    Outcome outcome() {
        return outcome;
    }

    void end(Outcome how) {
        outcome = how;
        wake();
    }

    /** Makes the waiter look again, whether there is an outcome or not. */
    void wake() {
        woken = true;
        if (parked) {
            LockSupport.unpark(waiter);
        }
    }

    /** Keeps the processor for a while, or until there is something to look at; lets others have it who want it meanwhile. */
    @SuppressWarnings("ThreadPriorityCheck") // Whether it yields makes a difference in time, not in what happens.
    void stay(long nanos) {
        long began = System.nanoTime();
        while (!woken && System.nanoTime() - began < nanos) {
            Thread.yield();
        }
    }

    /** Parks the current thread, which must be the waiter, for a while or until it should look again. */
    void park(long nanos) {
        parked = true;
        if (!woken) {
            LockSupport.parkNanos(this, nanos);
        }
        parked = false;
    }
}
