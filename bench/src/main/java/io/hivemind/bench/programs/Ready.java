package io.hivemind.bench.programs;

import io.hivemind.Hive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program that waits until all drones are there, and writes down when that was. */
public final class Ready {
    private Ready() {}

    /** Joins; drone 0 writes the milliseconds since the epoch into the file that is the only argument. */
    public static void main(String[] arguments) throws IOException {
        try (Hive hive = Hive.join()) {
            hive.barrier();
            long nowMillis = System.currentTimeMillis();
            if (hive.rank() == 0) {
                Files.writeString(Path.of(arguments[0]), String.valueOf(nowMillis));
            }
        }
    }
}
