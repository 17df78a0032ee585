package io.hivemind.pages;

import java.util.Arrays;

/** The twins of all pages, found by page, and a stock of page buffers for the next ones. */
final class Twins {
    private static final int CHUNK_BITS = 10;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int STOCK_BYTES = 4 << 20;
    private static final int STOCK_BUFFERS = 16;

    /** Stands where there is no twin. */
    private static final byte[] NONE = {};

    /** Stands for a chunk without any twin. */
    private static final byte[][] NO_TWINS = {};

    private final int bufferBytes;
    private final byte[][][] chunks;
    private final byte[][] stock;
    private int stocked;

    Twins(int pages, int bufferBytes) {
        this.bufferBytes = bufferBytes;
        this.chunks = new byte[((pages - 1) >> CHUNK_BITS) + 1][][];
        Arrays.fill(chunks, NO_TWINS);
        this.stock = new byte[Math.max(STOCK_BUFFERS, STOCK_BYTES / bufferBytes)][];
    }

    boolean has(int page) {
        return at(page).length > 0;
    }

    /** {@return the twin of {@code page}, or {@code otherwise} if it has none} */
    byte[] get(int page, byte[] otherwise) {
        byte[] twin = at(page);
        return twin.length > 0 ? twin : otherwise;
    }

    /** Makes {@code twin} the twin of {@code page}; the one it had goes back to the stock. */
    void set(int page, byte[] twin) {
        byte[][] chunk = chunks[page >> CHUNK_BITS];
        if (chunk.length == 0) {
            chunk = new byte[CHUNK][];
            Arrays.fill(chunk, NONE);
            chunks[page >> CHUNK_BITS] = chunk;
        }
        byte[] old = chunk[page & (CHUNK - 1)];
        chunk[page & (CHUNK - 1)] = twin;
        if (old.length > 0) {
            giveBack(old);
        }
    }

    /** Forgets the twin of {@code page}, if it has one. */
    void drop(int page) {
        if (has(page)) {
            giveBack(at(page));
            chunks[page >> CHUNK_BITS][page & (CHUNK - 1)] = NONE;
        }
    }

    /** {@return a buffer for one page, with anything in it} */
    byte[] take() {
        return stocked == 0 ? new byte[bufferBytes] : stock[--stocked];
    }

    /** Keeps {@code buffer} for later, unless there are enough. */
    void giveBack(byte[] buffer) {
        if (stocked < stock.length) {
            stock[stocked++] = buffer;
        }
    }

    private byte[] at(int page) {
        byte[][] chunk = chunks[page >> CHUNK_BITS];
        return chunk.length == 0 ? NONE : chunk[page & (CHUNK - 1)];
    }
}
