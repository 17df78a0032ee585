package io.hivemind.runtime;

import io.hivemind.protocol.Outcome;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One wait of one application thread. The thread that gets the outcome of the node writes it; the one that waits reads it. */
final class Ticket {
    private final long number;
    private final Thread waiter;
    private volatile @Nullable Outcome outcome;
    /** Whether the waiter has something to look at: an outcome, or the end of the hive. */
    private volatile boolean woken;
    /** Written before the waiter looks at {@link #woken} for the last time, so that whoever sets that sees this. */
    private volatile boolean parked;

    Ticket(long number, Thread waiter) {
        this.number = number;
        this.waiter = waiter;
    }

    long number() {
        return number;
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

    /** Parks the current thread, which must be the waiter, for a while or until it should look again. */
    void park(long nanos) {
        parked = true;
        if (!woken) {
            LockSupport.parkNanos(this, nanos);
        }
        parked = false;
    }
}
