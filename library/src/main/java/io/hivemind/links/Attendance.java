package io.hivemind.links;

import java.util.BitSet;
import java.util.Collection;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/** Which drones have come. Threads that greet them write it, the thread that starts the links waits for all. */
final class Attendance {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Those whom nobody waits for any more: they have come, or are this drone itself. Guarded by {@link #lock}. */
    private final BitSet present = new BitSet();
    /** Those who have come or are just being let in. Guarded by {@link #lock}. */
    private final BitSet claimed = new BitSet();

    /** Whom this drone waits for. Guarded by {@link #lock}. */
    private final BitSet expected = new BitSet();

    /** Whether waiting has become useless. Guarded by {@link #lock}. */
    private boolean ended;

    /** Makes that of drone {@code rank}, which waits for nobody yet. */
    Attendance(int rank) {
        present.set(rank);
        claimed.set(rank);
    }

    /** Waits for those in {@code ranks} from now on, and for nobody else. */
    void expect(Collection<Integer> ranks) {
        lock.lock();
        try {
            expected.clear();
            ranks.forEach(expected::set);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether drone {@code rank} has come} */
    boolean isPresent(int rank) {
        lock.lock();
        try {
            return present.get(rank);
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether {@code rank} was free, and is now the caller's to let in} */
    boolean claim(int rank) {
        lock.lock();
        try {
            boolean free = !claimed.get(rank);
            claimed.set(rank);
            return free;
        } finally {
            lock.unlock();
        }
    }

    /** The drone that was to be let in as {@code rank} was lost on the way. */
    void giveBack(int rank) {
        lock.lock();
        try {
            claimed.clear(rank);
        } finally {
            lock.unlock();
        }
    }

    /** The drone {@code rank} is in. */
    void enter(int rank) {
        lock.lock();
        try {
            present.set(rank);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends every wait. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether everybody has come before {@code deadline}, a time of {@link System#nanoTime}} */
    boolean awaitAll(long deadline) throws InterruptedException {
        lock.lock();
        try {
            while (!missing().isEmpty() && !ended) {
                if (changed.awaitNanos(deadline - System.nanoTime()) <= 0) {
                    return false;
                }
            }
            return !ended;
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether this drone waits for drone {@code rank}, or has} */
    boolean isExpected(int rank) {
        lock.lock();
        try {
            return expected.get(rank);
        } finally {
            lock.unlock();
        }
    }

    /** {@return who has not come, as in "drones 2 and 3"} */
    String missingText() {
        String ranks = missing().stream().mapToObj(Integer::toString).collect(Collectors.joining(", "));
        int comma = ranks.lastIndexOf(", ");
        return comma < 0
                ? "drone " + ranks
                : "drones " + ranks.substring(0, comma) + " and " + ranks.substring(comma + 2);
    }

    private BitSet missing() {
        lock.lock();
        try {
            BitSet missing = (BitSet) expected.clone();
            missing.andNot(present);
            return missing;
        } finally {
            lock.unlock();
        }
    }
}
