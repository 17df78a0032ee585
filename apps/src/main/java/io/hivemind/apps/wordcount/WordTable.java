package io.hivemind.apps.wordcount;

import java.util.Arrays;

/** How often words occur, in one thread's own memory: a hash table with open addressing. Words are bytes of UTF-8. */
final class WordTable {
    /** What the hash of every word begins with (FNV-1a: Fowler, Noll and Vo). */
    static final int HASH_OF_NOTHING = 0x811C9DC5;

    private static final int PRIME = 0x01000193;

    /** By slot: the number of the word that is there, plus one; 0 if there is none. There are twice as many slots as words. */
    private int[] slots = new int[1 << 12];

    /** By word: its hash, how often it occurs, and where its bytes begin. They end where those of the next begin. */
    private int[] hashes = new int[1 << 11];

    private long[] counts = new long[1 << 11];

    private int[] starts = new int[(1 << 11) + 1];

    private byte[] bytes = new byte[1 << 14];

    private int words;

    /** {@return the hash of a word that has one more byte} */
    static int hash(int hash, byte next) {
        return (hash ^ (next & 0xFF)) * PRIME;
    }

    /** {@return the hash that tables use, whose upper bits depend on all bytes} */
    static int mixed(int hash) {
        int mixed = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
        return (mixed ^ (mixed >>> 13)) * 0xC2B2AE35;
    }

    /** {@return the hash of the word of {@code length} bytes from {@code from} on, as tables use it} */
    static int hash(byte[] source, int from, int length) {
        int hash = HASH_OF_NOTHING;
        for (int i = 0; i < length; i++) {
            hash = hash(hash, source[from + i]);
        }
        return mixed(hash);
    }

    /** {@return how many different words there are} */
    int size() {
        return words;
    }

    int hash(int word) {
        return hashes[word];
    }

    long count(int word) {
        return counts[word];
    }

    int start(int word) {
        return starts[word];
    }

    int length(int word) {
        return starts[word + 1] - starts[word];
    }

    /** {@return what holds the bytes of all words} */
    byte[] bytes() {
        return bytes;
    }

    /** Counts the word of {@code length} bytes from {@code from} on, whose {@link #mixed} hash it is, so many times more. */
    void add(byte[] source, int from, int length, int hash, long count) {
        int slot = hash & slots.length - 1;
        while (slots[slot] != 0) {
            int word = slots[slot] - 1;
            if (hashes[word] == hash && isWord(word, source, from, length)) {
                counts[word] += count;
                return;
            }
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = append(source, from, length, hash, count) + 1;
        if (words == hashes.length) {
            grow();
        }
    }

    /** Counts one word of another table as often as it occurs there. */
    void add(WordTable other, int word) {
        add(other.bytes, other.starts[word], other.length(word), other.hashes[word], other.counts[word]);
    }

    private boolean isWord(int word, byte[] source, int from, int length) {
        return Arrays.equals(bytes, starts[word], starts[word + 1], source, from, from + length);
    }

    private int append(byte[] source, int from, int length, int hash, long count) {
        int word = words++;
        int start = starts[word];
        if (start + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(start + length, 2 * bytes.length));
        }
        System.arraycopy(source, from, bytes, start, length);
        hashes[word] = hash;
        counts[word] = count;
        starts[word + 1] = start + length;
        return word;
    }

    private void grow() {
        int room = 2 * words;
        hashes = Arrays.copyOf(hashes, room);
        counts = Arrays.copyOf(counts, room);
        starts = Arrays.copyOf(starts, room + 1);
        slots = new int[2 * room];
        for (int word = 0; word < words; word++) {
            int slot = hashes[word] & slots.length - 1;
            while (slots[slot] != 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = word + 1;
        }
    }
}
