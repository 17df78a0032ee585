package io.hivemind.apps.wordcount;

import io.hivemind.Hive;
import io.hivemind.SharedLock;
import io.hivemind.SharedLongs;
import io.hivemind.SharedMemory;
import io.hivemind.apps.frame.Ration;
import io.hivemind.apps.frame.Share;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * How often words occur, in shared memory: a hash table with chains, divided into stripes, each under its lock. A bucket
 * holds the address of the first entry of its chain. Entries lie one after another in the blocks of their stripe; a
 * stripe that is full gets another block, twice as large, so it has few, and each is fetched in one piece.
 */
final class SharedTable {
    /** What an entry holds: the address of the next in its chain, the count, the hash, and the word's length and bytes. */
    private static final int NEXT = 0;

    private static final int COUNT = 8;
    private static final int HASH = 16;
    private static final int LENGTH = 20;
    private static final int BYTES = 24;

    /** What the record of a stripe holds: how many blocks it has, then the address, size and filled bytes of each. */
    private static final int BLOCKS = 0;

    private static final int HEADER = 1;
    private static final int ADDRESS = 0;
    private static final int SIZE = 1;
    private static final int FILLED = 2;
    private static final int WIDTH = 3;

    /** Twice as large each time, blocks soon hold any text. */
    private static final int MOST_BLOCKS = 30;

    private static final int RECORD = HEADER + WIDTH * MOST_BLOCKS;

    private static final int LEAST_BLOCK = 1024;

    /** A text has about one different word for so many bytes, and a bucket for it. */
    private static final int TEXT_FOR_A_BUCKET = 256;

    private final Hive hive;
    private final SharedMemory memory;
    private final int stripes;
    private final int bucketsOfStripe;
    private final SharedLongs buckets;
    private final SharedLongs records;

    /** Opens the table of the hive for the words of a text of that many bytes. */
    SharedTable(Hive hive, int stripes, long textBytes) {
        this.hive = hive;
        this.stripes = stripes;
        memory = hive.memory();
        bucketsOfStripe = bucketsOfStripe(stripes, textBytes);
        buckets = hive.longs("wordcount.buckets", (long) stripes * bucketsOfStripe);
        records = hive.longs("wordcount.stripes", (long) stripes * RECORD);
    }

    /** {@return how many bytes the table needs for a text of that many bytes, as natural languages have it} */
    static long bytes(int stripes, long textBytes) {
        long entries = Math.min(8 * textBytes, (4L << 20) + textBytes / 2);
        return entries
                + (long) stripes * (RECORD * Long.BYTES + 2 * LEAST_BLOCK)
                + (long) stripes * bucketsOfStripe(stripes, textBytes) * Long.BYTES;
    }

    /** Adds what one thread has counted in the stripe. Waits for its lock. */
    void add(int stripe, WordTable counted, Stripes words) throws InterruptedException {
        Share mine = words.of(stripe);
        if (mine.length() == 0) {
            return;
        }
        SharedLock lock = hive.lock(stripe);
        lock.lockInterruptibly();
        try {
            long[] known = record(stripe);
            fetch(stripe, known);
            long[] record = known.clone();
            byte[] scratch = new byte[64];
            for (int position = mine.from(); position < mine.to(); position++) {
                int word = words.word(position);
                if (scratch.length < counted.length(word)) {
                    scratch = new byte[2 * counted.length(word)];
                }
                add(record, counted, word, scratch);
            }
            if (!Arrays.equals(record, known)) {
                records.set((long) stripe * RECORD, record, 0, filled(record));
            }
        } finally {
            lock.unlock();
        }
    }

    /** {@return all counts} Nobody may be adding any more. */
    WordTable collect() {
        var all = new WordTable();
        for (int stripe = 0; stripe < stripes; stripe++) {
            collect(stripe, all);
        }
        return all;
    }

