package io.hivemind.apps.quicksort;

import io.hivemind.SharedInts;
import io.hivemind.apps.frame.Progress;
import java.util.Optional;

/**
 * One thread that sorts ranges in a hive that goes on when drones fail. It does what {@link Worker} does, and the list is not backed up: what a drone
 * that failed had stored is made again from the source of the list. So each range says what its elements add up to, and between which elements they are.
 */
final class CarefulWorker {
    private final SharedInts list;
    private final Source source;
    private final TaskQueue queue;
    private final Settings settings;
    private final int grain;
    private final Progress progress;
    private final Sums.Placed placed;
    private int[] local = new int[0];

    /** The range whose elements are in {@link #local}. */
    private Range whole = new Range(0, 0);

    CarefulWorker(
            SharedInts list,
            Source source,
            TaskQueue queue,
            Sums.Placed placed,
            Settings settings,
            int grain,
            Progress progress) {
        this.list = list;
        this.source = source;
        this.queue = queue;
        this.settings = settings;
        this.grain = grain;
        this.progress = progress;
        this.placed = placed;
    }

    /** Sorts {@code first}, if there is one, then what the queue holds. */
    void run(Optional<Range> first) throws InterruptedException {
        Optional<Range> range = first.isPresent() ? first : queue.take();
        while (range.isPresent()) {
            whole = range.get();
            copy();
            range = queue.takeAfter(sort(), placed);
            progress.done(queue.placedLastSeen(), list.length());
        }
    }

    private void copy() {
        if (local.length < whole.length()) {
            local = new int[whole.length()];
        }
        list.get(whole.from(), local, 0, whole.length());
        if (whole.sum() == Range.UNKNOWN || whole.sum() != Fingerprint.mixed(local, 0, whole.length())) {
            Remake.into(local, whole, source);
        }
    }

    /** {@return what the queue still takes this worker to have in hand: all of it is in its final place now} */
    private Range sort() throws InterruptedException {
        Range inHand = whole;
        Range rest = whole;
        for (int splits = Sorter.splits(whole.length()); rest.length() > grain && splits > 0; splits--) {
            int pivot = Sorter.pivot(local, offset(rest.from()), offset(rest.to()));
            long middle = whole.from() + Sorter.partition(local, offset(rest.from()), offset(rest.to()), pivot);
            Range first = rest.before(middle, pivot);
            Range second = rest.behind(middle, pivot);
            boolean firstIsShorter = first.length() < second.length();
            Range shorter = firstIsShorter ? first : second;
            rest = firstIsShorter ? second : first;
            if (shorter.length() > grain) {
                store(shorter);
                queue.split(inHand, rest, shorter.adding(sum(shorter)), placed);
                inHand = rest;
            } else {
                place(shorter);
            }
        }
        place(rest);
        return inHand;
    }

    private void place(Range range) {
        Sorter.sort(local, offset(range.from()), offset(range.to()), settings.threshold(), settings.leaf());
        store(range);
        placed.note(range.from(), local, offset(range.from()), range.length());
    }

    private void store(Range range) {
        list.set(range.from(), local, offset(range.from()), range.length());
    }

    private long sum(Range range) {
        return Fingerprint.mixed(local, offset(range.from()), range.length());
    }

    private int offset(long index) {
        return (int) (index - whole.from());
    }
}
