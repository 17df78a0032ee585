package io.hivemind.apps.quicksort;

import io.hivemind.SharedInts;

/**
 * The numbers of a list that came from a file, as they were there, for drones that may not have the file.
 *
 * @param given where they are; nobody changes them
 */
record SharedSource(SharedInts given) implements Source {
    @Override
    public long count() {
        return given.length();
    }

    @Override
    public Numbers open() {
        return new Numbers() {
            private long next = 0;

            @Override
            public int read(int[] target) {
                int length = (int) Math.min(target.length, count() - next);
                given.get(next, target, 0, length);
                next += length;
                return length;
            }

            @Override
            public void close() {}
        };
    }
}
