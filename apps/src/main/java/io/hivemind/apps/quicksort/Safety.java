package io.hivemind.apps.quicksort;

import io.hivemind.Hive;
import io.hivemind.SharedInts;
import io.hivemind.apps.frame.Progress;
import java.util.List;
import java.util.Optional;

/**
 * What keeps a sort going when drones fail. The list itself is not backed up, for what was lost of it can be made again from where it came from. So that this
 * is known, and how, the queue and the sums are, and so are the numbers of a file, which not every drone may be able to read.
 */
final class Safety {
    private final SharedInts list;
    private final Settings settings;
    private final int grain;

    /** The numbers of the file that the list comes from, if it comes from one. */
    private final Optional<SharedInts> given;

    private final Sums sums;

    /** How many elements of the sorted list this drone has made again. */
    private long mended;

    /** Opens what is needed for {@code list}, whose ranges up to {@code grain} elements are not handed on. */
    Safety(Hive hive, SharedInts list, Settings settings, int grain) {
        this.list = list;
        this.settings = settings;
        this.grain = grain;
        given = settings.input().map(_ -> hive.ints("quicksort.given", list.length()));
        sums = new Sums(hive, list.length(), grain);
        list.withoutBackup();
    }

    /** {@return how many bytes of shared memory it takes for a list of that length} */
    static long bytes(long length, Settings settings, int grain) {
        return (settings.input().isPresent() ? length * Integer.BYTES : 0) + Sums.words(length, grain) * Long.BYTES;
    }

    /** {@return into what the numbers are to be filled in, the list among them} */
    List<SharedInts> filled() {
        return given.isPresent() ? List.of(list, given.get()) : List.of(list);
    }

    CarefulWorker worker(TaskQueue queue, Progress progress) {
        return new CarefulWorker(list, source(), queue, sums.none(), settings, grain, progress);
    }

    /** Makes again what was lost of the list after it had been sorted. One drone calls this. {@return whether anything was} */
    boolean mend() {
        long lost = new Mender(list, source(), sums, grain).mend();
        mended += lost;
        return lost > 0;
    }

    long mended() {
        return mended;
    }

    /** {@return where the numbers come from, for drones that may not have the file} */
    Source source() {
        return given.isPresent() ? new SharedSource(given.get()) : new RandomSource(settings.seed(), list.length());
    }
}
