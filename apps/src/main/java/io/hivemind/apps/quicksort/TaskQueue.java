package io.hivemind.apps.quicksort;

import io.hivemind.Hive;
import io.hivemind.HiveView;
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
    /** The id of the lock of the queue. */
    static final int LOCK = 0;

    /** How many ranges are in the queue. */
    private static final int COUNT = 0;

    /** How many ranges are in the queue or being worked on. The sort is over when none is. */
    private static final int OPEN = 1;

    /** How many elements are in their final places. */
    private static final int PLACED = 2;

    /** Whether the list is there. */
    private static final int BEGUN = 3;

    /** How many ranges workers have in hand that others may have to end. */
    static final int IN_HAND = 4;

    private static final int HEADER = 5;

    /** Each range takes five longs: from, to, both bounds, the sum, and the rank of the drone that offered it, or has it in hand. */
    private static final int WIDTH = 5;

    /** More ranges are not in hand at one time; whoever takes one more does not note it. */
    private static final int MOST_IN_HAND = 512;

    private static final int FROM = 0;

    private static final int TO = 1;

    private static final int BOUNDS = 2;

    private static final int SUM = 3;

    private static final int OWNER = 4;

    private final Hive hive;
    private final int rank;

    /** Whether others end what drones had in hand that fail. */
    private final boolean goesOn;

    /** How many ranges may wait, those that are taken back among them. */
    private final long room;

    private final SharedLock lock;
    private final Condition offeredOrOver;
    private final SharedLongs words;
    private final BooleanSupplier isGoing;

    /** How many elements were in their final places when this drone last looked. */
    private volatile long placedLastSeen;

    /**
     * Opens the queue of the hive for a list of that length, none of whose ranges in the queue is shorter than {@code grain}.
     *
     * @param goesOn whether what drones have in hand is noted, for others to end if they fail
     * @param isGoing whether this drone takes nothing more
     */
    TaskQueue(Hive hive, long listLength, int grain, boolean goesOn, BooleanSupplier isGoing) {
        this.isGoing = isGoing;
        this.hive = hive;
        rank = hive.rank();
        this.goesOn = goesOn;
        room = listLength / grain + 1 + MOST_IN_HAND;
        lock = hive.lock(LOCK);
        offeredOrOver = lock.condition(0);
        words = hive.longs("quicksort.queue", words(listLength, grain, goesOn));
    }

    /** {@return how many longs the queue takes, for a sort that goes on when drones fail or not} */
    static long words(long listLength, int grain, boolean goesOn) {
        return HEADER + WIDTH * (listLength / grain + 1 + (goesOn ? 2 * MOST_IN_HAND : 0));
    }

    /** {@return whether the list is there} */
    boolean isBegun() {
        lock.lock();
        try {
            return words.get(BEGUN) == 1;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The list is there.
     *
     * @param inHand whether the calling drone has it in hand; if not, it waits like a range that was offered
     */
    void begin(Range list, boolean inHand) {
        lock.lock();
        try {
            words.set(BEGUN, 1);
            words.set(OPEN, 1);
            if (inHand) {
                hold(list);
            } else {
                put(0, list, rank);
                words.set(COUNT, 1);
                offeredOrOver.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether the list is sorted} */
    boolean isOver() {
        lock.lock();
        try {
            return isSorted();
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
            put(count, range, rank);
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

    /**
     * Offers a part of the range that the calling worker has in hand, in a hive that goes on: if this drone fails, others find what is left of it.
     *
     * @param whole the range as the queue knows it
     * @param kept the part that the worker goes on with
     * @param placed all that is neither kept nor offered
     */
    void split(Range whole, Range kept, Range offered, Sums.Placed placed) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            placed.tell();
            letGo(whole);
            hold(kept);
            words.set(PLACED, words.get(PLACED) + whole.length() - kept.length() - offered.length());
            offer(offered);
        } finally {
            lock.unlock();
        }
    }

    /** Ends {@code done}, which the calling worker had in hand in a hive that goes on and has {@code placed}, and takes another. */
    Optional<Range> takeAfter(Range done, Sums.Placed placed) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            placed.tell();
            letGo(done);
            return takeAfter(done.length());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Makes what drones that are not in the hive had in hand wait for others. Whoever had the lock before saw no later view than this
     * drone does now, so no newcomer is missing in it that has something in hand.
     */
    void takeBack() {
        lock.lock();
        try {
            HiveView view = hive.view();
            for (long held = words.get(IN_HAND) - 1; held >= 0; held--) {
                long index = room + held;
                if (!view.has((int) word(index, OWNER))) {
                    put(words.get(COUNT), range(index), rank);
                    words.set(COUNT, words.get(COUNT) + 1);
                    removeHeld(index);
                }
            }
            offeredOrOver.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Counts anew what is open, for a drone was lost: a part of what it did under the lock may be known and the rest not, if the members changed
     * meanwhile. A range that is neither here nor there then is found missing in the end, by what the list adds up to; one that is there
     * twice is sorted twice, which does no harm.
     */
    void recount() {
        lock.lock();
        try {
            if (words.get(IN_HAND) < MOST_IN_HAND) {
                words.set(OPEN, words.get(COUNT) + words.get(IN_HAND));
            }
            offeredOrOver.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** {@return how many elements were in their final places when a worker of this drone last used the queue} */
    long placedLastSeen() {
        return placedLastSeen;
    }

    private Optional<Range> awaitRange() throws InterruptedException {
        while (words.get(COUNT) == 0 && !isSorted() && !isGoing.getAsBoolean()) {
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
        Range taken = remove(best());
        hold(taken);
        return Optional.of(taken);
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

    private boolean isSorted() {
        return words.get(BEGUN) == 1 && words.get(OPEN) <= 0;
    }

    private Range remove(long index) {
        Range range = range(index);
        long last = words.get(COUNT) - 1;
        put(index, range(last), word(last, OWNER));
        words.set(COUNT, last);
        return range;
    }

    /** Notes that this drone has {@code range} in hand. */
    private void hold(Range range) {
        long held = words.get(IN_HAND);
        if (goesOn && held < MOST_IN_HAND) {
            put(room + held, range, rank);
            words.set(IN_HAND, held + 1);
        }
    }

    private void letGo(Range range) {
        for (long held = words.get(IN_HAND) - 1; held >= 0; held--) {
            if (word(room + held, FROM) == range.from()) {
                removeHeld(room + held);
            }
        }
    }

    private void removeHeld(long index) {
        long last = words.get(IN_HAND) - 1;
        put(index, range(room + last), word(room + last, OWNER));
        words.set(IN_HAND, last);
    }

    private Range range(long index) {
        long bounds = word(index, BOUNDS);
        return new Range(
                word(index, FROM), word(index, TO), (int) (bounds >> Integer.SIZE), (int) bounds, word(index, SUM));
    }

    private void put(long index, Range range, long owner) {
        long bounds = ((long) range.low() << Integer.SIZE) | Integer.toUnsignedLong(range.high());
        words.set(HEADER + index * WIDTH, new long[] {range.from(), range.to(), bounds, range.sum(), owner});
    }

    private long length(long index) {
        return word(index, TO) - word(index, FROM);
    }

    private long word(long index, int field) {
        return words.get(HEADER + index * WIDTH + field);
    }
}
