package io.hivemind.apps.quicksort;

import io.hivemind.Hive;
import io.hivemind.SharedInts;
import io.hivemind.apps.frame.Crew;
import io.hivemind.apps.frame.Destination;
import io.hivemind.apps.frame.HeapCheck;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Measurement;
import io.hivemind.apps.frame.Measurement.Measured;
import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Muster;
import io.hivemind.apps.frame.Progress;
import io.hivemind.apps.frame.Ration;
import io.hivemind.apps.frame.Results;
import io.hivemind.apps.quicksort.TaskQueue.Range;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One run of the sort. Drone 0 makes the list, checks it and sorts it again on a plain array; in between all drones sort. Where the
 * memory of drones is bounded, each makes its part of random numbers, and there is no plain array. While the list is sorted drones may
 * come and go; if drone 0 does, the next one checks.
 */
final class SortJob implements Job {
    /** The name under which drone 0 tells the others how long the list is. */
    private static final String LENGTH = "quicksort.length";

    /** How many numbers are read or written in one piece. */
    private static final int CHUNK = 1 << 16;

    /** From this length on the sort lasts long enough for compiled code to matter. */
    private static final long LONG = 200_000;

    private final Settings settings;

    /** Where the list comes from, once drone 0 or the launcher has looked. */
    private Optional<Source> source = Optional.empty();

