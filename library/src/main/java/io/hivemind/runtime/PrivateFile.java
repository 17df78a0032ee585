package io.hivemind.runtime;

import io.hivemind.links.Token;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** A file that holds what only its owner may know. What others can read is known already, so such a file is refused. */
final class PrivateFile {
    private static final Set<PosixFilePermission> OF_THE_OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private PrivateFile() {}

    /**
     * {@return the token in {@code file}}
     *
     * @throws IllegalArgumentException if there is none, or it is none any more because others can read it; says what to do
     */
    static Token token(Path file) {
        try {
            return Token.parse(line(file, "name a file of this user with --token-file", "take a new token"));
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(
                    "The token in " + file + " cannot be used: " + refused.getMessage(), refused);
        }
    }

    /**
     * {@return the first line of {@code file}}
     *
     * @param another what to do if it cannot be read
     * @param anew what to do if others can read it
     * @throws IllegalArgumentException in either case; it has the rest of a sentence that names the file
     */
    static String line(Path file, String another, String anew) {
        try {
            checkMode(file, anew);
            try (InputStream in = Files.newInputStream(file)) {
                return StandardInput.line(in).strip();
            }
        } catch (IOException failed) {
            throw new IllegalArgumentException("it cannot be read (" + failed + "); " + another + ".", failed);
        }
    }

    private static void checkMode(Path file, String anew) throws IOException {
        Set<PosixFilePermission> mode;
        try {
            mode = Files.getPosixFilePermissions(file);
        } catch (UnsupportedOperationException notPosix) {
            // Then there is nothing to be asked here; whoever made the file knows who can read it.
            return;
        }
        if (!OF_THE_OWNER.containsAll(mode)) {
            throw new IllegalArgumentException("others than its owner have access to it ("
                    + PosixFilePermissions.toString(mode) + "); " + anew + ", and \"chmod 600 " + file + "\".");
        }
    }
}
