package io.hivemind.apps.tsp;

import io.hivemind.Hive;
import io.hivemind.HiveException;
import io.hivemind.HiveView;
import io.hivemind.SharedInts;
import io.hivemind.SharedLock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.function.BooleanSupplier;

/** The pool of a hive, in shared memory, as one worker sees it. Whoever finds it empty waits on a condition. */
final class SharedPool implements Pool {
    private static final int LOCK = 0;

    /** A search may take as long as it likes, and a worker that has nothing to do waits for the others. */
    private static final long HOURS = 12;

    /** How many partial tours are in the pool. */
    private static final int COUNT = 0;

    /** How many partial tours are in the pool or being worked on. The search is over when none is. */
    private static final int OPEN = 1;

    /** How many partial tours were taken. */
    private static final int TAKEN = 2;

    /** In which row the first of them is. Behind the last row comes the first again. */
    private static final int FIRST = 3;

    /** How many rows are kept for what workers may add that were told that there are few. */
    private static final int RESERVED = 4;

    /** Whether the search was prepared. */
    private static final int BEGUN = 5;

    /** How many partial tours workers have in hand that others may have to search. */
    private static final int IN_HAND = 6;

    private static final int HEADER = 7;

    /** More workers do not note what they have in hand. */
    private static final int MOST_IN_HAND = 512;

    /** What stands before a partial tour that is in hand: the rank of the drone, and how many rows are reserved for what comes out of it. */
    private static final int NOTE = 2;

    private final SharedInts words;
    private final SharedLock lock;
    private final Condition addedOrOver;

    /** What a row takes: how many cities the partial tour has, and the cities. */
    private final int width;

    private final int rows;
    private final int few;
    private final int cities;
    private final BooleanSupplier isGoing;

    private final Hive hive;
    private final int rank;

    /** Whether what workers have in hand is noted, so that others search it if their drone fails. */
    private final boolean goesOn;

    /** What this worker has in hand: its drone, how many cities are reserved for it, and the partial tour. */
    private int[] inHand = new int[0];

    /** Whether there were few when this worker took last. */
    private boolean isShort;

    /**
     * Opens the pool of the hive for partial tours of up to {@code depth} cities.
     *
     * @param workers how many the founders have; newcomers may bring more
     * @param isGoing whether this drone takes nothing more
     */
    SharedPool(Hive hive, int cities, int depth, int workers, BooleanSupplier isGoing) {
        this.cities = cities;
        this.isGoing = isGoing;
        this.hive = hive;
        rank = hive.rank();
        goesOn = hive.config().onFailure().goesOn();
        words = hive.ints("tsp.pool", words(cities, depth, workers));
        lock = hive.lock(LOCK);
        addedOrOver = lock.condition(0);
        width = 1 + depth;
        rows = rows(cities, workers);
        few = FEW * workers;
    }

    /** {@return how many ints the pool takes} */
    static long words(int cities, int depth, int workers) {
        return HEADER + (long) rows(cities, workers) * (1 + depth) + (long) MOST_IN_HAND * (NOTE + 1 + depth);
    }

    /**
     * {@return how many partial tours there may be: a few, what each worker adds that took one when there were so few, and what is taken
     * back from drones that fail}
     */
    private static int rows(int cities, int workers) {
        return (FEW + cities) * workers + MOST_IN_HAND;
    }

