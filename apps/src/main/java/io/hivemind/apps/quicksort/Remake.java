package io.hivemind.apps.quicksort;

import java.util.Arrays;
import java.util.List;

/**
 * The elements of ranges as the source of the list tells them. They are those between the bounds of a range; of elements that equal a bound, as many as
 * there are places for them.
 */
final class Remake {
    private static final int CHUNK = 1 << 14;

    private final List<Range> ranges;

    /** By range, its elements. */
    private final List<int[]> targets;

    /** By range, how many elements are in its target. */
    private final int[] lengths;

    private final int[] lows;

    /** By how many ranges have a lower bound that is smaller: how many elements of the list. */
    private final long[] elements;

    private Remake(List<Range> ranges, List<int[]> targets) {
        this.ranges = ranges;
        this.targets = targets;
        lengths = new int[ranges.size()];
        lows = ranges.stream().mapToInt(Range::low).toArray();
        elements = new long[ranges.size() + 1];
    }

    /** Stores the elements of {@code range}, in any order, from the beginning of {@code target} on. */
    static void into(int[] target, Range range, Source source) {
        into(List.of(target), List.of(range), source);
    }

    /** Stores the elements of ranges that follow one another, of each in a target of its own. */
    static void into(List<int[]> targets, List<Range> ranges, Source source) {
        var remake = new Remake(ranges, targets);
        int[] chunk = new int[CHUNK];
        try (var numbers = source.open()) {
            int read = numbers.read(chunk);
            while (read > 0) {
                remake.take(chunk, read);
                read = numbers.read(chunk);
            }
        }
        remake.fill();
    }

    private void take(int[] chunk, int count) {
        for (int i = 0; i < count; i++) {
            int element = chunk[i];
            int smaller = lowsBelow(element);
            elements[smaller]++;
            int last = smaller - 1;
            if (last >= 0 && element < ranges.get(last).high()) {
                require(lengths[last] < ranges.get(last).length(), last);
                targets.get(last)[lengths[last]++] = element;
            }
        }
    }

    /** {@return how many ranges have a lower bound that is smaller than {@code element}} */
    private int lowsBelow(int element) {
        int from = 0;
        int to = lows.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (lows[middle] < element) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private void fill() {
        long upToLow = 0;
        for (int i = 0; i < lengths.length; i++) {
            upToLow += elements[i];
            Range range = ranges.get(i);
            int lowest = Math.clamp(upToLow - range.from(), 0, range.length());
            require(lowest <= range.length() - lengths[i], i);
            Arrays.fill(targets.get(i), lengths[i], lengths[i] + lowest, range.low());
            Arrays.fill(targets.get(i), lengths[i] + lowest, range.length(), range.high());
        }
    }

    private void require(boolean isAsItWas, int index) {
        if (!isAsItWas) {
            Range range = ranges.get(index);
            throw new IllegalStateException(
                    "The list that was to be made again is not what it was: from " + range.from() + " to " + range.to()
                            + " are other elements between " + range.low() + " and " + range.high() + ".");
        }
    }
}
