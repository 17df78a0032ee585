package io.hivemind.pages;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The bytes of a diff. Nothing at all if no byte changed; else one byte that says which of two forms follows:
 *
 * <ul>
 *   <li>1, runs: for each, how many bytes are left out since the run before it, how many bytes it has, and these bytes;
 *   <li>2, bitmap: a number of first words of eight bytes that are left out, how many words follow, one byte for each of
 *       them whose bit k says that byte k of it changed, and the changed bytes.
 * </ul>
 *
 * <p>Numbers are unsigned, seven bits a byte, the lowest first. A diff never holds a byte that did not change, for that
 * byte may be another drone's.
 */
public final class DiffFormat {
    static final byte RUNS = 1;
    static final byte BITMAP = 2;

    private static final VarHandle LONGS = view(long[].class);
    private static final VarHandle INTS = view(int[].class);

    private DiffFormat() {}

    /** {@return the length in bytes that no diff of a page of {@code pageSize} bytes exceeds} */
    public static int longest(int pageSize) {
        return pageSize + pageSize / Byte.SIZE + 1 + 2 * varintBytes(pageSize);
    }

    /** {@return what is wrong with a diff of a page of {@code pageSize} bytes, as a full sentence; empty if nothing is} */
    public static Optional<String> flaw(byte[] encoded, int pageSize) {
        if (encoded.length == 0) {
            return Optional.empty();
        }
        Cursor in = new Cursor(encoded);
        boolean sound = switch (encoded[0]) {
            case RUNS -> soundRuns(in, pageSize);
            case BITMAP -> soundBitmap(in, pageSize);
            default -> false;
        };
        if (sound) {
            return Optional.empty();
        }
        return Optional.of("The diff of " + encoded.length + " bytes, of form " + encoded[0]
                + ", is wrong near its byte " + in.at + ": it must be of form 1 or 2 and change bytes of a page of "
                + pageSize + " bytes alone.");
    }

    /** Writes a diff without a flaw over a page, and touches no other byte of it. */
    static void apply(byte[] encoded, MemorySegment memory, long page) {
        if (encoded.length > 0) {
            Cursor in = new Cursor(encoded);
            if (encoded[0] == RUNS) {
                applyRuns(in, memory, page);
            } else {
                applyBitmap(in, memory, page);
            }
        }
    }

    static int varintBytes(int value) {
        return value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : 3;
    }

    /** Writes a value below 2 to the power of 21 to {@code to[at]}. {@return the index behind it} */
    static int putVarint(byte[] to, int at, int value) {
        int end = at;
        int rest = value;
        for (; rest >= 0x80; rest >>>= 7) {
            to[end++] = (byte) (rest | 0x80);
        }
        to[end++] = (byte) rest;
        return end;
    }

    private static VarHandle view(Class<?> type) {
        return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.nativeOrder());
    }

    private static boolean soundRuns(Cursor in, int pageSize) {
        int at = 0;
        do {
            int gap = in.varint();
            int length = in.varint();
            if (gap < 0 || length < 1 || gap + length > pageSize - at || length > in.left()) {
                return false;
            }
            at += gap + length;
            in.at += length;
        } while (in.left() > 0);
        return true;
    }

    private static boolean soundBitmap(Cursor in, int pageSize) {
        int first = in.varint();
        int words = in.varint();
        if (first < 0 || words < 1 || first + words > pageSize / Long.BYTES || words > in.left()) {
            return false;
        }
        int changed = 0;
        for (int end = in.at + words; in.at < end; in.at++) {
            changed += Integer.bitCount(in.bytes[in.at] & 0xff);
        }
        return changed == in.left();
    }

    private static void applyRuns(Cursor in, MemorySegment memory, long page) {
        long to = page;
        while (in.left() > 0) {
            to += in.varint();
            int length = in.varint();
            put(in.bytes, in.at, memory, to, length);
            in.at += length;
            to += length;
        }
    }

    private static void applyBitmap(Cursor in, MemorySegment memory, long page) {
        long to = page + (long) in.varint() * Long.BYTES;
        int words = in.varint();
        int map = in.at;
        int from = map + words;
        for (int w = 0; w < words; w++, to += Long.BYTES) {
            int bits = in.bytes[map + w] & 0xff;
            if (bits == 0xff) {
                memory.set(ValueLayout.JAVA_LONG_UNALIGNED, to, (long) LONGS.get(in.bytes, from));
            } else if (bits != 0) {
                half(in.bytes, from, memory, to, bits & 0xf);
                half(in.bytes, from + Integer.bitCount(bits & 0xf), memory, to + Integer.BYTES, bits >>> 4);
            }
            from += Integer.bitCount(bits);
        }
    }

    /** Writes those of four bytes that the bits say. */
    private static void half(byte[] bytes, int from, MemorySegment memory, long to, int bits) {
        if (bits == 0xf) {
            memory.set(ValueLayout.JAVA_INT_UNALIGNED, to, (int) INTS.get(bytes, from));
            return;
        }
        int next = from;
        for (int rest = bits; rest != 0; rest &= rest - 1) {
            memory.set(ValueLayout.JAVA_BYTE, to + Integer.numberOfTrailingZeros(rest), bytes[next++]);
        }
    }

    /** Copies, without writing any neighbour of the run even with what it holds: its owner may be storing there. */
    private static void put(byte[] bytes, int from, MemorySegment memory, long to, int length) {
        if (length == Long.BYTES) {
            memory.set(ValueLayout.JAVA_LONG_UNALIGNED, to, (long) LONGS.get(bytes, from));
        } else if (length < Long.BYTES) {
            for (int i = 0; i < length; i++) {
                memory.set(ValueLayout.JAVA_BYTE, to + i, bytes[from + i]);
            }
        } else {
            MemorySegment.copy(bytes, from, memory, ValueLayout.JAVA_BYTE, to, length);
        }
    }

    /** A place in an encoded diff. */
    private static final class Cursor {
        private final byte[] bytes;

        /** The next byte; begins behind the byte that says the form. */
        private int at = 1;

        Cursor(byte[] bytes) {
            this.bytes = bytes;
        }

        int left() {
            return bytes.length - at;
        }

        /** {@return the number here, or -1 if there is none below 2 to the power of 21} */
        int varint() {
            if (at < bytes.length && bytes[at] >= 0) {
                return bytes[at++];
            }
            int value = 0;
            for (int shift = 0; shift < 21 && at < bytes.length; shift += 7) {
                byte next = bytes[at++];
                value |= (next & 0x7f) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            return -1;
        }
    }
}
