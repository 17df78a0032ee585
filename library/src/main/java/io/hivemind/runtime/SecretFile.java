package io.hivemind.runtime;

import io.hivemind.links.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Where a drone reads the secret of its hive: the first line of a file that nobody else can read, or of the standard input. */
final class SecretFile {
    /** The name that means the standard input. */
    private static final Path INPUT = Path.of("-");

    private static final Set<PosixFilePermission> OF_THE_OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private SecretFile() {}

    /**
     * {@return the secret}
     *
     * @param bound how long the standard input has to say it
     * @throws IllegalArgumentException if there is none, or it is none any more because others can read it; says what to do
     */
    static Secret read(Path file, Duration bound) {
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
        try {
            checkMode(file);
            try (InputStream in = Files.newInputStream(file)) {
                return StandardInput.line(in).strip();
            }
        } catch (IOException failed) {
            throw new IllegalArgumentException(
                    "it cannot be read (" + failed + "); name a file of this user in HIVEMIND_SECRET_FILE.", failed);
        }
    }

    private static void checkMode(Path file) throws IOException {
        Set<PosixFilePermission> mode;
        try {
            mode = Files.getPosixFilePermissions(file);
        } catch (UnsupportedOperationException notPosix) {
            // Then there is nothing to be asked here; whoever made the file knows who can read it.
            return;
        }
        if (!OF_THE_OWNER.containsAll(mode)) {
            throw new IllegalArgumentException("others than its owner have access to it ("
                    + PosixFilePermissions.toString(mode) + "); make a new secret, and \"chmod 600 " + file + "\".");
        }
    }
}
