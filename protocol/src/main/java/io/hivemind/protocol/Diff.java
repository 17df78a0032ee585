package io.hivemind.protocol;

import java.util.Arrays;

/**
 * The bytes of one page that an interval changed, in the encoding of {@link PageMemory}. Opaque to the core, which
 * stores, orders and forwards diffs without looking into them. An empty diff is an answer like any other (I12): the
 * page was written, and holds what it held. Immutable: nobody may change the array after handing it over.
 */
public final class Diff {
    private final byte[] encoded;

    private Diff(byte[] encoded) {
        this.encoded = encoded;
    }

    /** {@return a diff around {@code encoded}, which is not copied} */
    public static Diff of(byte[] encoded) {
        return new Diff(encoded);
    }

    /** {@return the encoded runs, not copied; not to be changed} */
    public byte[] encoded() {
        return encoded;
    }

    /** {@return the length of the encoding in bytes} */
    public int length() {
        return encoded.length;
    }

    /** {@return whether no byte changed} */
    public boolean isEmpty() {
        return encoded.length == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Diff diff && Arrays.equals(encoded, diff.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }

    @Override
    public String toString() {
        return "diff(" + encoded.length + " bytes, " + Integer.toHexString(hashCode()) + ")";
    }
}
