package io.hivemind.apps.quicksort;

import java.util.Arrays;

/**
 * The elements of a range as the source of the list tells them. They are those between its bounds; of elements that equal a bound, as many as there are
 * places for them.
 */
final class Remake {
    private static final int CHUNK = 1 << 14;

    private final Range range;
    private final int[] target;

    /** How many elements are in {@link #target}. */
    private int length;

    /** How many elements of the whole list are smaller than the lower bound, or equal to it. */
    private long upToLow;

    private Remake(Range range, int[] target) {
        this.range = range;
        this.target = target;
    }

    /** Stores the elements of {@code range}, in any order, from the beginning of {@code target} on. */
    static void into(int[] target, Range range, Source source) {
        var remake = new Remake(range, target);
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
            if (element <= range.low()) {
                upToLow++;
            } else if (element < range.high()) {
                require(length < range.length());
                target[length++] = element;
            }
        }
    }

    private void fill() {
        int lowest = Math.clamp(upToLow - range.from(), 0, range.length());
        require(lowest <= range.length() - length);
        Arrays.fill(target, length, length + lowest, range.low());
        Arrays.fill(target, length + lowest, range.length(), range.high());
    }

    private void require(boolean isAsItWas) {
        if (!isAsItWas) {
            throw new IllegalStateException(
                    "The list that was to be made again is not what it was: from " + range.from() + " to " + range.to()
                            + " are other elements between " + range.low() + " and " + range.high() + ".");
        }
    }
}
