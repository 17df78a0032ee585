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
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One run of the count. Drone 0 puts the text into shared memory, and checks the counts; in between all drones count. Meanwhile drones
 * may come and go; if drone 0 does, the next one checks.
 */
final class WordCountJob implements Job {
    /** The name under which drone 0 tells the others how many bytes the text has. */
    private static final String LENGTH = "wordcount.length";

    private static final int TOP = 10;

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
    public Optional<Results> run(Hive hive) throws InterruptedException {
        boolean first = hive.rank() == 0;
        if (first) {
            hive.publish(LENGTH, length());
        }
        int length = (int) hive.lookup(LENGTH);
        HeapCheck.require(hive, "text", neededBytes(length));
        SharedBytes text = hive.bytes("wordcount.text", length);
        if (first) {
            HeapCheck.requirePlain("text", length);
        }
        if (first) {
            text.set(0, text());
        }
        warmUp(length);
        Optional<Measured> measured = count(hive, text);
        return measured.isPresent() && measured.get().isToldBy(hive)
                ? Optional.of(results(hive, plain(text), measured.get()))
                : Optional.empty();
    }

    /** {@return what it took, unless this drone has left before the end} */
    private Optional<Measured> count(Hive hive, SharedBytes text) throws InterruptedException {
        var table = table(hive, text.length());
        var progress = Progress.ofThisDrone();
        var muster = new Muster(hive);
        var pieces = new Pieces(hive, text.length(), hive.size() * settings.threads(), muster::isGoing);
        var measurement = Measurement.begin(hive, muster, () -> {});
        if (hive.isNewcomer() && pieces.isOver()) {
            muster.goUnused();
            return Optional.empty();
        }
        Crew.run(
                settings.threads(),
                thread -> new Worker(text, table, settings, progress)
                        .run(pieces, hive.rank() * settings.threads() + thread));
        if (muster.hasGone()) {
            return Optional.empty();
        }
        Measured measured = measurement.end();
        progress.over();
        return Optional.of(measured);
    }

    private SharedTable table(Hive hive, long length) {
        return new SharedTable(hive, settings.stripes(), length);
    }

    private static byte[] plain(SharedBytes text) {
        byte[] plain = new byte[(int) text.length()];
        text.get(0, plain);
        return plain;
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

    private void warmUp(int length) throws InterruptedException {
        if (length >= LONG) {
            byte[] text = MadeUpText.of(WARM_UP_WORDS, WARM_UP_WORDS, settings.seed());
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                PlainCount.count(text, settings.stripes(), 1 + round % 2);
            }
        }
    }

    private Results results(Hive hive, byte[] text, Measured measured) throws InterruptedException {
        var table = table(hive, text.length);
        var all = new WordTable();
        for (int stripe = 0; stripe < settings.stripes(); stripe++) {
            table.collect(stripe, all);
        }
        Counts counts = Counts.of(all);
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
