package io.hivemind.apps.wordcount;

import java.util.Arrays;

/** Finds the words of a text and counts them, in lower case. */
final class Scanner {
    private final WordTable counts;

    /** The word that is being read, its length so far, and its hash. */
    private byte[] word = new byte[64];

    private int length;
    private int hash = WordTable.HASH_OF_NOTHING;

    Scanner(WordTable counts) {
        this.counts = counts;
    }

    /** Counts the words from {@code from} to {@code to}, where none goes on beyond either. */
    void count(byte[] text, int from, int to) {
        int at = from;
        while (at < to) {
            byte next = text[at];
            if (next >= 0) {
                at++;
                byte letter = Letters.ascii(next);
                if (letter != 0) {
                    append(letter);
                } else {
                    end();
                }
            } else {
                int codePoint = Letters.decode(text, at, to);
                at += Letters.length(codePoint);
                other(codePoint);
            }
        }
        end();
    }

    /**
     * {@return the first place at or after {@code from}, and before {@code to}, where a text may be cut; {@code to} if there
     * is none} It is that of an ASCII character that is no letter: no word and no character of UTF-8 goes across one.
     */
    static int cut(byte[] text, int from, int to) {
        int at = from;
        while (at < to && (text[at] < 0 || Letters.ascii(text[at]) != 0)) {
            at++;
        }
        return at;
    }

    private void other(int codePoint) {
        if (codePoint == Letters.MALFORMED || !Letters.belong(codePoint, length > 0)) {
            end();
            return;
        }
        byte[] encoded = new byte[4];
        int small = Character.toLowerCase(codePoint);
        Letters.encode(small, encoded, 0);
        for (int i = 0; i < Letters.length(small); i++) {
            append(encoded[i]);
        }
    }

    private void append(byte next) {
        if (length == word.length) {
            word = Arrays.copyOf(word, 2 * length);
        }
        word[length++] = next;
        hash = WordTable.hash(hash, next);
    }

    private void end() {
        if (length > 0) {
            counts.add(word, 0, length, WordTable.mixed(hash), 1);
            length = 0;
            hash = WordTable.HASH_OF_NOTHING;
        }
    }
}
