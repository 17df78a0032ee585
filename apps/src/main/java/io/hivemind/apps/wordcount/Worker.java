package io.hivemind.apps.wordcount;

import io.hivemind.SharedBytes;
import io.hivemind.apps.frame.Progress;
import io.hivemind.apps.frame.Share;
import java.util.Arrays;

/**
 * One thread that counts its share of the text for itself, and then adds what it has counted to the shared table stripe
 * by stripe. So each word that occurs in its share is looked up there once, however often it occurs.
 */
final class Worker {
    /** A share is read in pieces of so many bytes at most. */
    private static final int PIECE = 4 << 20;

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

    /** Does the share of worker {@code number} of {@code workers}. */
    void run(int number, int workers) throws InterruptedException {
        Share share = Share.of((int) text.length(), number, workers);
        int end = cut(share.to());
        int from = cut(share.from());
        while (from < end) {
            int to = end - from <= PIECE ? end : Math.min(end, cut(from + PIECE));
            byte[] piece = new byte[to - from];
            text.get(from, piece);
            scanner.count(piece, 0, piece.length);
            progress.done(to - share.from(), 2L * (end - share.from()));
            from = to;
        }
        add(number, workers);
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
            peek = Arrays.copyOf(peek, Math.min(2 * peek.length, PIECE));
        }
        return at;
    }

    /** Workers begin at different stripes, so that they do not wait for one another's locks. */
    private void add(int number, int workers) throws InterruptedException {
        var words = new Stripes(counted, stripes);
        int first = Share.of(stripes, number, workers).from();
        for (int i = 0; i < stripes; i++) {
            table.add((first + i) % stripes, counted, words);
            progress.done(stripes + i + 1L, 2L * stripes);
        }
    }
}