    SortJob(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void check() {
        source();
        settings.output().ifPresent(file -> Destination.check(file, "sorted list"));
    }

    @Override
    public long heapBytes(int drones) {
        return heapBytes(source().count(), drones);
    }

    @Override
    public Optional<Results> run(Hive hive) throws InterruptedException {
        boolean first = hive.rank() == 0;
        if (first) {
            hive.publish(LENGTH, source().count());
        }
        long length = hive.lookup(LENGTH);
        HeapCheck.require(hive, "list", heapBytes(length, hive.size()));
        SharedInts list = hive.ints("quicksort.list", length);
        boolean inParts = Ration.of(hive).isLimited() && settings.input().isEmpty();
        var given = new Fingerprints(hive);
        if (!hive.isNewcomer()) {
            given.put(inParts ? fillPart(hive, list) : first ? fill(list, 0, source()) : Fingerprint.EMPTY);
        }
        warmUp(length);
        Optional<Measured> measured = sort(hive, list);
        return measured.isPresent() && measured.get().isToldBy(hive)
                ? Optional.of(results(hive, list, given.all(), measured.get()))
                : Optional.empty();
    }

    @Override
    public double plain(int threads) throws InterruptedException {
        int[] list = new int[(int) source().count()];
        try (var numbers = source().open()) {
            numbers.read(list);
        }
        Fingerprint given = Fingerprint.EMPTY.with(list, list.length);
        warmUp(list.length);
        long begin = System.nanoTime();
        PlainSort.sort(list, settings, threads);
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (!isSorted(list, list.length)
                || !Fingerprint.EMPTY.with(list, list.length).equals(given)) {
            throw new IllegalStateException("The sort of the plain array gave a wrong result.");
        }
        return seconds;
    }

    private Source source() {
        Source known = source.orElseGet(() -> settings.input()
                .map(file -> (Source) FileSource.of(file, settings.format()))
                .orElseGet(() -> new RandomSource(settings.seed(), settings.elements())));
        source = Optional.of(known);
        if (known.count() > Settings.MOST_ELEMENTS) {
            throw new Mistake("The list has %,d numbers; this program sorts up to %,d."
                    .formatted(known.count(), Settings.MOST_ELEMENTS));
        }
        return known;
    }

    private long heapBytes(long length, int drones) {
        return length * Integer.BYTES
                + TaskQueue.words(length, settings.grain(length, drones)) * Long.BYTES
                + HeapCheck.OVERHEAD;
    }

    private void warmUp(long length) {
        if (length >= LONG) {
            Sorter.warmUp(settings.threshold(), settings.leaf());
        }
    }

    private Fingerprint fillPart(Hive hive, SharedInts list) {
        long from = list.length() * hive.rank() / hive.size();
        long to = list.length() * (hive.rank() + 1) / hive.size();
        return fill(list, from, new RandomSource(settings.seed(), list.length()).part(from, to));
    }

    /** {@return the fingerprint of what was filled in} */
    private static Fingerprint fill(SharedInts list, long from, Source source) {
        int[] chunk = new int[CHUNK];
        Fingerprint fingerprint = Fingerprint.EMPTY;
        try (var numbers = source.open()) {
            int read = numbers.read(chunk);
            while (read > 0 && fingerprint.count() + read <= source.count()) {
                list.set(from + fingerprint.count(), chunk, 0, read);
                fingerprint = fingerprint.with(chunk, read);
                read = numbers.read(chunk);
            }
            if (read > 0 || fingerprint.count() < source.count()) {
                throw new Mistake("The list changed its length while it was read.");
            }
        }
        return fingerprint;
    }

    /** {@return what it took, unless this drone has left before the end} */
    private Optional<Measured> sort(Hive hive, SharedInts list) throws InterruptedException {
        boolean first = hive.rank() == 0;
        int grain = settings.grain(list.length(), hive.size());
        var ration = Ration.of(hive);
        var muster = new Muster(hive);
        var queue = new TaskQueue(hive, list.length(), grain, muster::isGoing);
        var progress = Progress.ofThisDrone();
        var begun = new AtomicBoolean(!first);
        if (first) {
            queue.begin();
        }
        var measurement = Measurement.begin(hive, muster, queue::wake);
        if (hive.isNewcomer() && queue.isOver()) {
            muster.goUnused();
            return Optional.empty();
        }
        Crew.run(settings.threads(), _ -> {
            var worker = new Worker(list, queue, settings, grain, ration, progress);
            if (begun.compareAndSet(false, true)) {
                worker.run(new Range(0, list.length()));
            } else {
                worker.run();
            }
        });
        if (muster.hasGone()) {
            return Optional.empty();
        }
        Measured measured = measurement.end();
        progress.over();
        return Optional.of(measured);
    }

    private Results results(Hive hive, SharedInts list, Fingerprint given, Measured measured)
            throws InterruptedException {
        boolean sorted = isSorted(list, given);
        if (sorted) {
            settings.output().ifPresent(file -> new ListFile(file, outputFormat()).write(list));
        }
        var details = new LinkedHashMap<String, Object>();
        details.put("threads", settings.threads());
        details.put("leaf", settings.leaf().name().toLowerCase(Locale.ROOT));
        details.put("threshold", settings.threshold());
        details.put("grain", settings.grain(list.length(), hive.size()));
        OptionalDouble serialSeconds = Ration.of(hive).allowsSerial(settings.serial(), details)
                ? OptionalDouble.of(plain(1))
                : OptionalDouble.empty();
        return new Results(
                "quicksort",
                hive.memory().pageSize(),
                list.length(),
                "numbers",
                sorted,
                measured,
                serialSeconds,
                details,
                settings.options());
    }

    private static boolean isSorted(SharedInts list, Fingerprint given) {
        int[] chunk = new int[CHUNK];
        Fingerprint found = Fingerprint.EMPTY;
        int last = Integer.MIN_VALUE;
        while (found.count() < list.length()) {
            int length = (int) Math.min(CHUNK, list.length() - found.count());
            list.get(found.count(), chunk, 0, length);
            if (last > chunk[0] || !isSorted(chunk, length)) {
                return false;
            }
            last = chunk[length - 1];
            found = found.with(chunk, length);
        }
        return found.equals(given);
    }

    private static boolean isSorted(int[] numbers, int length) {
        for (int i = 1; i < length; i++) {
            if (numbers[i - 1] > numbers[i]) {
                return false;
            }
        }
        return true;
    }

    private Format outputFormat() {
        return settings.format().orElseGet(() -> source() instanceof FileSource file ? file.format() : Format.TEXT);
    }
}
