package io.hivemind.apps.quicksort;

import io.hivemind.Hive;
import io.hivemind.SharedLongs;
import java.util.HashMap;
import java.util.Map;

/**
 * What the elements of each block of the list that are in their final places add up to ({@link Fingerprint#mixed}), in shared memory. When all are, it tells
 * of each block whether what is stored there is still what a worker had stored.
 */
final class Sums {
    private final SharedLongs words;
    private final int block;

    /** Opens the sums of the hive for a list of that length, in blocks of {@code block} elements. */
    Sums(Hive hive, long listLength, int block) {
        this.block = block;
        words = hive.longs("quicksort.sums", words(listLength, block));
    }

    /** {@return how many longs they take} */
    static long words(long listLength, int block) {
        return (listLength - 1) / block + 1;
    }

    /** {@return whether {@code elements} are those that were placed in the block of that number} */
    boolean areOf(long index, int[] elements, int length) {
        return words.get(index) == Fingerprint.mixed(elements, 0, length);
    }

    /** Whole blocks from {@code from} on have these elements now. */
    void replace(long from, int[] elements) {
        for (int done = 0; done < elements.length; done += block) {
            int length = Math.min(block, elements.length - done);
            words.set((from + done) / block, Fingerprint.mixed(elements, done, length));
        }
    }

    /** {@return of a worker that has placed nothing yet} */
    Placed none() {
        return new Placed();
    }

    /** What a worker has placed and not told yet. Used by one thread. */
    final class Placed {
        private final Map<Long, Long> byBlock = new HashMap<>();

        private Placed() {}

        /** Notes elements of {@code local}: so many from {@code offset} on, which were placed at {@code from}. */
        void note(long from, int[] local, int offset, int length) {
            int done = 0;
            while (done < length) {
                long index = (from + done) / block;
                int part = (int) Math.min(length - done, (index + 1) * block - from - done);
                byBlock.merge(index, Fingerprint.mixed(local, offset + done, part), Long::sum);
                done += part;
            }
        }

        /** Adds it to the sums. One worker at a time calls this, together with what says that those elements are placed. */
        void tell() {
            byBlock.forEach((index, sum) -> words.set(index, words.get(index) + sum));
            byBlock.clear();
        }
    }
}
