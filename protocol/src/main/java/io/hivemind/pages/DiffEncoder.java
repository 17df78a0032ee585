package io.hivemind.pages;

import io.hivemind.protocol.Diff;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Makes diffs out of two states of a page. It first marks the bytes that differ, one bit each, eight bytes at a time, and
 * then writes them in whichever of the two forms of {@link DiffFormat} is shorter. It keeps its room to work in, so it is
 * for one caller at a time.
 */
final class DiffEncoder {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final Diff NOTHING = Diff.of(new byte[0]);

    /** The longest that gap and length of one run can be. */
    private static final int RUN_HEADER = 6;

    private final int pageSize;

    /** One bit for each byte of the page, set where it differs; the rest of the last word is clear. */
    private final long[] marks;

    /** Where a diff is written before it is cut to its length; a little longer, for eight bytes are written where one counts. */
    private final byte[] room;

    private int changedBytes;
    private int runs;

    /** Makes one for pages of {@code pageSize} bytes that lie in buffers of {@link #bufferBytes}. */
    DiffEncoder(int pageSize) {
        this.pageSize = pageSize;
        this.marks = new long[bufferBytes(pageSize) / Long.SIZE];
        this.room = new byte[DiffFormat.longest(pageSize) + pageSize / 64 + RUN_HEADER + Long.BYTES];
    }

    /** {@return how long a buffer must be that holds a page for the encoder} What is behind the page must not differ. */
    static int bufferBytes(int pageSize) {
        return Math.max(pageSize, Long.SIZE);
    }

    /** {@return what turns {@code before} into {@code now}} */
    Diff encode(byte[] now, byte[] before) {
        mark(now, before);
        if (changedBytes == 0) {
            return NOTHING;
        }
        int first = firstWord();
        int words = lastWord() - first + 1;
        int asBitmap = 1 + DiffFormat.varintBytes(first) + DiffFormat.varintBytes(words) + words + changedBytes;
        if (1 + 2 * runs + changedBytes <= asBitmap) {
            int asRuns = writeRuns(now);
            if (asRuns <= asBitmap) {
                return Diff.of(Arrays.copyOf(room, asRuns));
            }
        }
        return Diff.of(Arrays.copyOf(room, writeBitmap(now, first, words)));
    }

    private void mark(byte[] now, byte[] before) {
        int bytes = 0;
        int starts = 0;
        long carry = 0;
        for (int w = 0, at = 0; w < marks.length; w++, at += Long.SIZE) {
            long bits = markBlock(now, before, at);
            marks[w] = bits;
            bytes += Long.bitCount(bits);
            starts += Long.bitCount(bits & ~(bits << 1 | carry));
            carry = bits >>> (Long.SIZE - 1);
        }
        changedBytes = bytes;
        runs = starts;
    }

    /** {@return the marks of the 64 bytes at {@code at}} */
    private static long markBlock(byte[] now, byte[] before, int at) {
        long x0 = (long) LONGS.get(now, at) ^ (long) LONGS.get(before, at);
        long x1 = (long) LONGS.get(now, at + 8) ^ (long) LONGS.get(before, at + 8);
        long x2 = (long) LONGS.get(now, at + 16) ^ (long) LONGS.get(before, at + 16);
        long x3 = (long) LONGS.get(now, at + 24) ^ (long) LONGS.get(before, at + 24);
        long x4 = (long) LONGS.get(now, at + 32) ^ (long) LONGS.get(before, at + 32);
        long x5 = (long) LONGS.get(now, at + 40) ^ (long) LONGS.get(before, at + 40);
        long x6 = (long) LONGS.get(now, at + 48) ^ (long) LONGS.get(before, at + 48);
        long x7 = (long) LONGS.get(now, at + 56) ^ (long) LONGS.get(before, at + 56);
        if ((x0 | x1 | x2 | x3 | x4 | x5 | x6 | x7) == 0) {
            return 0;
        }
        return nonZeroBytes(x0)
                | nonZeroBytes(x1) << 8
                | nonZeroBytes(x2) << 16
                | nonZeroBytes(x3) << 24
                | nonZeroBytes(x4) << 32
                | nonZeroBytes(x5) << 40
                | nonZeroBytes(x6) << 48
                | nonZeroBytes(x7) << 56;
    }

    /** {@return eight bits, of which bit k says whether byte k of {@code x}, from the lowest, is not zero} */
    private static long nonZeroBytes(long x) {
        long high = ((x & 0x7f7f7f7f7f7f7f7fL) + 0x7f7f7f7f7f7f7f7fL | x) & 0x8080808080808080L;
        return ((high >>> 7) * 0x0102040810204080L) >>> 56;
    }

    /** {@return the number of the first eight bytes of which any differs} */
    private int firstWord() {
        int w = 0;
        while (marks[w] == 0) {
            w++;
        }
        return w * 8 + Long.numberOfTrailingZeros(marks[w]) / 8;
    }

    private int lastWord() {
        int w = marks.length - 1;
        while (marks[w] == 0) {
            w--;
        }
        return w * 8 + 7 - Long.numberOfLeadingZeros(marks[w]) / 8;
    }

    /** Writes the runs into the room. {@return the length of the whole diff} */
    private int writeRuns(byte[] now) {
        room[0] = DiffFormat.RUNS;
        int end = 1;
        int written = 0;
        int from = -1;
        long carry = 0;
        for (int w = 0; w < marks.length; w++) {
            long bits = marks[w];
            long edges = bits ^ (bits << 1 | carry);
            carry = bits >>> (Long.SIZE - 1);
            for (; edges != 0; edges &= edges - 1) {
                int edge = w * Long.SIZE + Long.numberOfTrailingZeros(edges);
                if (from < 0) {
                    from = edge;
                } else {
                    end = writeRun(now, from - written, from, edge, end);
                    written = edge;
                    from = -1;
                }
            }
        }
        return from < 0 ? end : writeRun(now, from - written, from, pageSize, end);
    }

    private int writeRun(byte[] now, int gap, int from, int to, int at) {
        int length = to - from;
        int end = DiffFormat.putVarint(room, at, gap);
        end = DiffFormat.putVarint(room, end, length);
        if (length <= Long.BYTES && from <= pageSize - Long.BYTES) {
            LONGS.set(room, end, (long) LONGS.get(now, from));
        } else {
            System.arraycopy(now, from, room, end, length);
        }
        return end + length;
    }

    /** Writes the bitmap of {@code words} words into the room. {@return the length of the whole diff} */
    private int writeBitmap(byte[] now, int first, int words) {
        room[0] = DiffFormat.BITMAP;
        int map = DiffFormat.putVarint(room, DiffFormat.putVarint(room, 1, first), words);
        int end = map + words;
        for (int w = first; w < first + words; w++) {
            int bits = (int) (marks[w >> 3] >>> ((w & 7) << 3)) & 0xff;
            room[map++] = (byte) bits;
            long word = (long) LONGS.get(now, w << 3);
            while (bits != 0) {
                int from = Integer.numberOfTrailingZeros(bits);
                int length = Integer.numberOfTrailingZeros(~(bits >>> from));
                LONGS.set(room, end, word >>> (from << 3));
                end += length;
                bits &= ~0 << (from + length);
            }
        }
        return end;
    }
}
