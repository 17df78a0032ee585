package io.hivemind.apps.wordcount;

import io.hivemind.SharedMemory;
import io.hivemind.apps.frame.Share;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The counts of some words in one block of shared memory, which is written once and then only read. First for each stripe where its words
 * end; then the words, stripe by stripe, each as its count, its length, and its bytes.
 */
final class Sheaf {
    /** A number takes a byte for each seven bits. */
    private static final int BITS = 7;

    private static final int MORE = 1 << BITS;

    private Sheaf() {}

    /**
     * {@return how many bytes it has at most, of a text of that many}
     *
     * <p>A word of one letter, and what divides it from the next, are two bytes of the text, and three here; of longer words, and of those
     * that occur again, less is added. A small letter may take half as much again as the capital one.
     */
    static long bytes(int stripes, long textBytes) {
        return (long) stripes * Integer.BYTES + 2 * textBytes;
    }

    /** Writes what was counted into a new block; {@return its address} */
    static long write(SharedMemory memory, WordTable counted, int stripes) {
        var words = new Stripes(counted, stripes);
        byte[] sheaf = new byte[length(counted, stripes)];
        var buffer = ByteBuffer.wrap(sheaf).order(ByteOrder.nativeOrder());
        buffer.position(stripes * Integer.BYTES);
        for (int stripe = 0; stripe < stripes; stripe++) {
            Share mine = words.of(stripe);
            for (int position = mine.from(); position < mine.to(); position++) {
                int word = words.word(position);
                put(buffer, counted.count(word));
                put(buffer, counted.length(word));
                buffer.put(counted.bytes(), counted.start(word), counted.length(word));
            }
            buffer.putInt(stripe * Integer.BYTES, buffer.position());
        }
        long address = memory.allocate(sheaf.length);
        memory.set(address, sheaf, 0, sheaf.length);
        return address;
    }

    /** Adds the counts of one stripe to {@code to}. */
    static void add(SharedMemory memory, long address, int stripe, int stripes, WordTable to) {
        int from = stripe == 0 ? stripes * Integer.BYTES : memory.getInt(address + (stripe - 1L) * Integer.BYTES);
        byte[] words = new byte[memory.getInt(address + (long) stripe * Integer.BYTES) - from];
        memory.get(address + from, words, 0, words.length);
        var buffer = ByteBuffer.wrap(words);
        while (buffer.hasRemaining()) {
            long count = get(buffer);
            int length = (int) get(buffer);
            to.add(words, buffer.position(), length, WordTable.hash(words, buffer.position(), length), count);
            buffer.position(buffer.position() + length);
        }
    }

    private static int length(WordTable counted, int stripes) {
        int length = stripes * Integer.BYTES;
        for (int word = 0; word < counted.size(); word++) {
            length += bytesOf(counted.count(word)) + bytesOf(counted.length(word)) + counted.length(word);
        }
        return length;
    }

    private static int bytesOf(long number) {
        return Math.max(1, Math.ceilDiv(Long.SIZE - Long.numberOfLeadingZeros(number), BITS));
    }

    private static void put(ByteBuffer buffer, long number) {
        long rest = number;
        for (; rest >= MORE; rest >>>= BITS) {
            buffer.put((byte) (rest | MORE));
        }
        buffer.put((byte) rest);
    }

    private static long get(ByteBuffer buffer) {
        long number = 0;
        int shift = 0;
        int next = buffer.get();
        for (; next < 0; next = buffer.get()) {
            number |= (long) (next & MORE - 1) << shift;
            shift += BITS;
        }
        return number | (long) next << shift;
    }
}
