package io.hivemind.simulator;

import java.util.Map;
import java.util.TreeMap;

/** The third checker, locks and conditions: one holder at a time, a growing fence, and no signal that nobody gave. */
final class LockWatch {
    private static final int NOBODY = -1;

    private static final class Lock {
        int holder = NOBODY;
        /** The fence of the last acquisition; the first one may have any. */
        long fence = Long.MIN_VALUE;
        /** Whether its holder has failed, and nobody has held it since. */
        boolean widowed;
    }

    /** How many signals were given on a condition, and how many waits they may still end. */
    private static final class Condition {
        int waiting;
        int allowed;
    }

    private record ConditionKey(long lock, int condition) implements Comparable<ConditionKey> {
        @Override
        public int compareTo(ConditionKey other) {
            int byLock = Long.compare(lock, other.lock);
            return byLock != 0 ? byLock : Integer.compare(condition, other.condition);
        }
    }

    private final Map<Long, Lock> locks = new TreeMap<>();
    private final Map<ConditionKey, Condition> conditions = new TreeMap<>();
    /** By thread that waits on a condition. */
    private final Map<Integer, ConditionKey> asleep = new TreeMap<>();

    /** The core told {@code thread} that it has the lock. */
    void granted(int thread, long lock, boolean inherited) {
        Lock watched = locks.computeIfAbsent(lock, _ -> new Lock());
        if (watched.widowed && !inherited) {
            throw new Failure.Found(
                    Failure.Kind.BROKEN_LOCK,
                    "Thread " + thread + " got lock " + lock + ", whose holder has failed, and was not told so.");
        }
        watched.widowed = false;
        if (watched.holder != NOBODY) {
            throw new Failure.Found(
                    Failure.Kind.BROKEN_LOCK,
                    "Thread " + thread + " got lock " + lock + " while thread " + watched.holder + " holds it.");
        }
        watched.holder = thread;
    }

    /** The thread that was granted the lock runs, and reads its fence. */
    void fenced(int thread, long lock, long fence) {
        Lock watched = locks.computeIfAbsent(lock, _ -> new Lock());
        if (fence <= watched.fence) {
            throw new Failure.Found(
                    Failure.Kind.BROKEN_LOCK,
                    "Thread " + thread + " got lock " + lock + " with fence " + fence
                            + ", but an earlier holder had fence " + watched.fence + ".");
        }
        watched.fence = fence;
    }

    /** {@return whether a holder with this fence may know nothing of the holder before, because the token was lost and made anew} */
    boolean isAnew(long lock, long fence) {
        Lock watched = locks.computeIfAbsent(lock, _ -> new Lock());
        return fence - 1 > watched.fence && watched.fence != Long.MIN_VALUE;
    }

    /** A thread has failed with its drone. Who gets a lock that it held is told so. */
    void fails(int thread) {
        ConditionKey slept = asleep.remove(thread);
        if (slept != null) {
            Condition watched = condition(slept.lock(), slept.condition());
            watched.waiting--;
            watched.allowed = Math.min(watched.allowed, watched.waiting);
        }
        for (Lock watched : locks.values()) {
            if (watched.holder == thread) {
                watched.holder = NOBODY;
                watched.widowed = true;
            }
        }
    }

    /** {@code thread} gives the lock back. */
    void released(int thread, long lock) {
        Lock watched = locks.computeIfAbsent(lock, _ -> new Lock());
        if (watched.holder != thread) {
            throw new IllegalStateException("thread " + thread + " releases lock " + lock + ", which is held by "
                    + watched.holder + ": the simulator is wrong");
        }
        watched.holder = NOBODY;
    }

    /** A thread begins to wait on a condition. */
    void awaits(int thread, long lock, int condition) {
        condition(lock, condition).waiting++;
        asleep.put(thread, new ConditionKey(lock, condition));
    }

    /** A holder of the lock signals. */
    void signals(long lock, int condition, boolean all) {
        Condition watched = condition(lock, condition);
        watched.allowed = all ? watched.waiting : Math.min(watched.waiting, watched.allowed + 1);
    }

    /** The wait of {@code thread} on a condition ended. */
    void awaited(int thread, long lock, int condition, boolean signalled) {
        Condition watched = condition(lock, condition);
        asleep.remove(thread);
        watched.waiting--;
        if (signalled) {
            if (watched.allowed == 0) {
                throw new Failure.Found(
                        Failure.Kind.FALSE_SIGNAL,
                        "The wait of thread " + thread + " on condition " + condition + " of lock " + lock
                                + " ended by a signal, but every signal given so far has ended another wait.");
            }
            watched.allowed--;
        }
        watched.allowed = Math.min(watched.allowed, watched.waiting);
    }

    /** The token was lost, and with it the list of those who wait. Who was signalled nobody knows, so all of them may be woken. */
    void lost(long lock) {
        conditions.forEach((key, condition) -> {
            if (key.lock() == lock) {
                condition.allowed = condition.waiting;
            }
        });
    }

    /** {@return who holds the lock, as the end of a sentence} */
    String holder(long lock) {
        Lock watched = locks.get(lock);
        return watched == null || watched.holder == NOBODY ? "nobody" : "thread " + watched.holder;
    }

    private Condition condition(long lock, int condition) {
        return conditions.computeIfAbsent(new ConditionKey(lock, condition), _ -> new Condition());
    }
}
