package io.hivemind.apps.wordcount;

import io.hivemind.SharedBytes;
import io.hivemind.apps.frame.Share;
import java.util.Arrays;

/**
 * The text in shared memory, which is counted in pieces. A piece begins with the first word that begins in its share of the bytes, and
 * ends before the next one's.
 *
 * @param bytes the text
 */
record SharedText(SharedBytes bytes) {
    /** How far it is read at once to find where a word ends. */
    private static final int PEEK = 256;

    /** The most that is read at once to find where a word ends. */
    private static final int MOST_PEEK = 4 << 20;

    /** Has {@code scanner} count the piece of that share. */
    void count(Share share, Scanner scanner) {
        int from = cut(share.from());
        int to = cut(share.to());
        if (from < to) {
            byte[] piece = new byte[to - from];
            bytes.get(from, piece);
            scanner.count(piece, 0, piece.length);
        }
    }

    /** {@return the whole text in a plain array} */
    byte[] plain() {
        byte[] plain = new byte[(int) bytes.length()];
        bytes.get(0, plain);
        return plain;
    }

    /** {@return the first place at or after {@code from} where the text may be cut, its end if there is none} It begins at 0. */
    private int cut(int from) {
        byte[] peek = new byte[PEEK];
        int at = from;
        while (at > 0 && at < bytes.length()) {
            int length = (int) Math.min(peek.length, bytes.length() - at);
            bytes.get(at, peek, 0, length);
            int cut = Scanner.cut(peek, 0, length);
            if (cut < length) {
                return at + cut;
            }
            at += length;
            peek = Arrays.copyOf(peek, Math.min(2 * peek.length, MOST_PEEK));
        }
        return at;
    }
}
