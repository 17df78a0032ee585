package io.hivemind.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes from outside, of which nothing is believed: whatever does not fit ends in a {@link MalformedFrameException}, and
 * memory is taken for what is there, never for what is announced.
 */
final class Source {
    private final byte[] bytes;
    private final int start;
    private final int end;
    private int at;

    /** How many numbers all runs read so far stand for; they announce many in few bytes. */
    private long unfolded;

    Source(ByteBuffer from) {
        if (from.hasArray()) {
            this.bytes = from.array();
            this.start = from.arrayOffset() + from.position();
        } else {
            this.bytes = new byte[from.remaining()];
            this.start = 0;
            from.duplicate().get(bytes);
        }
        this.end = start + from.remaining();
        this.at = start;
    }

    /** {@return how many bytes are left} */
    int left() {
        return end - at;
    }

    int octet(String what) {
        if (at == end) {
            throw malformed("the bytes end before " + what);
        }
        return bytes[at++] & 0xff;
    }

    boolean flag(String what) {
        int value = octet(what);
        if (value > 1) {
            throw malformed(what + " is " + value + ", it must be 0 or 1");
        }
        return value == 1;
    }

    /** {@return what {@link Sink#varint} wrote} */
    long varint(String what) {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int next = octet(what);
            if (shift == 63 && next > 1) {
                break;
            }
            value |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw malformed(what + " has more than 64 bits");
    }

    /** {@return an unsigned number that is at most {@code most}} */
    int upTo(int most, String what) {
        long value = varint(what);
        if (value < 0 || value > most) {
            throw malformed(what + " is " + Long.toUnsignedString(value) + ", the most possible here is " + most);
        }
        return (int) value;
    }

    /** {@return what {@link Sink#signed} wrote} */
    int signed(String what) {
        long value = varint(what);
        if (value >>> 32 != 0) {
            throw malformed(what + " has more than 32 bits");
        }
        return unzigzag(value);
    }

    /** {@return the number of which {@link Sink#zigzag} made {@code value}} */
    static int unzigzag(long value) {
        return (int) (value >>> 1) ^ -(int) (value & 1);
    }

    /** {@return a number of things that follow, of which each takes at least {@code leastBytes}} */
    int count(int leastBytes, String what) {
        return upTo(left() / leastBytes, what);
    }

    byte[] raw(int length, String what) {
        if (length > left()) {
            throw malformed("the bytes end " + (length - left()) + " bytes before the end of " + what);
        }
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    String text(String what) {
        return new String(raw(count(1, what), what), StandardCharsets.UTF_8);
    }

    /** Counts {@code numbers} more that runs stand for, of which there may be {@code most} altogether. */
    void unfold(int numbers, long most) {
        unfolded += numbers;
        if (unfolded > most) {
            throw malformed("its runs stand for more than " + most + " pages and entries of times");
        }
    }

    boolean hasMore() {
        return at < end;
    }

    /** Checks that nothing is left. */
    void end() {
        if (at < end) {
            throw malformed(left() + " bytes are left over");
        }
    }

    MalformedFrameException malformed(String what) {
        return new MalformedFrameException(
                "A frame of " + (end - start) + " bytes is malformed at its byte " + (at - start) + ": " + what + ".");
    }
}
