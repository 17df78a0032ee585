package io.hivemind.links;

import io.hivemind.tls.Fingerprint;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What lets one newcomer into a hive, once. It follows from the hive's secret, so every drone of the hive knows it when it hears its
 * id; whoever has it proves that without saying it, and learns nothing of the secret from it. Immutable.
 */
public final class Token {
    private static final String BEGINNING = "hivemind-token-1";
    private static final int ID_BYTES = 8;
    private static final Pattern LINE =
            Pattern.compile(BEGINNING + " ([0-9a-f]{" + 2 * ID_BYTES + "}) ([0-9a-f]{64})(?: ([0-9a-f]{64}))?");

    private final String id;
    private final String key;
    private final Optional<Fingerprint> authority;

    private Token(String id, String key, Optional<Fingerprint> authority) {
        this.id = id;
        this.key = key;
        this.authority = authority;
    }

    /**
     * {@return a token that nobody has ever had}
     *
     * @param authority by what the hive's drones are known, if their links are under TLS
     */
    static Token fresh(Secret secret, Optional<Fingerprint> authority) {
        String id = Secret.freshNonce().substring(0, 2 * ID_BYTES);
        return new Token(id, secret.ofToken(id), authority);
    }

    /**
     * {@return a token that nobody has ever had, for the hive called {@code hive}}
     *
     * @param encrypted whether its links are under TLS
     */
    public static Token fresh(Secret secret, String hive, boolean encrypted) {
        return fresh(
                secret, encrypted ? Optional.of(Lines.authority(secret, hive).fingerprint()) : Optional.empty());
    }

    /**
     * {@return the token that {@code line} says}
     *
     * @throws IllegalArgumentException if it says none
     */
    public static Token parse(String line) {
        Matcher matcher = LINE.matcher(line.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("it is none: a token is one line that begins with " + BEGINNING
                    + "; make one with \"hivemind run --invite FILE\" or \"hivemind invite\".");
        }
        return new Token(
                matcher.group(1),
                matcher.group(2),
                Optional.ofNullable(matcher.group(3)).map(Fingerprint::new));
    }

    /** {@return the line that says it, which nobody but its owner may read} */
    public String line() {
        return BEGINNING + " " + id + " " + key
                + authority.map(known -> " " + known.hex()).orElse("");
    }

    /** {@return by which name the hive's drones know it, which is no secret} */
    String id() {
        return id;
    }

    /** {@return what proves that one has it} */
    Secret key() {
        return new Secret(key);
    }

    /** {@return by what the hive's drones are known, if their links are under TLS} */
    public Optional<Fingerprint> authority() {
        return authority;
    }

    @Override
    public String toString() {
        return "token " + id;
    }
}
