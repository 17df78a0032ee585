package io.hivemind.runtime;

import io.hivemind.links.Secret;
import java.nio.file.Path;
import java.time.Duration;

/** Where a drone reads the secret of its hive: the first line of a file that nobody else can read, or of the standard input. */
public final class SecretFile {
    /** The name that means the standard input. */
    private static final Path INPUT = Path.of("-");

    private SecretFile() {}

    /**
     * {@return the secret}
     *
     * @param bound how long the standard input has to say it
     * @throws IllegalArgumentException if there is none, or it is none any more because others can read it; says what to do
     */
    public static Secret read(Path file, Duration bound) {
        try {
            return new Secret(
                    file.equals(INPUT) ? StandardInput.firstLine(bound).strip() : line(file));
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(
                    "The secret in " + (file.equals(INPUT) ? "the standard input" : file) + " cannot be used: "
                            + refused.getMessage(),
                    refused);
        }
    }

    private static String line(Path file) {
        return PrivateFile.line(file, "name a file of this user in HIVEMIND_SECRET_FILE", "make a new secret");
    }
}
