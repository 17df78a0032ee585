package io.hivemind.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes in the making: an array that grows, with room kept free in front for the header of a frame. */
final class Sink {
    private byte[] bytes;
    private int end;

    Sink(int reserved, int expected) {
        this.bytes = new byte[reserved + expected];
        this.end = reserved;
    }

    /** {@return how many bytes there are, with those that were kept free} */
    int length() {
        return end;
    }

    /** {@return all bytes, with those that were kept free} The sink must not be used afterwards. */
    ByteBuffer toBuffer() {
        return ByteBuffer.wrap(bytes, 0, end);
    }

    void octet(int value) {
        room(1);
        bytes[end++] = (byte) value;
    }

    void flag(boolean value) {
        octet(value ? 1 : 0);
    }

    /** Writes an unsigned number, seven bits a byte, the lowest first. */
    void varint(long value) {
        room(10);
        long rest = value;
        for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
            bytes[end++] = (byte) (rest | 0x80);
        }
        bytes[end++] = (byte) rest;
    }

    /** Writes a number that may be negative, in few bytes if it is near zero. */
    void signed(int value) {
        varint(zigzag(value));
    }

    void raw(byte[] from) {
        room(from.length);
        System.arraycopy(from, 0, bytes, end, from.length);
        end += from.length;
    }

    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        varint(utf8.length);
        raw(utf8);
    }

    /** {@return how many bytes {@link #varint} writes} */
    static int varintBytes(long value) {
        return (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
    }

    /** {@return how many bytes {@link #signed} writes} */
    static int signedBytes(int value) {
        return varintBytes(zigzag(value));
    }

    /** {@return a number without sign that is small if {@code value} is near zero} */
    static long zigzag(int value) {
        return ((value << 1) ^ (value >> 31)) & 0xffff_ffffL;
    }

    private void room(int more) {
        if (more > bytes.length - end) {
            bytes = Arrays.copyOf(bytes, Math.max(end + more, bytes.length * 2));
        }
    }
}
