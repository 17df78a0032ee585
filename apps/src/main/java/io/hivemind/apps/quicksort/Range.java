package io.hivemind.apps.quicksort;

/**
 * A range of the list: a part of it in whose places will be the same elements when it is sorted. In a hive that ends when a drone fails only its
 * ends are known.
 *
 * @param from its first element
 * @param to the element after its last
 * @param low no element of it is smaller, and none before it greater
 * @param high no element of it is greater, and none behind it smaller
 * @param sum the {@linkplain Fingerprint#mixed sum} of its elements, or {@link #UNKNOWN}
 */
record Range(long from, long to, int low, int high, long sum) {
    /** What stands for a sum that nobody knows: of a range that is not in shared memory as it should be. */
    static final long UNKNOWN = 0;

    Range(long from, long to) {
        this(from, to, Integer.MIN_VALUE, Integer.MAX_VALUE, UNKNOWN);
    }

    int length() {
        return (int) (to - from);
    }

    /** {@return what is before {@code middle}, where no element is greater than {@code pivot}} */
    Range before(long middle, int pivot) {
        return new Range(from, middle, low, pivot, UNKNOWN);
    }

    /** {@return what begins at {@code middle}, where no element is smaller than {@code pivot}} */
    Range behind(long middle, int pivot) {
        return new Range(middle, to, pivot, high, UNKNOWN);
    }

    /** {@return this range, whose elements in shared memory add up to {@code known}} */
    Range adding(long known) {
        return new Range(from, to, low, high, known);
    }
}
