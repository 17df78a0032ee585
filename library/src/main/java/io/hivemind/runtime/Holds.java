package io.hivemind.runtime;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Which thread of this drone holds which lock how many times. The node sees only the outermost acquire and release of a
 * thread; an entry is written by its holder alone.
 */
final class Holds {
    private static final long FIRST_OWN_LOCK = 1L << 32;

    /** The holds of one lock. */
    static final class Hold {
        private final long holder = Thread.currentThread().threadId();
        private final String name = Thread.currentThread().getName();
        private boolean inherited;
        private int count = 1;

        Hold(boolean inherited) {
            this.inherited = inherited;
        }

        /** A wait on a condition ended, of which {@code ticket} tells how it got the lock again. {@return the end of the wait} */
        Waits.End after(Waits.End end, Ticket ticket) {
            inherited = Waits.isInherited(ticket.outcome());
            return end;
        }
    }

    private final int rank;
    private final ConcurrentMap<Long, Hold> holds = new ConcurrentHashMap<>();

    Holds(int rank) {
        this.rank = rank;
    }

    /** {@return whether the current thread held {@code lock} already, and now has one more hold of it} */
    boolean again(long lock) {
        Hold hold = mine(lock);
        if (hold != null) {
            hold.count = Math.addExact(hold.count, 1);
        }
        return hold != null;
    }

    /** The current thread has got {@code lock} from the node; {@code inherited}: from a drone that failed with it. */
    void first(long lock, boolean inherited) {
        holds.put(lock, new Hold(inherited));
    }

    /** {@return whether the current thread has {@code lock} from a drone that failed with it} */
    boolean isInherited(long lock) {
        Hold hold = mine(lock);
        return hold != null && hold.inherited;
    }

    /** {@return whether the current thread gives up its last hold of {@code lock}, and must give it to the node} */
    boolean last(long lock) {
        Hold hold = require(lock, "release it");
        hold.count--;
        if (hold.count == 0) {
            holds.remove(lock);
        }
        return hold.count == 0;
    }

    /** {@return all holds of {@code lock}, which the current thread gives up until it calls {@link #restore}} */
    Hold suspend(long lock) {
        Hold hold = require(lock, "suspend its holds");
        holds.remove(lock);
        return hold;
    }

    void restore(long lock, Hold hold) {
        holds.put(lock, hold);
    }

    /** {@return the locks of the program that threads of this drone hold, each with who does, as the middle of a sentence} */
    Map<Long, String> ofProgram() {
        var held = new TreeMap<Long, String>();
        holds.forEach((lock, hold) -> {
            if (lock < FIRST_OWN_LOCK) {
                held.put(lock, "thread " + hold.name + " held " + name(lock));
            }
        });
        return held;
    }

    /** {@return some lock that a thread of this drone holds, and who does, as the middle of a sentence} */
    Optional<String> any() {
        return holds.entrySet().stream()
                .findFirst()
                .map(held -> "thread " + held.getValue().name + " holds " + name(held.getKey()));
    }

    /** Checks that the current thread holds no lock of the program, as must be while drones do what {@code purpose} says. */
    void requireNone(String purpose) {
        long current = Thread.currentThread().threadId();
        holds.forEach((lock, hold) -> {
            if (lock < FIRST_OWN_LOCK && hold.holder == current) {
                throw new IllegalStateException("No thread may hold a lock while drones " + purpose + ", but thread "
                        + hold.name + " of drone " + rank + " holds " + name(lock) + ".");
            }
        });
    }

    int count(long lock) {
        Hold hold = mine(lock);
        return hold == null ? 0 : hold.count;
    }

    /** Checks that the current thread holds {@code lock}, as it must to do what {@code purpose} says. */
    Hold require(long lock, String purpose) {
        Hold hold = mine(lock);
        if (hold == null) {
            Hold other = holds.get(lock);
            throw new IllegalMonitorStateException(
                    "Thread " + Thread.currentThread().getName() + " of drone " + rank
                            + " must hold " + name(lock) + " to " + purpose + ", but "
                            + (other == null ? "no thread of this drone holds it" : "thread " + other.name + " does")
                            + ".");
        }
        return hold;
    }

    /** {@return how messages call {@code lock}} */
    static String name(long lock) {
        return lock >= FIRST_OWN_LOCK ? "the hive's own lock " + (lock - FIRST_OWN_LOCK) : "lock " + (int) lock;
    }

    private @Nullable Hold mine(long lock) {
        Hold hold = holds.get(lock);
        return hold != null && hold.holder == Thread.currentThread().threadId() ? hold : null;
    }
}
