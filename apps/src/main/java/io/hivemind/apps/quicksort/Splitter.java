package io.hivemind.apps.quicksort;

import io.hivemind.SharedInts;
import java.util.Arrays;

/**
 * Splits ranges of the shared list that are too long for a copy, from both ends towards the middle: a block from either end is in
 * plain arrays, and elements change places between the two. Each element is read once and written once. Used by one thread.
 */
final class Splitter {
    /** Out of how many elements the pivot is the middle one. */
    private static final int SAMPLES = 63;

    private final SharedInts list;

    private final int[] left;
    private final int[] right;

    /** How many elements of the two blocks there are. */
    private int leftLength;

    private int rightLength;

    /** Elements of the left block before this are not greater than the pivot. */
    private int leftDone;

    /** Elements of the right block from this on are not smaller than the pivot. */
    private int rightDone;

    /** What is between the blocks. */
    private long from;

    private long to;

    /** Makes a splitter with blocks of so many elements. */
    Splitter(SharedInts list, int block) {
        this.list = list;
        left = new int[block];
        right = new int[block];
    }

    /**
     * Splits a range that is longer than a block and has at least three elements.
     *
     * @return the beginning of the second part: no element before it is greater, none after it smaller than the pivot, and
     *     neither part is empty
     */
    long split(Range range) {
        int pivot = pivot(range);
        from = range.from();
        to = range.to();
        leftLength = 0;
        rightLength = 0;
        leftDone = 0;
        rightDone = 0;
        while (from < to) {
            if (leftDone == leftLength) {
                nextLeft();
            } else {
                nextRight();
            }
            exchange(pivot);
        }
        long middle = splitRest(pivot, range.from());
        putLeft();
        putRight();
        return middle;
    }

    /** {@return the middle one of some elements of the range} Another one is not greater, and another not smaller. */
    private int pivot(Range range) {
        int count = Math.min(SAMPLES, (range.length() - 1) / 2 * 2 + 1);
        int[] samples = new int[count];
        long step = range.length() / count;
        for (int i = 0; i < count; i++) {
            samples[i] = list.get(range.from() + step / 2 + i * step);
        }
        Arrays.sort(samples);
        return samples[count / 2];
    }

    private void nextLeft() {
        putLeft();
        leftLength = (int) Math.min(left.length, to - from);
        list.get(from, left, 0, leftLength);
        from += leftLength;
        leftDone = 0;
    }

    private void nextRight() {
        putRight();
        rightLength = (int) Math.min(right.length, to - from);
        to -= rightLength;
        list.get(to, right, 0, rightLength);
        rightDone = rightLength;
    }

    private void putLeft() {
        list.set(from - leftLength, left, 0, leftLength);
    }

    private void putRight() {
        list.set(to, right, 0, rightLength);
    }

    /** Exchanges elements until one of the blocks is done. Those that are the pivot change places, too, which keeps the parts even. */
    private void exchange(int pivot) {
        int i = leftDone;
        int j = rightDone;
        while (true) {
            while (i < leftLength && left[i] < pivot) {
                i++;
            }
            while (j > 0 && right[j - 1] > pivot) {
                j--;
            }
            if (i == leftLength || j == 0) {
                break;
            }
            int element = left[i];
            left[i++] = right[--j];
            right[j] = element;
        }
        leftDone = i;
        rightDone = j;
    }

    /**
     * Splits what is left in one of the blocks when there is nothing between them any more. Elements that are the pivot go to the
     * second part, unless the first would be empty.
     */
    private long splitRest(int pivot, long begin) {
        boolean equalFirst = from - leftLength + leftDone == begin;
        if (leftDone < leftLength) {
            return from - leftLength + moveSmaller(left, leftDone, leftLength, pivot, equalFirst);
        }
        return to + moveSmaller(right, 0, rightDone, pivot, equalFirst);
    }

    private static int moveSmaller(int[] block, int begin, int end, int pivot, boolean equalToo) {
        int next = begin;
        for (int i = begin; i < end; i++) {
            int element = block[i];
            if (element < pivot || (equalToo && element == pivot)) {
                block[i] = block[next];
                block[next++] = element;
            }
        }
        return next;
    }
}