    private void collect(int stripe, WordTable to) {
        long[] record = record(stripe);
        for (int block = 0; block < record[BLOCKS]; block++) {
            byte[] entries = new byte[(int) field(record, block, FILLED)];
            memory.get(field(record, block, ADDRESS), entries, 0, entries.length);
            var buffer = ByteBuffer.wrap(entries).order(ByteOrder.nativeOrder());
            int entry = 0;
            while (entry < entries.length) {
                int length = buffer.getInt(entry + LENGTH);
                to.add(entries, entry + BYTES, length, buffer.getInt(entry + HASH), buffer.getLong(entry + COUNT));
                entry += entryBytes(length);
            }
        }
    }

    private long[] record(int stripe) {
        long[] record = new long[RECORD];
        records.get((long) stripe * RECORD, record);
        return record;
    }

    /** Brings here, in few requests, what will be needed of the stripe, unless it might be more than there is room for. */
    private void fetch(int stripe, long[] record) {
        if (Ration.of(hive).isLimited()) {
            return;
        }
        buckets.read((long) stripe * bucketsOfStripe, bucketsOfStripe);
        for (int block = 0; block < record[BLOCKS]; block++) {
            memory.readBytes(field(record, block, ADDRESS), field(record, block, FILLED));
        }
    }

    private void add(long[] record, WordTable counted, int word, byte[] scratch) {
        int bucket = Stripes.scaled(counted.hash(word), stripes * bucketsOfStripe);
        long first = buckets.get(bucket);
        long entry = first;
        while (entry != 0 && !isWord(entry, counted, word, scratch)) {
            entry = memory.getLong(entry + NEXT);
        }
        if (entry != 0) {
            memory.setLong(entry + COUNT, memory.getLong(entry + COUNT) + counted.count(word));
        } else {
            buckets.set(bucket, append(record, counted, word, first));
        }
    }

    private boolean isWord(long entry, WordTable counted, int word, byte[] scratch) {
        int length = counted.length(word);
        if (memory.getInt(entry + HASH) != counted.hash(word) || memory.getInt(entry + LENGTH) != length) {
            return false;
        }
        memory.get(entry + BYTES, scratch, 0, length);
        int start = counted.start(word);
        return Arrays.equals(scratch, 0, length, counted.bytes(), start, start + length);
    }

    /** {@return the address of a new entry, that {@code next} follows in its chain} */
    private long append(long[] record, WordTable counted, int word, long next) {
        int length = counted.length(word);
        int bytes = entryBytes(length);
        int block = (int) record[BLOCKS] - 1;
        if (block < 0 || field(record, block, FILLED) + bytes > field(record, block, SIZE)) {
            block = begin(record, block < 0 ? LEAST_BLOCK : 2 * field(record, block, SIZE), bytes);
        }
        long entry = field(record, block, ADDRESS) + field(record, block, FILLED);
        memory.setLong(entry + NEXT, next);
        memory.setLong(entry + COUNT, counted.count(word));
        memory.setInt(entry + HASH, counted.hash(word));
        memory.setInt(entry + LENGTH, length);
        memory.set(entry + BYTES, counted.bytes(), counted.start(word), length);
        record[at(block, FILLED)] += bytes;
        return entry;
    }

    private int begin(long[] record, long size, int needed) {
        int block = (int) record[BLOCKS]++;
        record[at(block, SIZE)] = Math.max(size, needed);
        record[at(block, ADDRESS)] = memory.allocate(record[at(block, SIZE)]);
        return block;
    }

    private static int bucketsOfStripe(int stripes, long textBytes) {
        return (int) Math.max(16, textBytes / TEXT_FOR_A_BUCKET / stripes);
    }

    private static int filled(long[] record) {
        return at((int) record[BLOCKS], 0);
    }

    private static long field(long[] record, int block, int field) {
        return record[at(block, field)];
    }

    private static int at(int block, int field) {
        return HEADER + WIDTH * block + field;
    }

    private static int entryBytes(int length) {
        return BYTES + (length + Long.BYTES - 1 & -Long.BYTES);
    }
}
