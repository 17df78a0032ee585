package io.hivemind.memory;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The names that the hive knows: of typed arrays, and of published numbers. All of its state is in the shared heap: a hash
 * table with chains, whose entries are blocks of the {@link Allocator}. Whoever calls it must hold the hive's own lock.
 */
public final class Directory {
    /** What a name stands for. */
    public enum Kind {
        /** A published number. */
        ROOT(0, "a published number", 1),
        /** An array of {@code byte}. */
        BYTES(1, "an array of bytes", Byte.BYTES),
        /** An array of {@code short}. */
        SHORTS(2, "an array of shorts", Short.BYTES),
        /** An array of {@code int}. */
        INTS(3, "an array of ints", Integer.BYTES),
        /** An array of {@code long}. */
        LONGS(4, "an array of longs", Long.BYTES),
        /** An array of {@code float}. */
        FLOATS(5, "an array of floats", Float.BYTES),
        /** An array of {@code double}. */
        DOUBLES(6, "an array of doubles", Double.BYTES);

        private static final Kind[] BY_NUMBER = values();
        private final int number;
        private final String words;
        private final int elementBytes;

        Kind(int number, String words, int elementBytes) {
            this.number = number;
            this.words = words;
            this.elementBytes = elementBytes;
        }

        /** {@return the size of an element} */
        public int elementBytes() {
            return elementBytes;
        }

        /** {@return what this is, with an article} */
        public String words() {
            return words;
        }
    }

    /**
     * What is known under a name.
     *
     * @param value the number, or the address of the first element
     * @param length the number of elements
     */
    public record Entry(Kind kind, long value, long length) {}

    private static final int NEXT = 0;
    private static final int VALUE = 8;
    private static final int LENGTH = 16;
    private static final int HASH = 24;
    private static final int KIND = 28;
    private static final int NAME_BYTES = 32;
    private static final int NAME = 36;
    private static final int BUCKETS_AT_FIRST = 32;
    private static final int ENTRIES_A_BUCKET = 2;

    private final Gate gate;
    private final Allocator allocator;

    /** Makes the directory in the heap behind {@code gate}. */
    public Directory(Gate gate, Allocator allocator) {
        this.gate = gate;
        this.allocator = allocator;
    }

    /** {@return what is known under {@code name}} */
    public Optional<Entry> find(String name) {
        long entry = entry(name.getBytes(StandardCharsets.UTF_8));
        if (entry == 0) {
            return Optional.empty();
        }
        Kind kind = Kind.BY_NUMBER[gate.getInt(entry + KIND)];
        return Optional.of(new Entry(kind, gate.getLong(entry + VALUE), gate.getLong(entry + LENGTH)));
    }

    /** Makes {@code name}, of which nothing is known yet, known. */
    public void add(String name, Entry added) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        int hash = Arrays.hashCode(bytes);
        growIfFull();
        long entry = allocator.allocateZeros(NAME + bytes.length);
        gate.setLong(entry + VALUE, added.value());
        gate.setLong(entry + LENGTH, added.length());
        gate.setInt(entry + HASH, hash);
        gate.setInt(entry + KIND, added.kind().number);
        gate.setInt(entry + NAME_BYTES, bytes.length);
        gate.set(entry + NAME, MemorySegment.ofArray(bytes));
        chain(entry, bucket(hash, buckets(), bucketCount()));
        gate.setLong(Layout.ENTRIES, gate.getLong(Layout.ENTRIES) + 1);
    }

    /** Changes the number that is known under {@code name}. */
    public void change(String name, long value) {
        gate.setLong(entry(name.getBytes(StandardCharsets.UTF_8)) + VALUE, value);
    }

    private long entry(byte[] name) {
        long count = bucketCount();
        if (count == 0) {
            return 0;
        }
        int hash = Arrays.hashCode(name);
        long entry = gate.getLong(bucket(hash, buckets(), count));
        while (entry != 0 && !isNamed(entry, hash, name)) {
            entry = gate.getLong(entry + NEXT);
        }
        return entry;
    }

    private boolean isNamed(long entry, int hash, byte[] name) {
        return gate.getInt(entry + HASH) == hash
                && gate.getInt(entry + NAME_BYTES) == name.length
                && Arrays.equals(nameOf(entry, name.length), name);
    }

    private byte[] nameOf(long entry, int length) {
        byte[] name = new byte[length];
        gate.get(entry + NAME, MemorySegment.ofArray(name));
        return name;
    }

    private void growIfFull() {
        long count = bucketCount();
        if (count == 0) {
            gate.setLong(Layout.BUCKETS, allocator.allocateZeros((long) BUCKETS_AT_FIRST * Long.BYTES));
            gate.setLong(Layout.BUCKET_COUNT, BUCKETS_AT_FIRST);
        } else if (gate.getLong(Layout.ENTRIES) >= count * ENTRIES_A_BUCKET) {
            grow(buckets(), count);
        }
    }

    private void grow(long old, long oldCount) {
        long count = oldCount * 2;
        long buckets = allocator.allocateZeros(count * Long.BYTES);
        for (int i = 0; i < oldCount; i++) {
            long entry = gate.getLong(old + (long) i * Long.BYTES);
            while (entry != 0) {
                long next = gate.getLong(entry + NEXT);
                chain(entry, bucket(gate.getInt(entry + HASH), buckets, count));
                entry = next;
            }
        }
        gate.setLong(Layout.BUCKETS, buckets);
        gate.setLong(Layout.BUCKET_COUNT, count);
        allocator.free(old);
    }

    private void chain(long entry, long bucket) {
        gate.setLong(entry + NEXT, gate.getLong(bucket));
        gate.setLong(bucket, entry);
    }

    private long buckets() {
        return gate.getLong(Layout.BUCKETS);
    }

    private long bucketCount() {
        return gate.getLong(Layout.BUCKET_COUNT);
    }

    private static long bucket(int hash, long buckets, long count) {
        return buckets + Math.floorMod((long) hash, count) * Long.BYTES;
    }
}
