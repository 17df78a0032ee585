package io.hivemind.apps.quicksort;

import java.util.Arrays;

/**
 * Quick sort of plain arrays. The same code splits ranges, sorts the small ones, and sorts the whole list serially, so
 * that a comparison compares only where the list is.
 */
final class Sorter {
    /** The sort of ranges that are not split any more. */
    enum Leaf {
        /** The quick sort of this class. */
        OWN {
            @Override
            void sort(int[] a, int from, int to) {
                Sorter.sort(a, from, to);
            }
        },
        /** The JDK's sort, which uses wide vector instructions where the machine has them. */
        JDK {
            @Override
            void sort(int[] a, int from, int to) {
                Arrays.sort(a, from, to);
            }
        };

        /** Sorts the elements from {@code from} to {@code to}, exclusive. */
        abstract void sort(int[] a, int from, int to);
    }

    /** Ranges up to this length are sorted by insertion. */
    private static final int INSERTION = 24;

    /** From this length on the pivot is taken from nine elements instead of three. */
    private static final int NINE = 128;

    private static final int WARM_UP = 1 << 16;

    private static final int WARM_UP_ROUNDS = 10;

    private Sorter() {}

    /** Splits ranges until they are no longer than {@code threshold}, then leaves them to {@code leaf}. */
    static void sort(int[] a, int from, int to, int threshold, Leaf leaf) {
        sort(a, from, to, Math.max(threshold, INSERTION), splits(to - from), leaf);
    }

    /** Sorts the elements from {@code from} to {@code to}, exclusive. */
    static void sort(int[] a, int from, int to) {
        quick(a, from, to, splits(to - from));
    }

    /** Sorts some lists for nothing, so that what is measured afterwards is compiled. */
    static void warmUp(int threshold, Leaf leaf) {
        int[] list = new int[WARM_UP];
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            new RandomSource(round, WARM_UP).open().read(list);
            sort(list, 0, WARM_UP, threshold, leaf);
        }
    }

    /** {@return how often, one inside the other, a range of that length is split before its pivots count as bad} */
    static int splits(int length) {
        return 4 * (Integer.SIZE - Integer.numberOfLeadingZeros(length));
    }

    /**
     * Splits at least three elements in two.
     *
     * @return the beginning of the second part: no element before it is greater, none after it smaller than the pivot, and
     *     neither part is empty
     */
    static int partition(int[] a, int from, int to) {
        return partition(a, from, to, pivot(a, from, to));
    }

    /** Like {@link #partition(int[], int, int)}, with the pivot that it would choose. */
    static int partition(int[] a, int from, int to, int pivot) {
        int left = from - 1;
        int right = to;
        while (true) {
            do {
                left++;
            } while (a[left] < pivot);
            do {
                right--;
            } while (a[right] > pivot);
            if (left >= right) {
                return right + 1;
            }
            swap(a, left, right);
        }
    }

    /** {@return whether so many elements from the beginning on are in order} */
    static boolean isSorted(int[] a, int length) {
        for (int i = 1; i < length; i++) {
            if (a[i - 1] > a[i]) {
                return false;
            }
        }
        return true;
    }

    /** Sorts by heap, in time that no order of the elements can make worse. */
    static void heapSort(int[] a, int from, int to) {
        for (int root = (to - from) / 2 - 1; root >= 0; root--) {
            sink(a, from, root, to - from);
        }
        for (int length = to - from - 1; length > 0; length--) {
            swap(a, from, from + length);
            sink(a, from, 0, length);
        }
    }

    private static void sort(int[] a, int begin, int end, int threshold, int splits, Leaf leaf) {
        int from = begin;
        int to = end;
        int left = splits;
        while (to - from > threshold) {
            if (left-- == 0) {
                heapSort(a, from, to);
                return;
            }
            int middle = partition(a, from, to);
            if (middle - from < to - middle) {
                sort(a, from, middle, threshold, left, leaf);
                from = middle;
            } else {
                sort(a, middle, to, threshold, left, leaf);
                to = middle;
            }
        }
        leaf.sort(a, from, to);
    }

    // The same loop as above, down to insertion: kept apart so that the innermost calls are direct ones.
    private static void quick(int[] a, int begin, int end, int splits) {
        int from = begin;
        int to = end;
        int left = splits;
        while (to - from > INSERTION) {
            if (left-- == 0) {
                heapSort(a, from, to);
                return;
            }
            int middle = partition(a, from, to);
            if (middle - from < to - middle) {
                quick(a, from, middle, left);
                from = middle;
            } else {
                quick(a, middle, to, left);
                to = middle;
            }
        }
        insertionSort(a, from, to);
    }

    /**
     * {@return the element by which at least three elements are split} It is a median: another element on either side of it is not beyond it,
     * so that neither part is empty.
     */
    static int pivot(int[] a, int from, int to) {
        int length = to - from;
        int middle = from + length / 2;
        int last = to - 1;
        if (length < NINE) {
            return median(a[from], a[middle], a[last]);
        }
        int step = length / 8;
        return median(
                median(a[from], a[from + step], a[from + 2 * step]),
                median(a[middle - step], a[middle], a[middle + step]),
                median(a[last - 2 * step], a[last - step], a[last]));
    }

    private static int median(int a, int b, int c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    private static void insertionSort(int[] a, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int element = a[i];
            int hole = i;
            while (hole > from && a[hole - 1] > element) {
                a[hole] = a[hole - 1];
                hole--;
            }
            a[hole] = element;
        }
    }

    private static void sink(int[] a, int from, int start, int length) {
        int root = start;
        int element = a[from + root];
        while (2 * root + 1 < length) {
            int child = 2 * root + 1;
            if (child + 1 < length && a[from + child] < a[from + child + 1]) {
                child++;
            }
            if (element >= a[from + child]) {
                break;
            }
            a[from + root] = a[from + child];
            root = child;
        }
        a[from + root] = element;
    }

    private static void swap(int[] a, int i, int j) {
        int element = a[i];
        a[i] = a[j];
        a[j] = element;
    }
}
