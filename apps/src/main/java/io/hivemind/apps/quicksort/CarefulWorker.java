package io.hivemind.apps.quicksort;

import io.hivemind.SharedInts;
import io.hivemind.apps.frame.Progress;
import io.hivemind.apps.quicksort.TaskQueue.Range;
import java.util.List;
import java.util.Optional;

/**
 * One thread that sorts ranges in a hive that goes on when drones fail. Nothing is stored where a range is that others might have to end:
 * there are two arrays, the sides, what comes of a range is stored on the other side, and then the queue says so. So whoever takes a range
 * back from a drone that failed finds it as it was.
 */
final class CarefulWorker {
    /** The list itself, and the other side. */
    private final List<SharedInts> sides;

    private final TaskQueue queue;
    private final Settings settings;
    private final int grain;
    private final Progress progress;
    private int[] local = new int[0];

    CarefulWorker(List<SharedInts> sides, TaskQueue queue, Settings settings, int grain, Progress progress) {
        this.sides = sides;
        this.queue = queue;
        this.settings = settings;
        this.grain = grain;
        this.progress = progress;
    }

    /** Sorts {@code first}, if there is one, then what the queue holds. */
    void run(Optional<Range> first) throws InterruptedException {
        Optional<Range> range = first.isPresent() ? first : queue.take();
        while (range.isPresent()) {
            range = queue.takeAfter(sort(range.get()));
            progress.done(queue.placedLastSeen(), sides.getFirst().length());
        }
    }

    /** {@return the part of the range that is in its final place now; the rest was offered} */
    private Range sort(Range whole) throws InterruptedException {
        if (local.length < whole.length()) {
            local = new int[whole.length()];
        }
        sides.get(whole.side()).get(whole.from(), local, 0, whole.length());
        Range rest = whole;
        boolean mayOffer = true;
        for (int splits = Sorter.splits(whole.length()); rest.length() > grain && mayOffer && splits > 0; splits--) {
            int offset = (int) (rest.from() - whole.from());
            long middle = whole.from() + Sorter.partition(local, offset, offset + rest.length());
            int other = 1 - rest.side();
            sides.get(other).set(rest.from(), local, offset, rest.length());
            var left = new Range(rest.from(), middle, other);
            var right = new Range(middle, rest.to(), other);
            boolean leftIsShorter = left.length() < right.length();
            Range kept = leftIsShorter ? right : left;
            mayOffer = queue.split(rest, kept, leftIsShorter ? left : right);
            rest = mayOffer ? kept : rest;
        }
        return place(rest, (int) (rest.from() - whole.from()));
    }

    private Range place(Range rest, int offset) throws InterruptedException {
        Sorter.sort(local, offset, offset + rest.length(), settings.threshold(), settings.leaf());
        Range safe = rest;
        if (rest.side() == 0) {
            sides.get(1).set(rest.from(), local, offset, rest.length());
            safe = new Range(rest.from(), rest.to(), 1);
            queue.move(rest, safe);
        }
        sides.getFirst().set(rest.from(), local, offset, rest.length());
        return safe;
    }
}
