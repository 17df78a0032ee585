package io.hivemind.apps.quicksort;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;

/** How a file holds a list of numbers. */
enum Format {
    /** One number a line, in decimal digits. */
    TEXT(0),
    /** Four bytes a number, the lowest byte first. */
    LITTLE(1),
    /** Four bytes a number, the highest byte first. */
    BIG(2);

    private final int code;

    Format(int code) {
        this.code = code;
    }

    /** {@return a number by which drones tell each other the format} */
    int code() {
        return code;
    }

    /** {@return the format with that number} */
    static Format ofCode(long code) {
        return List.of(values()).stream()
                .filter(format -> format.code == code)
                .findFirst()
                .orElseThrow();
    }

    /** {@return the format of this name, in small letters} */
    static Format named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** {@return what {@code beginning}, the first {@code length} bytes of a file, looks like: text if it is digits and white space} */
    static Format of(byte[] beginning, int length) {
        for (int i = 0; i < length; i++) {
            boolean textual = switch (beginning[i]) {
                case '+', '-', ' ', '\t', '\r', '\n' -> true;
                default -> beginning[i] >= '0' && beginning[i] <= '9';
            };
            if (!textual) {
                return LITTLE;
            }
        }
        return TEXT;
    }

    /** {@return the order of the bytes of a binary format} */
    ByteOrder byteOrder() {
        return this == BIG ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }
}
