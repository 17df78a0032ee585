package io.hivemind.apps.tsp;

import io.hivemind.Hive;
import io.hivemind.HiveException;
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

    private static final int HEADER = 5;

    private final SharedInts words;
    private final SharedLock lock;
    private final Condition addedOrOver;

    /** What a row takes: how many cities the partial tour has, and the cities. */
    private final int width;

    private final int rows;
    private final int few;
    private final int cities;
    private final BooleanSupplier isGoing;

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
        words = hive.ints("tsp.pool", words(cities, depth, workers));
        lock = hive.lock(LOCK);
        addedOrOver = lock.condition(0);
        width = 1 + depth;
        rows = rows(cities, workers);
        few = FEW * workers;
    }

    /** {@return how many ints the pool takes} */
    static long words(int cities, int depth, int workers) {
        return HEADER + (long) rows(cities, workers) * (1 + depth);
    }

    /** {@return how many partial tours there may be: a few, and what each worker adds that took one when there were so few} */
    private static int rows(int cities, int workers) {
        return (FEW + cities) * workers;
    }

    /** Begins with the tour that has not left its first city. To be called once, on one drone. */
    void begin() {
        lock.lock();
        try {
            add(new int[1]);
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether all are searched} */
    boolean isOver() {
        lock.lock();
        try {
            return words.get(OPEN) == 0;
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
        while (words.get(COUNT) == 0 && words.get(OPEN) > 0 && !isGoing.getAsBoolean()) {
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
        isShort = count <= few && count - 1 + reserved + cities <= rows;
        if (isShort) {
            words.set(RESERVED, reserved + cities);
        }
        return Optional.of(Arrays.copyOfRange(row, 1, 1 + row[0]));
    }

    private long at(int row) {
        return HEADER + (long) row * width;
    }
}
