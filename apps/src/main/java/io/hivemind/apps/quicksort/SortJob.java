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

    /** The name under which it tells them how the file holds it that it comes from. */
    private static final String FORMAT = "quicksort.format";

    /** How many numbers are read or written in one piece. */
    private static final int CHUNK = 1 << 16;

    /** From this length on the sort lasts long enough for compiled code to matter. */
    private static final long LONG = 200_000;

    private final Settings settings;

    /** Where the list comes from, once drone 0 or the launcher has looked. */
    private Optional<Source> source = Optional.empty();

    /** How the file holds numbers into which the list goes, unless it was said. */
    private Format format = Format.TEXT;

    /** Whether a drone has failed since the sort began, as far as this one has heard. */
    private volatile boolean hasLost;

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
        format = formatOfInput(hive);
        HeapCheck.require(hive, "list", heapBytes(length, hive.size(), goesOn));
        SharedInts list = hive.ints("quicksort.list", length);
        boolean inParts = Ration.of(hive).isLimited() && settings.input().isEmpty();
        var given = new Fingerprints(hive);
        Optional<Safety> safety = goesOn
                ? Optional.of(new Safety(hive, list, settings, settings.grain(length, hive.size())))
                : Optional.empty();
        if (!hive.isNewcomer()) {
            given.put(inParts ? fillPart(hive, list) : first ? fill(list, safety) : Fingerprint.EMPTY);
        }
        warmUp(length);
        Optional<Measured> measured = sort(hive, list, given, safety);
        return measured.isPresent()
                ? Telling.by(
                        hive, measured.get(), teller, () -> results(hive, list, given.all(), safety, measured.get()))
                : Optional.empty();
    }

    @Override
    public double plain(int threads) throws InterruptedException {
        return plain(source(), threads);
    }

    private double plain(Source source, int threads) throws InterruptedException {
        int[] list = new int[(int) source.count()];
        try (var numbers = source.open()) {
            numbers.read(list);
        }
        Fingerprint given = Fingerprint.EMPTY.with(list, list.length);
        warmUp(list.length);
        long begin = System.nanoTime();
        PlainSort.sort(list, settings, threads);
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (!Sorter.isSorted(list, list.length)
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
        int grain = settings.grain(length, drones);
        return length * Integer.BYTES
                + TaskQueue.words(length, grain, goesOn) * Long.BYTES
                + (goesOn ? Safety.bytes(length, settings, grain) : 0)
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
        return fill(List.of(list), from, new RandomSource(settings.seed(), list.length()).part(from, to));
    }

    private Fingerprint fill(SharedInts list, Optional<Safety> safety) {
        return fill(safety.map(Safety::filled).orElse(List.of(list)), 0, source());
    }

    /** {@return the fingerprint of what was filled in} */
    private static Fingerprint fill(List<SharedInts> lists, long from, Source source) {
        int[] chunk = new int[CHUNK];
        Fingerprint fingerprint = Fingerprint.EMPTY;
        try (var numbers = source.open()) {
            int read = numbers.read(chunk);
            while (read > 0 && fingerprint.count() + read <= source.count()) {
                for (SharedInts list : lists) {
                    list.set(from + fingerprint.count(), chunk, 0, read);
                }
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
    private Optional<Measured> sort(Hive hive, SharedInts list, Fingerprints given, Optional<Safety> safety)
            throws InterruptedException {
        boolean first = hive.rank() == 0;
        int grain = settings.grain(list.length(), hive.size());
        var ration = Ration.of(hive);
        var muster = new Muster(hive);
        var queue = new TaskQueue(hive, list.length(), grain, safety.isPresent(), muster::isGoing);
        var progress = Progress.ofThisDrone();
        var begun = new AtomicBoolean(!first);
        Range whole = first && safety.isPresent() ? whole(list, given) : new Range(0, list.length());
        if (first) {
            queue.begin(whole, true);
        }
        if (safety.isPresent()) {
            hive.onViewChange(view -> goOn(hive, view, list, given, safety.get(), queue));
            goOn(hive, hive.view(), list, given, safety.get(), queue);
        }
        var measurement = Measurement.begin(hive, muster, queue::wake);
        if (hive.isNewcomer() && queue.isOver()) {
            muster.goUnused();
            return Optional.empty();
        }
        Crew.run(settings.threads(), _ -> {
            Optional<Range> begins = begun.compareAndSet(false, true) ? Optional.of(whole) : Optional.empty();
            if (safety.isPresent()) {
                safety.get().worker(queue, progress).run(begins);
            } else {
                new Worker(list, queue, settings, grain, ration, progress).run(begins);
            }
        });
        if (muster.hasGone()) {
            return Optional.empty();
        }
        if (hasLost && hive.view().position(hive.rank()) == 0) {
            safety.orElseThrow().mend();
        }
        Measured measured = measurement.end();
        progress.over();
        return Optional.of(measured);
    }

    private static Range whole(SharedInts list, Fingerprints given) {
        return new Range(0, list.length()).adding(given.all().mixed());
    }

    /** Sees to it that nothing waits for drones that have failed: what they had in hand, or the whole list. */
    private synchronized void goOn(
            Hive hive, HiveView view, SharedInts list, Fingerprints given, Safety safety, TaskQueue queue) {
        if (!view.has(hive.rank())) {
            return;
        }
        hasLost |= !view.lost().isEmpty();
        queue.takeBack();
        if (hasLost) {
            queue.recount();
        }
        if (!view.has(0) && !hive.isNewcomer() && view.position(hive.rank()) == 0 && !queue.isBegun()) {
            given.putAll(fill(list, Optional.of(safety)));
            queue.begin(whole(list, given), false);
        }
    }

    private Results results(Hive hive, SharedInts list, Fingerprint given, Optional<Safety> safety, Measured measured)
            throws InterruptedException {
        boolean sorted =
                isSorted(list, given) || (safety.isPresent() && safety.get().mend() && isSorted(list, given));
        if (sorted) {
            settings.output()
                    .ifPresent(file -> new ListFile(file, settings.format().orElse(format)).write(list));
        }
        var details = new LinkedHashMap<String, Object>();
        details.put("threads", settings.threads());
        details.put("leaf", settings.leaf().name().toLowerCase(Locale.ROOT));
        details.put("threshold", settings.threshold());
        details.put("grain", settings.grain(list.length(), hive.size()));
        safety.map(Safety::mended).filter(mended -> mended > 0).ifPresent(mended -> details.put("madeAgain", mended));
        OptionalDouble serialSeconds = Ration.of(hive).allowsSerial(settings.serial(), details)
                ? OptionalDouble.of(plain(safety.map(Safety::source).orElseGet(this::source), 1))
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
            if (last > chunk[0] || !Sorter.isSorted(chunk, length)) {
                return false;
            }
            last = chunk[length - 1];
            found = found.with(chunk, length);
        }
        return found.equals(given);
    }

    private Format formatOfInput(Hive hive) {
        if (settings.input().isEmpty()) {
            return Format.TEXT;
        }
        if (hive.rank() == 0 && source() instanceof FileSource file) {
            hive.publish(FORMAT, file.format().code());
        }
        return Format.ofCode(hive.lookup(FORMAT));
    }
}
