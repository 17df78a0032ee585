package io.hivemind.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.HexFormat;

/**
 * What an authority is known by, to drones that can compute it themselves and to those who have only been told: the SHA-256 of
 * its public key as certificates write it.
 *
 * @param hex 64 hexadecimal digits
 */
public record Fingerprint(String hex) {
    static Fingerprint of(PublicKey key) {
        try {
            return new Fingerprint(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded())));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }
}
