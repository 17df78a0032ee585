package io.hivemind.apps.quicksort;

import io.hivemind.Hive;
import io.hivemind.SharedLongs;

/** The fingerprints of the parts of the list that each founder of the hive filled in, in shared memory. */
final class Fingerprints {
    private static final int WIDTH = 4;

    private final int rank;
    private final SharedLongs words;

    Fingerprints(Hive hive) {
        rank = hive.rank();
        words = hive.longs("quicksort.fingerprints", (long) WIDTH * hive.size());
    }

    /** Leaves that of this drone's part. */
    void put(Fingerprint own) {
        words.set((long) WIDTH * rank, new long[] {own.count(), own.sum(), own.mixed(), own.parity()});
    }

    /** Leaves that of the whole list, in place of what others had left. */
    void putAll(Fingerprint own) {
        words.set(0, new long[(int) words.length()]);
        words.set(0, new long[] {own.count(), own.sum(), own.mixed(), own.parity()});
    }

    /** {@return that of the whole list, once it is there} */
    Fingerprint all() {
        Fingerprint all = Fingerprint.EMPTY;
        long[] row = new long[WIDTH];
        for (long place = 0; place < words.length(); place += WIDTH) {
            words.get(place, row);
            all = all.with(new Fingerprint(row[0], row[1], row[2], row[3]));
        }
        return all;
    }
}
