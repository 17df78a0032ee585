package io.hivemind;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * What drones tell each other while they write a checkpoint: a row for each of them in shared memory. A drone writes in its own row, and
 * each column once, before a barrier after which the others read it.
 */
final class Ledger {
    /** How each step went: {@link #DONE} or {@link #FAILED}. */
    static final int READY = 0;

    static final int PART = 1;
    static final int PROPOSED = 2;
    static final int COMMITTED = 3;

    static final int NUMBER = 4;
    static final int ID = 5;
    static final int STEP = 6;
    static final int NOTE = 7;
    static final int FENCE = 8;
    static final int MILLIS = 9;
    static final int BYTES = 10;
    static final int PAGES = 11;

    /** Texts: their length in bytes, then the bytes. */
    static final int HOST = 16;

    static final int DIRECTORY = 32;
    static final int REASON = 96;
    /** Which pages are here, a bit each. */
    private static final int HERE = 160;

    static final long DONE = 1;
    static final long FAILED = 2;

    private static final int HOST_BYTES = 120;
    private static final int TEXT_BYTES = 504;

    private final SharedLongs rows;
    private final int position;
    private final int drones;
    private final int words;

    private Ledger(SharedLongs rows, int position, int drones, int words) {
        this.rows = rows;
        this.position = position;
        this.drones = drones;
        this.words = words;
    }

    /** {@return the ledger of a hive of so many drones, made by who asks first} Ends the spans of this thread. */
    static Ledger of(Names names, int position, int drones, int pages) {
        int words = (pages + Long.SIZE - 1) / Long.SIZE;
        SharedLongs rows = names.ownLongs("checkpoint of " + drones, (long) drones * (HERE + words));
        return new Ledger(rows, position, drones, words);
    }

    int drones() {
        return drones;
    }

    /** {@return which row is this drone's} */
    int position() {
        return position;
    }

    void set(int column, long value) {
        rows.set(at(position, column), value);
    }

    long get(int drone, int column) {
        return rows.get(at(drone, column));
    }

    void setHost(String host) {
        setText(HOST, host, HOST_BYTES);
    }

    /** Sets a text, which is cut if it is long. */
    void setText(int column, String text) {
        setText(column, text, TEXT_BYTES);
    }

    String text(int drone, int column) {
        byte[] bytes = new byte[(int) get(drone, column)];
        long[] packed = new long[(bytes.length + Long.BYTES - 1) / Long.BYTES];
        rows.get(at(drone, column + 1), packed);
        ByteBuffer buffer = ByteBuffer.allocate(packed.length * Long.BYTES);
        buffer.asLongBuffer().put(packed);
        buffer.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    void setHere(BitSet pages) {
        long[] bits = new long[words];
        long[] set = pages.toLongArray();
        System.arraycopy(set, 0, bits, 0, set.length);
        rows.set(at(position, HERE), bits);
    }

    BitSet here(int drone) {
        long[] bits = new long[words];
        rows.get(at(drone, HERE), bits);
        return BitSet.valueOf(bits);
    }

    private void setText(int column, String text, int most) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, most);
        ByteBuffer buffer = ByteBuffer.allocate((length + Long.BYTES - 1) / Long.BYTES * Long.BYTES);
        buffer.put(bytes, 0, length).rewind();
        long[] packed = new long[buffer.capacity() / Long.BYTES];
        buffer.asLongBuffer().get(packed);
        rows.set(at(position, column), length);
        rows.set(at(position, column + 1), packed);
    }

    private long at(int drone, int column) {
        return (long) drone * (HERE + words) + column;
    }
}
