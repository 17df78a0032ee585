package io.hivemind.apps.wordcount;

import io.hivemind.Hive;
import io.hivemind.HiveException;
import io.hivemind.HiveView;
import io.hivemind.SharedLock;
import io.hivemind.SharedLongs;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.function.BooleanSupplier;

/**
 * A number of tasks, in shared memory, that the drones of a hive do although some of them fail. For each it is noted who has it in hand,
 * and in the end its result. What a drone had in hand that failed others take again.
 *
 * <p>So a task may be done twice, and by a drone that nobody hears of any more. That does no harm if it changes nothing that another
 * task reads: it stores what comes of it where nobody looks, such as in a block of its own, and its result, one number, says where
 * that is. What counts is decided here, under a lock, when the result is noted.
 */
final class Tasks {
    /** One task. */
    @FunctionalInterface
    interface Work {
        /** Does the task of that number; {@return its result} */
        long run(int task) throws InterruptedException;
    }

    private static final int NONE = -1;

    /** A task may take as long as it likes. */
    private static final long HOURS = 12;

    /** What is noted of a task: that nobody has it, that it is done, or else the rank of the drone that has it, plus one. */
    private static final long WAITING = 0;

    private static final long DONE = -1;

    private final Hive hive;
    private final int count;
    private final BooleanSupplier mayTake;
    private final BooleanSupplier isGoing;
    private final SharedLock lock;
    private final Condition changed;

    /** For each task what is noted of it, then for each its result. */
    private final SharedLongs words;

    /**
     * Opens the tasks of that name.
     *
     * @param lock the id of their lock
     * @param mayTake whether this drone takes any; looked at again when the members change
     * @param isGoing whether this drone takes none any more, and waits for no others
     */
    Tasks(Hive hive, String name, int lock, int count, BooleanSupplier mayTake, BooleanSupplier isGoing) {
        this.hive = hive;
        this.count = count;
        this.mayTake = mayTake;
        this.isGoing = isGoing;
        this.lock = hive.lock(lock);
        this.changed = this.lock.condition(0);
        this.words = hive.longs(name, words(count));
        hive.onViewChange(_ -> takeBack());
        takeBack();
    }

    /** {@return how many longs so many tasks take} */
    static long words(int count) {
        return 2L * count;
    }

    /** {@return how many there are} */
    int count() {
        return count;
    }

    /** Does tasks, as other threads and drones do, until all are done, or this drone goes. */
    void run(Work work) throws InterruptedException {
        for (int task = take(); task != NONE; task = take()) {
            end(task, work.run(task));
        }
    }

    /** {@return whether all are done} */
    boolean areOver() {
        lock.lock();
        try {
            return areOver(noted());
        } finally {
            lock.unlock();
        }
    }

    /** {@return the result of each, when all are done} */
    long[] results() {
        long[] results = new long[count];
        words.get(count, results);
        return results;
    }

    /** Makes all look again that wait for a task. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** {@return a task that nobody has, which is this drone's from now on, waiting until there is one} */
    private int take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long[] noted = noted();
            int task = next(noted);
            while (task == NONE && !areOver(noted) && !isGoing.getAsBoolean()) {
                if (!changed.await(HOURS, TimeUnit.HOURS)) {
                    throw new HiveException("A worker waited " + HOURS + " hours for the tasks of others.");
                }
                noted = noted();
                task = next(noted);
            }
            if (task != NONE) {
                words.set(task, 1 + hive.rank());
            }
            return task;
        } finally {
            lock.unlock();
        }
    }

    /** The result first: should this drone fail here, and others see the one and not the other, the task is not done. */
    private void end(int task, long result) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            words.set(count + task, result);
            words.set(task, DONE);
            if (areOver(noted())) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Makes wait for others what drones have that are not in the hive. Whoever held the lock before saw no later view than this drone now. */
    private void takeBack() {
        lock.lock();
        try {
            HiveView view = hive.view();
            long[] noted = noted();
            for (int task = 0; task < count; task++) {
                if (noted[task] > WAITING && !view.has((int) noted[task] - 1)) {
                    words.set(task, WAITING);
                }
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private int next(long[] noted) {
        int task = 0;
        while (task < count && noted[task] != WAITING) {
            task++;
        }
        return task < count && mayTake.getAsBoolean() && !isGoing.getAsBoolean() ? task : NONE;
    }

    private static boolean areOver(long[] noted) {
        return Arrays.stream(noted).allMatch(task -> task == DONE);
    }

    private long[] noted() {
        long[] noted = new long[count];
        words.get(0, noted);
        return noted;
    }
}
