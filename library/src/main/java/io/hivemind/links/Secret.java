package io.hivemind.links;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * What all drones of a hive know and nobody else does. It never travels: what does is a code that only one who knows it can
 * compute. Any thread may call any method.
 */
public final class Secret {
    /** Fewer characters could be tried out. */
    private static final int LEAST_CHARACTERS = 32;

    private static final int NONCE_BYTES = 32;
    private static final Pattern NONCE = Pattern.compile("[0-9a-f]{" + 2 * NONCE_BYTES + "}");
    /** The block of SHA-256, to which HMAC fills the key. */
    private static final int BLOCK_BYTES = 64;

    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    /** Which end of a link proves that it knows the secret. */
    enum Side {
        CALLER,
        LISTENER
    }

    /** All that the two ends of one link know of it, so that a code is good for this link and this end of it alone. */
    record Encounter(String hive, int caller, int listener, String callerNonce, String listenerNonce) {}

    private final String text;
    private final byte[] key;

    /**
     * Takes {@code text} as the secret.
     *
     * @throws IllegalArgumentException if it has fewer than 32 characters
     */
    public Secret(String text) {
        if (text.length() < LEAST_CHARACTERS) {
            throw new IllegalArgumentException("The secret of a hive has at least " + LEAST_CHARACTERS
                    + " characters, not " + text.length() + "; make one with \"openssl rand -hex 32\".");
        }
        this.text = text;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        this.key = Arrays.copyOf(bytes.length > BLOCK_BYTES ? sha256().digest(bytes) : bytes, BLOCK_BYTES);
    }

    /** {@return the key of the token {@code id}, which only who knows the secret can make} */
    String ofToken(String id) {
        return HexFormat.of().formatHex(hmac(("hivemind\ntoken\n" + id).getBytes(StandardCharsets.UTF_8)));
    }

    /** {@return the secret itself, to be told to a newcomer under a {@link Seal}} */
    String text() {
        return text;
    }

    /** {@return a nonce that nobody has ever used, nor can foresee} */
    static String freshNonce() {
        byte[] random = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** {@return whether {@code text} has the form of a nonce} Nothing else must get into what a code is made of. */
    static boolean isNonce(String text) {
        return NONCE.matcher(text).matches();
    }

    /** {@return the code by which {@code side} proves that it knows the secret} */
    String code(Side side, Encounter at) {
        String told = String.join(
                "\n",
                "hivemind",
                side.name(),
                String.valueOf(at.caller()),
                String.valueOf(at.listener()),
                at.callerNonce(),
                at.listenerNonce(),
                at.hive());
        return HexFormat.of().formatHex(hmac(told.getBytes(StandardCharsets.UTF_8)));
    }

    /** {@return whether {@code code} is the code of {@code side}} How long it takes does not depend on where it differs. */
    boolean proves(String code, Side side, Encounter at) {
        return MessageDigest.isEqual(
                code.getBytes(StandardCharsets.UTF_8), code(side, at).getBytes(StandardCharsets.UTF_8));
    }

    /** {@return {@code bytes} bytes that follow from the secret for {@code purpose}, by HKDF-SHA-256, RFC 5869} */
    byte[] derive(String purpose, int bytes) {
        byte[] told = ("hivemind " + purpose).getBytes(StandardCharsets.UTF_8);
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract().addIKM(key).thenExpand(told, bytes));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Java has HKDF from 25 on.", impossible);
        }
    }

    @Override
    public String toString() {
        return "a secret";
    }

    /**
     * {@return the code of {@code message} as HMAC-SHA-256 has it, RFC 2104} The JDK's {@code Mac} gives the same, but takes
     * 45 ms to load, a tenth of the time in which a hive starts.
     */
    byte[] hmac(byte[] message) {
        MessageDigest inner = sha256();
        inner.update(filled(INNER));
        MessageDigest outer = sha256();
        outer.update(filled(OUTER));
        return outer.digest(inner.digest(message));
    }

    private byte[] filled(byte with) {
        byte[] block = key.clone();
        for (int i = 0; i < block.length; i++) {
            block[i] ^= with;
        }
        return block;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }
}
