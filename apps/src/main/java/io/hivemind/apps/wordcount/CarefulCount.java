package io.hivemind.apps.wordcount;

import io.hivemind.Hive;
import io.hivemind.SharedBytes;
import io.hivemind.apps.frame.Crew;
import io.hivemind.apps.frame.Measurement;
import io.hivemind.apps.frame.Measurement.Measured;
import io.hivemind.apps.frame.Muster;
import io.hivemind.apps.frame.Share;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * The count in a hive that goes on when drones fail: nothing is added to what another has stored, for who fails half way would leave
 * counts of which nobody knows what is in them. All is done in {@linkplain Tasks tasks} that may be done again. One puts the text
 * into shared memory; those of the second kind each count a piece of it into a {@linkplain Sheaf sheaf}; those of the third each gather one
 * stripe from all sheaves into another sheaf. These together are the counts. (J. Dean and S. Ghemawat, "MapReduce", 2004)
 */
final class CarefulCount {
    private static final int TEXT_LOCK = 0;
    private static final int PIECES_LOCK = 1;
    private static final int STRIPES_LOCK = 2;

    private final Hive hive;
    private final Settings settings;
    private final SharedText text;
    private final Muster muster;
    private final Tasks pieces;
    private final Tasks stripes;

    /** Waits until {@code given} is in shared memory, which one drone asks for. */
    CarefulCount(Hive hive, Settings settings, Supplier<byte[]> given) throws InterruptedException {
        this.hive = hive;
        this.settings = settings;
        text = new SharedText(hive.bytes("wordcount.text", putText(given)));
        muster = new Muster(hive);
        int shares = shares(text.bytes().length(), hive.size(), settings);
        pieces = new Tasks(hive, "wordcount.pieces", PIECES_LOCK, shares, () -> true, muster::isGoing);
        stripes = new Tasks(hive, "wordcount.stripes", STRIPES_LOCK, settings.stripes(), () -> true, muster::isGoing);
    }

    /** {@return how many bytes of shared memory it needs beside the text} */
    static long bytes(int drones, Settings settings, int pageSize, long textBytes) {
        int shares = shares(textBytes, drones, settings);
        long blocks = shares + (long) settings.stripes();
        return blocks * (Sheaf.bytes(settings.stripes(), 0) + pageSize)
                + 2 * Sheaf.bytes(0, textBytes)
                + (Tasks.words(1) + Tasks.words(shares) + Tasks.words(settings.stripes())) * Long.BYTES;
    }

    /** {@return the text} */
    SharedText text() {
        return text;
    }

    /** {@return how many tasks there are behind the text} */
    int tasks() {
        return pieces.count() + stripes.count();
    }

    /**
     * Counts, with all drones.
     *
     * @param begun is told the number of each task that a worker of this drone begins, first those of pieces
     * @return what it took, unless this drone has left before the end
     */
    Optional<Measured> run(IntConsumer begun) throws InterruptedException {
        var measurement = Measurement.begin(hive, muster, () -> {
            pieces.wake();
            stripes.wake();
        });
        if (hive.isNewcomer() && stripes.areOver()) {
            muster.goUnused();
            return Optional.empty();
        }
        Crew.run(settings.threads(), _ -> {
            pieces.run(piece -> {
                begun.accept(piece);
                return count(piece);
            });
            stripes.run(stripe -> {
                begun.accept(pieces.count() + stripe);
                return gather(stripe);
            });
        });
        return muster.hasGone() ? Optional.empty() : Optional.of(measurement.end());
    }

    /** {@return the counts, when all is done} */
    WordTable counts() {
        var all = new WordTable();
        for (long sheaf : stripes.results()) {
            Sheaf.add(hive.memory(), sheaf, 0, 1, all);
        }
        return all;
    }

    /** The lowest drone puts the text there, as drone 0 does in other hives; {@return its length} */
    private long putText(Supplier<byte[]> given) throws InterruptedException {
        var task = new Tasks(
                hive,
                "wordcount.begin",
                TEXT_LOCK,
                1,
                () -> hive.view().members().getFirst() == hive.rank(),
                () -> false);
        task.run(_ -> {
            byte[] plain = given.get();
            SharedBytes bytes = hive.bytes("wordcount.text", plain.length);
            bytes.set(0, plain);
            return plain.length;
        });
        return task.results()[0];
    }

    private long count(int piece) {
        var counted = new WordTable();
        text.count(Share.of((int) text.bytes().length(), piece, pieces.count()), new Scanner(counted));
        return Sheaf.write(hive.memory(), counted, settings.stripes());
    }

    private long gather(int stripe) {
        var gathered = new WordTable();
        for (long sheaf : pieces.results()) {
            Sheaf.add(hive.memory(), sheaf, stripe, settings.stripes(), gathered);
        }
        return Sheaf.write(hive.memory(), gathered, 1);
    }

    private static int shares(long textBytes, int drones, Settings settings) {
        return Pieces.count(textBytes, drones * settings.threads());
    }
}
