package io.hivemind.protocol;

import java.util.Arrays;

/**
 * A vector timestamp: entry {@code p} is the newest interval of drone {@code p} that precedes, or is, the moment that it
 * stands for (K94, section 2.2). Immutable.
 *
 * <p>Entries are kept in chunks that times share: a time that differs from another in one entry shares all its other
 * chunks. With a thousand drones a dense vector on every interval would fill gigabytes; nothing outside may rely on how
 * the entries are kept.
 *
 * <p>The entries that a time does not have are 0: a time from before a drone came covers nothing of it, and can be compared
 * with one from after.
 */
@SuppressWarnings("ReferenceEquality") // Chunks are shared: what is the same need not be compared.
public final class VectorTime {
    private static final int CHUNK_BITS = 5;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int CHUNK_MASK = CHUNK - 1;
    private static final int[] ZEROS = new int[CHUNK];

    private final int size;
    private final int[][] chunks;
    private final long sum;

    private VectorTime(int size, int[][] chunks, long sum) {
        this.size = size;
        this.chunks = chunks;
        this.sum = sum;
    }

    /** {@return the time before every interval, for a hive of {@code size} drones} */
    public static VectorTime zero(int size) {
        int[][] chunks = new int[(size + CHUNK - 1) >> CHUNK_BITS][];
        Arrays.fill(chunks, ZEROS);
        return new VectorTime(size, chunks, 0);
    }

    /** {@return the time with the given entries, one a drone} */
    public static VectorTime of(int... entries) {
        int[][] chunks = new int[(entries.length + CHUNK - 1) >> CHUNK_BITS][];
        long sum = 0;
        for (int c = 0; c < chunks.length; c++) {
            int from = c << CHUNK_BITS;
            chunks[c] = Arrays.copyOf(Arrays.copyOfRange(entries, from, Math.min(entries.length, from + CHUNK)), CHUNK);
        }
        for (int entry : entries) {
            sum += entry;
        }
        return new VectorTime(entries.length, chunks, sum);
    }

    /** {@return the number of entries, all others being 0} */
    public int size() {
        return size;
    }

    /** {@return the newest interval of {@code drone} that this time covers; 0 if none} */
    public int get(int drone) {
        return chunk(drone >> CHUNK_BITS)[drone & CHUNK_MASK];
    }

    private int[] chunk(int c) {
        return c < chunks.length ? chunks[c] : ZEROS;
    }

    /** The chunks, to be changed, with room for {@code entries} entries at least. */
    private int[][] chunksFor(int entries) {
        int[][] wider = Arrays.copyOf(chunks, Math.max(chunks.length, (entries + CHUNK - 1) >> CHUNK_BITS));
        Arrays.fill(wider, chunks.length, wider.length, ZEROS);
        return wider;
    }

    /** {@return whether interval {@code index} of {@code creator} precedes, or is, this time} */
    public boolean covers(int creator, int index) {
        return get(creator) >= index;
    }

    /**
     * {@return the sum of all entries} If one time happened before another its sum is smaller; so the sum, with the
     * creator to settle ties, is an order that extends happened-before (I2).
     */
    public long sum() {
        return sum;
    }

    /** {@return this time with the entry of {@code drone} set to {@code index}} */
    public VectorTime with(int drone, int index) {
        int old = get(drone);
        if (old == index) {
            return this;
        }
        int[][] changed = chunksFor(drone + 1);
        changed[drone >> CHUNK_BITS] = changed[drone >> CHUNK_BITS].clone();
        changed[drone >> CHUNK_BITS][drone & CHUNK_MASK] = index;
        return new VectorTime(Math.max(size, drone + 1), changed, sum + index - old);
    }

    /** {@return this time with the entries from drone {@code first} on replaced by {@code entries}} */
    public VectorTime with(int first, int[] entries) {
        int[][] changed = chunksFor(first + entries.length);
        long changedSum = sum;
        for (int i = 0; i < entries.length; i++) {
            int c = (first + i) >> CHUNK_BITS;
            if (changed[c] == chunk(c)) {
                changed[c] = changed[c].clone();
            }
            changedSum += entries[i] - get(first + i);
            changed[c][(first + i) & CHUNK_MASK] = entries[i];
        }
        return new VectorTime(Math.max(size, first + entries.length), changed, changedSum);
    }

    /** {@return the pairwise maximum of both times (I2)} */
    public VectorTime max(VectorTime other) {
        if (this == other) {
            return this;
        }
        int[][] merged = null;
        long mergedSum = sum;
        for (int c = 0; c < other.chunks.length; c++) {
            int[] mine = chunk(c);
            int[] theirs = other.chunks[c];
            long gained = gain(mine, theirs);
            if (gained > 0) {
                merged = merged == null ? chunksFor(other.size) : merged;
                merged[c] = gain(theirs, mine) == 0 ? theirs : maxOf(mine, theirs);
                mergedSum += gained;
            }
        }
        return merged == null ? this : new VectorTime(Math.max(size, other.size), merged, mergedSum);
    }

    /** {@return the pairwise minimum of both times} */
    public VectorTime min(VectorTime other) {
        VectorTime min = this;
        for (int drone : differences(other)) {
            min = min.with(drone, Math.min(get(drone), other.get(drone)));
        }
        return min;
    }

    /** {@return the drones, ascending, whose entries here and in {@code other} differ} */
    public int[] differences(VectorTime other) {
        int[] drones = new int[Math.max(size, other.size)];
        int count = 0;
        for (int c = 0; c < Math.max(chunks.length, other.chunks.length); c++) {
            int[] mine = chunk(c);
            int[] theirs = other.chunk(c);
            for (int i = 0; mine != theirs && i < CHUNK; i++) {
                if (mine[i] != theirs[i]) {
                    drones[count++] = (c << CHUNK_BITS) + i;
                }
            }
        }
        return Arrays.copyOf(drones, count);
    }

    /** {@return about how many bytes one more time takes that shares all chunks but one with another} */
    int bytes() {
        return Integer.BYTES * (chunks.length + CHUNK);
    }

    /** {@return whether every entry of {@code other} is covered by this time} */
    public boolean dominates(VectorTime other) {
        for (int c = 0; c < other.chunks.length; c++) {
            if (!dominates(chunk(c), other.chunks[c])) {
                return false;
            }
        }
        return true;
    }

    private static boolean dominates(int[] mine, int[] theirs) {
        if (mine == theirs || theirs == ZEROS) {
            return true;
        }
        for (int i = 0; i < CHUNK; i++) {
            if (theirs[i] > mine[i]) {
                return false;
            }
        }
        return true;
    }

    /** How much the pairwise maximum of two chunks exceeds {@code mine}; 0 if {@code mine} dominates. */
    private static long gain(int[] mine, int[] theirs) {
        if (mine == theirs || theirs == ZEROS) {
            return 0;
        }
        long gained = 0;
        for (int i = 0; i < CHUNK; i++) {
            gained += Math.max(0, theirs[i] - mine[i]);
        }
        return gained;
    }

    private static int[] maxOf(int[] mine, int[] theirs) {
        int[] merged = new int[CHUNK];
        for (int i = 0; i < CHUNK; i++) {
            merged[i] = Math.max(mine[i], theirs[i]);
        }
        return merged;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VectorTime time && sum == time.sum && differences(time).length == 0;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(sum);
    }

    /** {@return the entries in brackets, as in {@code [3 0 7]}} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[");
        for (int drone = 0; drone < size; drone++) {
            text.append(drone == 0 ? "" : " ").append(get(drone));
        }
        return text.append(']').toString();
    }
}
