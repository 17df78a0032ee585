package io.hivemind.apps.quicksort;

import io.hivemind.SharedInts;
import io.hivemind.apps.frame.Progress;
import io.hivemind.apps.frame.Ration;
import java.util.Optional;

/**
 * One thread that sorts ranges of the shared list until none is left. A range is copied into a plain array, split there,
 * and written back piece by piece: what is offered to others before the offer, what is sorted once it is. So each element
 * is written into shared memory once for each time it changes hands, and once at the end. A range that is too long for a copy is
 * split in shared memory first.
 */
final class Worker {
    private static final int LEAST_COPIED = 16;

    /** How many elements are read at a time, from either end, of a range that is too long for a copy. */
    private static final int BLOCK = 1 << 16;

    private final SharedInts list;
    private final TaskQueue queue;
    private final Settings settings;
    private final int grain;
    private final Progress progress;
    private final Splitter splitter;

    private final boolean isLimited;

    /** How long a range may be that is copied. */
    private final int mostCopied;

    /** The range that is being worked on. Grows to the longest, or at once to as much as there may be. */
    private int[] local = new int[0];

    Worker(SharedInts list, TaskQueue queue, Settings settings, int grain, Ration ration, Progress progress) {
        this.list = list;
        this.queue = queue;
        this.settings = settings;
        this.progress = progress;
        this.isLimited = ration.isLimited();
        this.mostCopied = Math.max(LEAST_COPIED, ration.copied(Integer.BYTES, settings.threads()));
        this.grain = Math.min(grain, mostCopied);
        int block = Math.min(BLOCK, ration.touched(Integer.BYTES, settings.threads()));
        this.splitter = new Splitter(list, Math.min(block, mostCopied / 2));
    }

    /** Sorts {@code first}, if there is one, which was counted as begun, then what the queue holds. */
    void run(Optional<Range> first) throws InterruptedException {
        Optional<Range> range = first.isPresent() ? first : queue.take();
        while (range.isPresent()) {
            range = queue.takeAfter(sort(range.get()));
            progress.done(queue.placedLastSeen(), list.length());
        }
    }

    /** {@return how many elements of the range are in their final places now; the rest was offered} */
    private long sort(Range range) throws InterruptedException {
        long placed = 0;
        Range rest = range;
        while (rest.length() > mostCopied) {
            long middle = splitter.split(rest);
            var first = new Range(rest.from(), middle);
            var second = new Range(middle, rest.to());
            boolean firstIsSmaller = first.length() < second.length();
            Range smaller = firstIsSmaller ? first : second;
            rest = firstIsSmaller ? second : first;
            if (smaller.length() > grain) {
                queue.offer(smaller);
            } else {
                placed += sortCopy(smaller);
            }
        }
        return placed + sortCopy(rest);
    }

    private long sortCopy(Range range) throws InterruptedException {
        int length = range.length();
        if (local.length < length) {
            local = new int[(int) Math.max(length, isLimited ? Math.min(mostCopied, list.length()) : 0)];
        }
        list.get(range.from(), local, 0, length);
        int from = 0;
        int to = length;
        long placed = 0;
        // Bad pivots only make this worker keep what it has: the leaf sort has its own way out.
        for (int splits = Sorter.splits(length); to - from > grain && splits > 0; splits--) {
            int middle = Sorter.partition(local, from, to);
            if (middle - from < to - middle) {
                placed += handOn(range.from(), from, middle);
                from = middle;
            } else {
                placed += handOn(range.from(), middle, to);
                to = middle;
            }
        }
        return placed + place(range.from(), from, to);
    }

    /** Offers the smaller part, so that the fewer elements move, or sorts it if it is not worth offering. */
    private long handOn(long base, int from, int to) throws InterruptedException {
        if (to - from <= grain) {
            return place(base, from, to);
        }
        list.set(base + from, local, from, to - from);
        queue.offer(new Range(base + from, base + to));
        return 0;
    }

    private int place(long base, int from, int to) {
        Sorter.sort(local, from, to, settings.threshold(), settings.leaf());
        list.set(base + from, local, from, to - from);
        return to - from;
    }
}
