package io.hivemind.apps.wordcount;

import io.hivemind.Hive;
import io.hivemind.SharedBytes;
import io.hivemind.apps.frame.Crew;
import io.hivemind.apps.frame.Destination;
import io.hivemind.apps.frame.HeapCheck;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Measurement;
import io.hivemind.apps.frame.Measurement.Measured;
import io.hivemind.apps.frame.Muster;
import io.hivemind.apps.frame.Progress;
import io.hivemind.apps.frame.Ration;
import io.hivemind.apps.frame.Results;
import io.hivemind.apps.frame.Telling;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One run of the count. Drone 0 puts the text into shared memory, and checks the counts; in between all drones count. Meanwhile drones
 * may come and go; if drone 0 does, the next one checks. Where they may fail as well, they do it more {@linkplain CarefulCount carefully}.
 */
final class WordCountJob implements Job {
    /** The name under which drone 0 tells the others how many bytes the text has. */
    private static final String LENGTH = "wordcount.length";

    private static final int TOP = 10;

    /** The size of pages unless it is told, by which the heap is reckoned before there is one. */
    private static final int USUAL_PAGE = 4096;

    /** From this length on the count lasts long enough for compiled code to matter. */
    private static final int LONG = 1 << 20;

    private static final int WARM_UP_WORDS = 50_000;
    private static final int WARM_UP_ROUNDS = 12;

    private final Settings settings;

    /** The files of the text, or the text itself if it is made up, once drone 0 or the launcher has looked. */
    private Optional<TextFiles> files = Optional.empty();

    private Optional<byte[]> madeUp = Optional.empty();

