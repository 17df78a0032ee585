package io.hivemind.protocol;

import java.util.Arrays;

/** All bytes of one page at one moment. Immutable: nobody may change the array after handing it over. */
public final class PageCopy {
    private final byte[] bytes;

    private PageCopy(byte[] bytes) {
        this.bytes = bytes;
    }

    /** {@return a copy around {@code bytes}, which is not copied again} */
    public static PageCopy of(byte[] bytes) {
        return new PageCopy(bytes);
    }

    /** {@return the bytes of the page, not copied; not to be changed} */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PageCopy copy && Arrays.equals(bytes, copy.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "copy(" + Integer.toHexString(hashCode()) + ")";
    }
}
