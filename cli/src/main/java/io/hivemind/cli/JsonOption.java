package io.hivemind.cli;

import io.hivemind.apps.frame.Destination;
import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Reasons;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option of {@code hivemind bench} that says where figures go beside the table. */
final class JsonOption {
    /** Where they go when it is given instead of a file. */
    private static final Path STANDARD_OUTPUT = Path.of("-");

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the figures into FILE as JSON too; with - write JSON only, to the standard output.")
    private Optional<Path> json;

    /** Sees, before anything is measured, that the figures can be written. */
    void check() {
        json.filter(file -> !file.equals(STANDARD_OUTPUT)).ifPresent(file -> Destination.check(file, "results"));
    }

    /** Says what came out: as a table, and as JSON into a file, or as JSON alone. */
    void publish(PrintStream out, String table, String text) {
        if (json.filter(STANDARD_OUTPUT::equals).isPresent()) {
            out.print(text);
            return;
        }
        out.print(table);
        try {
            if (json.isPresent()) {
                Files.writeString(json.get(), text);
            }
        } catch (IOException failed) {
            throw new Mistake("The results cannot be written: " + Reasons.of(failed) + ".", failed);
        }
    }
}
