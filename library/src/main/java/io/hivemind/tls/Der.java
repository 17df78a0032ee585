package io.hivemind.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/**
 * Bytes as certificates write things down: the distinguished encoding rules of ASN.1, ITU-T X.690, as far as a certificate needs
 * them. Every element is its tag, its length and its content.
 */
final class Der {
    static final byte[] TRUE = of(0x01, new byte[] {(byte) 0xff});

    private static final int LONGEST_SHORT = 0x7f;
    private static final int LONG_LENGTH = 0x80;
    private static final int FIRST_ARC = 40;
    /** The year from which on RFC 5280 wants four digits of it. */
    private static final int FOUR_DIGITS_FROM = 2050;

    private Der() {}

    static byte[] sequence(byte[]... elements) {
        return of(0x30, elements);
    }

    static byte[] set(byte[]... elements) {
        return of(0x31, elements);
    }

    static byte[] integer(BigInteger value) {
        return of(0x02, value.toByteArray());
    }

    static byte[] text(String text) {
        return of(0x0c, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] octets(byte[] content) {
        return of(0x04, content);
    }

    /** {@return a string of bits, of which the last {@code unused} of the last byte do not count} */
    static byte[] bits(int unused, byte[] content) {
        return of(0x03, new byte[] {(byte) unused}, content);
    }

    /** {@return {@code number} of a choice or an optional part, around {@code content}} */
    static byte[] tagged(int number, byte[] content) {
        return of(0xa0 | number, content);
    }

    /** {@return the same for content that is not built of elements} */
    static byte[] taggedPlain(int number, byte[] content) {
        return of(0x80 | number, content);
    }

    /** {@return the name of a kind of thing, given as numbers with dots between them, each below 2^14 but for the first two} */
    static byte[] kind(String dotted) {
        int[] arcs =
                Arrays.stream(dotted.split("\\.")).mapToInt(Integer::parseInt).toArray();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(FIRST_ARC * arcs[0] + arcs[1]);
        for (int i = 2; i < arcs.length; i++) {
            if (arcs[i] > LONGEST_SHORT) {
                content.write(LONG_LENGTH | arcs[i] >> 7);
            }
            content.write(arcs[i] & LONGEST_SHORT);
        }
        return of(0x06, content.toByteArray());
    }

    static byte[] time(Instant instant) {
        var utc = instant.atOffset(ZoneOffset.UTC);
        boolean isShort = utc.getYear() < FOUR_DIGITS_FROM;
        String digits = DateTimeFormatter.ofPattern(isShort ? "yyMMddHHmmss'Z'" : "yyyyMMddHHmmss'Z'")
                .format(utc);
        return of(isShort ? 0x17 : 0x18, digits.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] of(int tag, byte[]... contents) {
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        int length = Arrays.stream(contents).mapToInt(content -> content.length).sum();
        if (length <= LONGEST_SHORT) {
            element.write(length);
        } else {
            byte[] digits = BigInteger.valueOf(length).toByteArray();
            int from = digits[0] == 0 ? 1 : 0;
            element.write(LONG_LENGTH | digits.length - from);
            element.write(digits, from, digits.length - from);
        }
        for (byte[] content : contents) {
            element.writeBytes(content);
        }
        return element.toByteArray();
    }
}