    WordCountJob(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void check() {
        length();
        settings.output().ifPresent(file -> Destination.check(file, "list of counts"));
    }

    @Override
    public long heapBytes(int drones) {
        return neededBytes(length());
    }

    @Override
    public long heapBytesToGoOn(int drones) {
        return neededBytes(length(), drones, USUAL_PAGE);
    }

    @Override
    public Optional<Results> run(Hive hive) throws InterruptedException {
        return run(hive, _ -> {});
    }

    @Override
    public Optional<Results> run(Hive hive, Consumer<Results> teller) throws InterruptedException {
        var progress = Progress.ofThisDrone();
        if (hive.config().onFailure().goesOn()) {
            var careful = new CarefulCount(hive, settings, () -> textFor(hive, true));
            warmUp((int) careful.text().bytes().length());
            Optional<Measured> measured = careful.run(task -> progress.done(task, careful.tasks()));
            progress.over();
            return told(hive, teller, careful.text(), measured, careful::counts);
        }
        SharedText text = sharedText(hive);
        warmUp((int) text.bytes().length());
        var table = table(hive, text.bytes().length());
        Optional<Measured> measured = count(hive, text, table, progress);
        progress.over();
        return told(hive, teller, text, measured, table::collect);
    }

    /** {@return what came out, on the drone that tells it, unless this one has left before} */
    private Optional<Results> told(
            Hive hive,
            Consumer<Results> teller,
            SharedText text,
            Optional<Measured> measured,
            Supplier<WordTable> counted)
            throws InterruptedException {
        return measured.isPresent()
                ? Telling.by(
                        hive, measured.get(), teller, () -> results(hive, text.plain(), counted.get(), measured.get()))
                : Optional.empty();
    }

    /** {@return the text in shared memory, where drone 0 puts it} */
    private SharedText sharedText(Hive hive) {
        boolean first = hive.rank() == 0;
        if (first) {
            hive.publish(LENGTH, textFor(hive, false).length);
        }
        int length = (int) hive.lookup(LENGTH);
        SharedBytes text = hive.bytes("wordcount.text", length);
        if (first) {
            text.set(0, text());
        }
        return new SharedText(text);
    }

    /** {@return the text, if there is room for it and for all that is made of it} */
    private byte[] textFor(Hive hive, boolean goesOn) {
        int length = length();
        HeapCheck.require(
                hive,
                "text",
                goesOn ? neededBytes(length, hive.size(), hive.memory().pageSize()) : neededBytes(length));
        HeapCheck.requirePlain("text", length);
        return text();
    }

    /** {@return what it took, unless this drone has left before the end} */
    private Optional<Measured> count(Hive hive, SharedText text, SharedTable table, Progress progress)
            throws InterruptedException {
        var muster = new Muster(hive);
        var pieces = new Pieces(hive, text.bytes().length(), hive.size() * settings.threads(), muster::isGoing);
        var measurement = Measurement.begin(hive, muster, () -> {});
        if (hive.isNewcomer() && pieces.isOver()) {
            muster.goUnused();
            return Optional.empty();
        }
        Crew.run(
                settings.threads(),
                thread -> new Worker(text, table, settings, progress)
                        .run(pieces, hive.rank() * settings.threads() + thread));
        return muster.hasGone() ? Optional.empty() : Optional.of(measurement.end());
    }

    private SharedTable table(Hive hive, long length) {
        return new SharedTable(hive, settings.stripes(), length);
    }

    @Override
    public double plain(int threads) throws InterruptedException {
        byte[] text = text();
        warmUp(text.length);
        return plain(text, Counts.serial(text), threads);
    }

    private double plain(byte[] text, Counts right, int threads) throws InterruptedException {
        long begin = System.nanoTime();
        WordTable[] tables = PlainCount.count(text, settings.stripes(), threads);
        double seconds = (System.nanoTime() - begin) / 1e9;
        var all = new WordTable();
        for (WordTable table : tables) {
            for (int word = 0; word < table.size(); word++) {
                all.add(table, word);
            }
        }
        if (!Counts.of(all).equals(right)) {
            throw new IllegalStateException("The count on plain memory gave a wrong result.");
        }
        return seconds;
    }

    private int length() {
        if (settings.input().isPresent()) {
            TextFiles known =
                    files.orElseGet(() -> TextFiles.of(settings.input().get()));
            files = Optional.of(known);
            return known.bytes();
        }
        return text().length;
    }

    private byte[] text() {
        if (settings.input().isPresent()) {
            length();
            return files.orElseThrow().read();
        }
        byte[] known = madeUp.orElseGet(() -> MadeUpText.of(settings.words(), settings.vocabulary(), settings.seed()));
        madeUp = Optional.of(known);
        return known;
    }

    private long neededBytes(long length) {
        return length + SharedTable.bytes(settings.stripes(), length) + HeapCheck.OVERHEAD;
    }

    private long neededBytes(long length, int drones, int pageSize) {
        return length + CarefulCount.bytes(drones, settings, pageSize, length) + HeapCheck.OVERHEAD;
    }

    private void warmUp(int length) throws InterruptedException {
        if (length >= LONG) {
            byte[] text = MadeUpText.of(WARM_UP_WORDS, WARM_UP_WORDS, settings.seed());
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                PlainCount.count(text, settings.stripes(), 1 + round % 2);
            }
        }
    }

    private Results results(Hive hive, byte[] text, WordTable counted, Measured measured) throws InterruptedException {
        Counts counts = Counts.of(counted);
        Counts right = Counts.serial(text);
        settings.output().ifPresent(counts::write);
        var top = new LinkedHashMap<String, Object>();
        counts.top(TOP).forEach(word -> top.put(word.getKey(), word.getValue()));
        var details = new LinkedHashMap<String, Object>();
        details.put("threads", settings.threads());
        details.put("bytes", text.length);
        details.put("distinct", counts.words().size());
        details.put("top", top);
        OptionalDouble serialSeconds = Ration.of(hive).allowsSerial(settings.serial(), details)
                ? OptionalDouble.of(plain(text, right, 1))
                : OptionalDouble.empty();
        return new Results(
                "wordcount",
                hive.memory().pageSize(),
                counts.total(),
                "words",
                counts.equals(right),
                measured,
                serialSeconds,
                details,
                settings.options());
    }
}
