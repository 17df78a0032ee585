package io.hivemind.apps.wordcount;

import io.hivemind.SharedBytes;
import io.hivemind.apps.frame.Progress;
import io.hivemind.apps.frame.Share;
import java.util.Arrays;
import java.util.Optional;

/**
 * One thread that counts pieces of the text for itself, and then adds what it has counted to the shared table stripe
 * by stripe. So each word that occurs in its pieces is looked up there once, however often it occurs.
 */
final class Worker {
    /** The most that is read at once to find where a word ends. */
    private static final int MOST_PEEK = 4 << 20;

    /** How many stripes lie between those at which workers begin that follow each other; odd, so that all begin somewhere else. */
    private static final int STEP = 37;

    /** How far it is read at once to find where a word ends. */
    private static final int PEEK = 256;

    private final SharedBytes text;
    private final SharedTable table;
    private final int stripes;
    private final Progress progress;
    private final WordTable counted = new WordTable();
    private final Scanner scanner = new Scanner(counted);

    Worker(SharedBytes text, SharedTable table, Settings settings, Progress progress) {
        this.text = text;
        this.table = table;
        this.stripes = settings.stripes();
        this.progress = progress;
    }

    /** Counts pieces until none is left, and adds up, beginning at a place that depends on the {@code number} of this worker. */
    void run(Pieces pieces, int number) throws InterruptedException {
        Optional<Pieces.Piece> taken = pieces.take();
        while (taken.isPresent()) {
            Share share = taken.get().share();
            int from = cut(share.from());
            int to = cut(share.to());
            if (from < to) {
                byte[] piece = new byte[to - from];
                text.get(from, piece);
                scanner.count(piece, 0, piece.length);
            }
            progress.done(taken.get().number() + 1L, 2L * pieces.count());
            taken = pieces.take();
        }
        add(number);
    }

    /** {@return the first place at or after {@code from} where the text may be cut, its end if there is none} It begins at 0. */
    private int cut(int from) {
        byte[] peek = new byte[PEEK];
        int at = from;
        while (at > 0 && at < text.length()) {
            int length = (int) Math.min(peek.length, text.length() - at);
            text.get(at, peek, 0, length);
            int cut = Scanner.cut(peek, 0, length);
            if (cut < length) {
                return at + cut;
            }
            at += length;
            peek = Arrays.copyOf(peek, Math.min(2 * peek.length, MOST_PEEK));
        }
        return at;
    }

    /** Workers begin at different stripes, so that they do not wait for one another's locks. */
    private void add(int number) throws InterruptedException {
        var words = new Stripes(counted, stripes);
        int first = Math.floorMod(number * STEP, stripes);
        for (int i = 0; i < stripes; i++) {
            table.add((first + i) % stripes, counted, words);
            progress.done(stripes + i + 1L, 2L * stripes);
        }
    }
}
