package io.hivemind.apps.frame;

import java.nio.file.Files;
import java.nio.file.Path;

/** A place where a file is to be written later. */
public final class Destination {
    private Destination() {}

    /** Refuses, as a {@link Mistake}, a path to which {@code what} could not be written. */
    public static void check(Path file, String what) {
        Path folder = file.toAbsolutePath().getParent();
        boolean writable = Files.exists(file)
                ? Files.isWritable(file) && !Files.isDirectory(file)
                : folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
        if (!writable) {
            throw new Mistake("The " + what + " cannot be written to " + file
                    + ": it must be a file, not a folder, at a place where files may be written.");
        }
    }
}
