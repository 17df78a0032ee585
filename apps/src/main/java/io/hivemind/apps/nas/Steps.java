package io.hivemind.apps.nas;

import io.hivemind.Hive;
import io.hivemind.SharedDoubles;
import io.hivemind.SharedLock;
import io.hivemind.apps.frame.Progress;
import io.hivemind.apps.frame.Saving;
import java.util.Optional;

/**
 * The steps in which a kernel does what is timed: told to whoever watches, and on a hive with a checkpoint now and then. What a kernel has
 * in plain arrays it must keep in shared memory for that. Used by all workers of a process, each with its own thread.
 */
public final class Steps {
    private static final int LOCK = 3;

    /** The hive that the workers share, if it writes checkpoints or began with one. */
    private final Optional<Hive> hive;

    private final Saving saving;
    private final int threads;
    private final Progress progress;

    private Steps(Optional<Hive> hive, Saving saving, int threads, Progress progress) {
        this.hive = hive;
        this.saving = saving;
        this.threads = threads;
        this.progress = progress;
    }

    /** {@return the steps of workers who share plain arrays} */
    public static Steps plain(Progress progress) {
        return new Steps(Optional.empty(), new Saving(Optional.empty(), 1, ""), 1, progress);
    }

    /** {@return the steps of so many threads of each drone} */
    static Steps of(Hive hive, Saving saving, int threads, Progress progress) {
        boolean kept = saving.isOn() || hive.resumed().isPresent();
        return new Steps(Optional.of(hive).filter(_ -> kept), saving, threads, progress);
    }

    /** {@return whether anything is kept: the hive writes checkpoints or began with one} */
    public boolean areKept() {
        return hive.isPresent();
    }

    /** {@return how many of {@code whole} steps were done before the hive began} */
    public int begun(int whole) {
        return hive.map(shared -> saving.begun(shared, whole)).orElse(0);
    }

    /** {@return whether the workers are to keep what they have and {@link #save} it, {@code done} steps being done} */
    public boolean isDue(int done, int whole) {
        return saving.isDue(done, whole);
    }

    /** {@return numbers in shared memory, zero at first, to keep something in} For hives alone, see {@link #areKept}. */
    public SharedDoubles kept(String name, long length) {
        return hive.orElseThrow().doubles(name, length);
    }

    /** Adds numbers to those that are kept under that name, also by other workers, and makes them zero. */
    public void add(String name, double[] numbers) {
        SharedDoubles kept = kept(name, numbers.length);
        SharedLock lock = hive.orElseThrow().lock(LOCK);
        lock.lock();
        try {
            for (int i = 0; i < numbers.length; i++) {
                kept.set(i, kept.get(i) + numbers[i]);
                numbers[i] = 0;
            }
        } finally {
            lock.unlock();
        }
    }

    /** {@return the numbers that are kept under that name; zeros if none are kept} */
    public double[] sums(String name, int length) {
        double[] sums = new double[length];
        hive.ifPresent(_ -> kept(name, length).get(0, sums));
        return sums;
    }

    /** Writes a checkpoint, with all workers, after {@code done} steps. */
    public void save(int done) {
        saving.save(hive.orElseThrow(), done, threads);
    }

    /** Tells how far the work has come. */
    public void tell(long done, long whole) {
        progress.done(done, whole);
    }
}
