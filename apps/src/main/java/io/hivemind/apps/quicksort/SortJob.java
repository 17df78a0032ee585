package io.hivemind.apps.quicksort;

import io.hivemind.Hive;
import io.hivemind.HiveView;
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
import io.hivemind.apps.frame.Telling;
import io.hivemind.apps.quicksort.TaskQueue.Range;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

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
        return heapBytes(source().count(), drones, false);
    }

    /** There is the list twice. */
    @Override
    public long heapBytesToGoOn(int drones) {
        return heapBytes(source().count(), drones, true);
    }

    @Override
    public Optional<Results> run(Hive hive) throws InterruptedException {
        return run(hive, _ -> {});
    }

    @Override
    public Optional<Results> run(Hive hive, Consumer<Results> teller) throws InterruptedException {
        boolean first = hive.rank() == 0;
        boolean goesOn = hive.config().onFailure().goesOn();
        if (first || (goesOn && settings.input().isEmpty())) {
            hive.publish(LENGTH, source().count());
        }
        long length = hive.lookup(LENGTH);
        HeapCheck.require(hive, "list", heapBytes(length, hive.size(), goesOn));
        SharedInts list = hive.ints("quicksort.list", length);
        boolean inParts = Ration.of(hive).isLimited() && settings.input().isEmpty();
        var given = new Fingerprints(hive);
        if (!hive.isNewcomer()) {
            given.put(inParts ? fillPart(hive, list) : first ? fill(list, 0, source()) : Fingerprint.EMPTY);
        }
        warmUp(length);
        Optional<Measured> measured = sort(hive, list, given);
        return measured.isPresent()
                ? Telling.by(hive, measured.get(), teller, () -> results(hive, list, given.all(), measured.get()))
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

    private long heapBytes(long length, int drones, boolean goesOn) {
        return length * Integer.BYTES * (goesOn ? 2 : 1)
                + TaskQueue.words(length, settings.grain(length, drones), goesOn) * Long.BYTES
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
    private Optional<Measured> sort(Hive hive, SharedInts list, Fingerprints given) throws InterruptedException {
        boolean first = hive.rank() == 0;
        boolean goesOn = hive.config().onFailure().goesOn();
        int grain = settings.grain(list.length(), hive.size());
        var ration = Ration.of(hive);
        var muster = new Muster(hive);
        var queue = new TaskQueue(hive, list.length(), grain, goesOn, muster::isGoing);
        var progress = Progress.ofThisDrone();
        var begun = new AtomicBoolean(!first);
        if (first) {
            queue.begin(new Range(0, list.length()), true);
        }
        if (goesOn) {
            hive.onViewChange(view -> goOn(hive, view, list, given, queue));
            goOn(hive, hive.view(), list, given, queue);
        }
        var measurement = Measurement.begin(hive, muster, queue::wake);
        if (hive.isNewcomer() && queue.isOver()) {
            muster.goUnused();
            return Optional.empty();
        }
        List<SharedInts> sides = goesOn ? List.of(list, hive.ints("quicksort.other", list.length())) : List.of();
        Crew.run(settings.threads(), _ -> {
            Range whole = new Range(0, list.length());
            if (goesOn) {
                boolean begins = begun.compareAndSet(false, true);
                new CarefulWorker(sides, queue, settings, grain, progress)
                        .run(begins ? Optional.of(whole) : Optional.empty());
                return;
            }
            var worker = new Worker(list, queue, settings, grain, ration, progress);
            if (begun.compareAndSet(false, true)) {
                worker.run(whole);
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

    /** Sees to it that nothing waits for drones that have failed: what they had in hand, or the whole list. */
    private synchronized void goOn(Hive hive, HiveView view, SharedInts list, Fingerprints given, TaskQueue queue) {
        if (!view.has(hive.rank())) {
            return;
        }
        queue.takeBack();
        if (!view.has(0) && !hive.isNewcomer() && view.position(hive.rank()) == 0 && !queue.isBegun()) {
            given.putAll(fill(list, 0, source()));
            queue.begin(new Range(0, list.length()), false);
        }
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