    /** Begins with the tour that has not left its first city. To be called once, on one drone. */
    void begin() {
        lock.lock();
        try {
            add(new int[1]);
            words.set(BEGUN, 1);
            addedOrOver.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether the search was prepared} */
    boolean isBegun() {
        lock.lock();
        try {
            return words.get(BEGUN) == 1;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the search was prepared, by another drone if the first has failed. */
    void awaitBegin() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (words.get(BEGUN) == 0) {
                addedOrOver.await();
            }
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
            for (int held = words.get(IN_HAND) - 1; held >= 0; held--) {
                int[] note = note(held);
                if (!view.has(note[0])) {
                    add(Arrays.copyOfRange(note, NOTE + 1, NOTE + 1 + note[NOTE]));
                    words.set(OPEN, words.get(OPEN) - 1);
                    words.set(RESERVED, words.get(RESERVED) - note[1]);
                    remove(held);
                }
            }
            addedOrOver.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether all are searched} */
    boolean isOver() {
        lock.lock();
        try {
            return isSearched();
        } finally {
            lock.unlock();
        }
    }

    /** Makes all workers look again that wait for a partial tour. */
    void wake() {
        lock.lock();
        try {
            addedOrOver.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** {@return how many partial tours were taken} */
    int taken() {
        return words.get(TAKEN);
    }

    @Override
    public Optional<int[]> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            return await();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isShort() {
        return isShort;
    }

    @Override
    public Optional<int[]> takeAfter(List<int[]> extended) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            letGo();
            extended.forEach(this::add);
            words.set(RESERVED, words.get(RESERVED) - (isShort ? cities : 0));
            isShort = false;
            words.set(OPEN, words.get(OPEN) - 1);
            for (int forOthers = 1; forOthers < extended.size(); forOthers++) {
                addedOrOver.signal();
            }
            return await();
        } finally {
            lock.unlock();
        }
    }

    private void add(int[] partial) {
        int count = words.get(COUNT);
        int[] row = new int[1 + partial.length];
        row[0] = partial.length;
        System.arraycopy(partial, 0, row, 1, partial.length);
        words.set(at((words.get(FIRST) + count) % rows), row);
        words.set(COUNT, count + 1);
        words.set(OPEN, words.get(OPEN) + 1);
    }

    private Optional<int[]> await() throws InterruptedException {
        while (words.get(COUNT) == 0 && !isSearched() && !isGoing.getAsBoolean()) {
            if (!addedOrOver.await(HOURS, TimeUnit.HOURS)) {
                throw new HiveException(
                        "A worker of the search waited " + HOURS + " hours for a partial tour from others.");
            }
        }
        int count = words.get(COUNT);
        if (isGoing.getAsBoolean()) {
            // The signal that woke this worker may have been meant for one that stays.
            addedOrOver.signal();
            return Optional.empty();
        }
        if (count == 0) {
            addedOrOver.signalAll();
            return Optional.empty();
        }
        int[] row = new int[width];
        int first = words.get(FIRST);
        words.get(at(first), row);
        words.set(FIRST, (first + 1) % rows);
        words.set(COUNT, count - 1);
        words.set(TAKEN, words.get(TAKEN) + 1);
        int reserved = words.get(RESERVED);
        isShort = count <= few && count - 1 + reserved + cities <= rows - MOST_IN_HAND;
        if (isShort) {
            words.set(RESERVED, reserved + cities);
        }
        hold(row);
        return Optional.of(Arrays.copyOfRange(row, 1, 1 + row[0]));
    }

    private boolean isSearched() {
        return words.get(BEGUN) == 1 && words.get(OPEN) == 0;
    }

    private void hold(int[] row) {
        int held = words.get(IN_HAND);
        inHand = new int[0];
        if (goesOn && held < MOST_IN_HAND) {
            inHand = new int[NOTE + width];
            inHand[0] = rank;
            inHand[1] = isShort ? cities : 0;
            System.arraycopy(row, 0, inHand, NOTE, width);
            words.set(noteAt(held), inHand);
            words.set(IN_HAND, held + 1);
        }
    }

    private void letGo() {
        for (int held = words.get(IN_HAND) - 1; held >= 0 && inHand.length > 0; held--) {
            if (Arrays.equals(note(held), inHand)) {
                remove(held);
                inHand = new int[0];
            }
        }
    }

    private void remove(int held) {
        int last = words.get(IN_HAND) - 1;
        words.set(noteAt(held), note(last));
        words.set(IN_HAND, last);
    }

    private int[] note(int held) {
        int[] note = new int[NOTE + width];
        words.get(noteAt(held), note);
        return note;
    }

    private long noteAt(int held) {
        return at(rows) + (long) held * (NOTE + width);
    }

    private long at(int row) {
        return HEADER + (long) row * width;
    }
}
