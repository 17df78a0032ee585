package io.hivemind.cli;

import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Reasons;
import io.hivemind.links.Secret;
import io.hivemind.links.Token;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The files with tokens that let newcomers into a hive, one in each. They are new, and none but this user can read them.
 *
 * @param files where they are written
 * @param temporary whether they are good for as long as this process only, and are removed with it
 */
record Invitations(List<Path> files, boolean temporary) {
    private static final String OF_THE_OWNER = "rw-------";

    Invitations {
        files = List.copyOf(files);
    }

    /** Writes a token into each file, for the hive of that secret and name, whose links are under TLS or not. */
    void write(Secret secret, String hive, boolean encrypted) {
        files.forEach(file -> write(file, Token.fresh(secret, hive, encrypted)));
        if (temporary) {
            files.forEach(file -> file.toFile().deleteOnExit());
        }
    }

    /** Removes the files, used or not: the hive has ended. */
    void remove() {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException failed) {
                throw new Mistake("The token " + file + " cannot be removed: " + Reasons.of(failed) + ".", failed);
            }
        }
    }

    private static void write(Path file, Token token) {
        try {
            Files.createFile(file, ofTheOwner(file));
            Files.writeString(file, token.line() + "\n");
        } catch (FileAlreadyExistsException there) {
            throw new Mistake(
                    "The token cannot be written to " + file + ", which is there already: name a new file.", there);
        } catch (IOException failed) {
            throw new Mistake("The token cannot be written to " + file + ": " + Reasons.of(failed) + ".", failed);
        }
    }

    private static FileAttribute<?>[] ofTheOwner(Path file) {
        boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OF_THE_OWNER))
                }
                : new FileAttribute<?>[0];
    }
}
