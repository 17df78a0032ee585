package io.hivemind.apps.quicksort;

import io.hivemind.Hive;
import io.hivemind.SharedLock;
import io.hivemind.SharedLongs;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.function.BooleanSupplier;

/**
 * The ranges that wait to be sorted, in shared memory. Whoever finds it empty waits on a condition until somebody offers a
 * range or nobody works any more.
 *
 * <p>A drone takes its own ranges first, for their pages are with it, then the others'; of those the longest. Ranges in
 * the queue are disjoint and longer than the grain, which bounds their number.
 */
final class TaskQueue {
    /**
     * A range of the list.
     *
     * @param from its first element
     * @param to the element after its last
     */
    record Range(long from, long to) {
        int length() {
            return (int) (to - from);
        }
    }

    private static final int LOCK = 0;

    /** How many ranges are in the queue. */
    private static final int COUNT = 0;

    /** How many ranges are in the queue or being worked on. The sort is over when none is. */
    private static final int OPEN = 1;

    /** How many elements are in their final places. */
    private static final int PLACED = 2;

    private static final int HEADER = 3;

    /** Each range takes three longs: from, to, and the rank of the drone that offered it. */
    private static final int WIDTH = 3;

    private static final int FROM = 0;

    private static final int TO = 1;

    private static final int OWNER = 2;

    private final int rank;
    private final SharedLock lock;
    private final Condition offeredOrOver;
    private final SharedLongs words;
    private final BooleanSupplier isGoing;

    /** How many elements were in their final places when this drone last looked. */
    private volatile long placedLastSeen;

    /**
     * Opens the queue of the hive for a list of that length, none of whose ranges in the queue is shorter than {@code grain}.
     *
     * @param isGoing whether this drone takes nothing more
     */
    TaskQueue(Hive hive, long listLength, int grain, BooleanSupplier isGoing) {
        this.isGoing = isGoing;
        rank = hive.rank();
        lock = hive.lock(LOCK);
        offeredOrOver = lock.condition(0);
        words = hive.longs("quicksort.queue", words(listLength, grain));
    }

    /** {@return how many longs the queue takes} */
    static long words(long listLength, int grain) {
        return HEADER + WIDTH * (listLength / grain + 1);
    }

    /** Counts one range as being worked on that was never offered: the whole list, by the drone that has it. */
    void begin() {
        lock.lock();
        try {
            words.set(OPEN, 1);
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether the list is sorted} */
    boolean isOver() {
        lock.lock();
        try {
            return words.get(OPEN) == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Makes all workers that wait for a range look again. */
    void wake() {
        lock.lock();
        try {
            offeredOrOver.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Offers a range to all workers. The calling worker is still working on another one. */
    void offer(Range range) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long count = words.get(COUNT);
            put(count, range.from, range.to, rank);
            words.set(COUNT, count + 1);
            words.set(OPEN, words.get(OPEN) + 1);
            offeredOrOver.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * {@return a range for a worker that has none, waiting until there is one; nothing once the list is sorted, or if this drone
     * goes}
     */
    Optional<Range> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            return awaitRange();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the range that the calling worker has been working on, and takes another: both at once, which saves messages.
     *
     * @param placed how many elements this worker has brought to their final places in it
     */
    Optional<Range> takeAfter(long placed) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            words.set(PLACED, words.get(PLACED) + placed);
            words.set(OPEN, words.get(OPEN) - 1);
            return awaitRange();
        } finally {
            lock.unlock();
        }
    }

    /** {@return how many elements were in their final places when a worker of this drone last used the queue} */
    long placedLastSeen() {
        return placedLastSeen;
    }

    private Optional<Range> awaitRange() throws InterruptedException {
        while (words.get(COUNT) == 0 && words.get(OPEN) > 0 && !isGoing.getAsBoolean()) {
            offeredOrOver.await();
        }
        placedLastSeen = words.get(PLACED);
        if (isGoing.getAsBoolean()) {
            // The signal that woke this worker may have been meant for one that stays.
            offeredOrOver.signal();
            return Optional.empty();
        }
        if (words.get(COUNT) == 0) {
            offeredOrOver.signalAll();
            return Optional.empty();
        }
        return Optional.of(remove(best()));
    }

    private long best() {
        long count = words.get(COUNT);
        long best = 0;
        for (long index = 1; index < count; index++) {
            boolean own = word(index, OWNER) == rank;
            boolean bestIsOwn = word(best, OWNER) == rank;
            if (own == bestIsOwn ? length(index) > length(best) : own) {
                best = index;
            }
        }
        return best;
    }

    private Range remove(long index) {
        var range = new Range(word(index, FROM), word(index, TO));
        long last = words.get(COUNT) - 1;
        put(index, word(last, FROM), word(last, TO), word(last, OWNER));
        words.set(COUNT, last);
        return range;
    }

    private void put(long index, long from, long to, long owner) {
        words.set(HEADER + index * WIDTH, new long[] {from, to, owner});
    }

    private long length(long index) {
        return word(index, TO) - word(index, FROM);
    }

    private long word(long index, int field) {
        return words.get(HEADER + index * WIDTH + field);
    }
}
