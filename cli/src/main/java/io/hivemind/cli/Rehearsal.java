package io.hivemind.cli;

import io.hivemind.Hive;
import io.hivemind.HiveConfig;
import io.hivemind.apps.Programs;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Program;
import io.hivemind.apps.frame.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A hive of two drones in one process that sorts a short list, so that the JVM can write down which classes a drone
 * needs, but not what it does often, which spoils programs that do something else: drones that start with that need less than half the time. Run once after each build.
 */
final class Rehearsal {
    private static final List<String> SCRIPT = List.of("--elements", "20000");

    private Rehearsal() {}

    /** Rehearses; given the name of a file, has another JVM do so, which writes that file. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 0) {
            perform();
        } else {
            record(Path.of(arguments[0]));
        }
    }

    /** Starts a JVM like those of drones, for which alone the file is good, and gives the file its name when it is whole. */
    private static void record(Path file) throws IOException, InterruptedException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        var program = DroneProgram.ofClass(
                Rehearsal.class,
                List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining", "-XX:AOTCacheOutput=" + unfinished),
                List.of());
        int code = new ProcessBuilder(program.command()).inheritIO().start().waitFor();
        if (code == 0) {
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void perform() {
        Program program = Programs.named("quicksort");
        Job job = program.prepare(program.options().parse(SCRIPT));
        int port = Ports.free();
        var other = CompletableFuture.runAsync(
                () -> perform(job, 1, port), action -> Thread.ofPlatform().start(action));
        perform(job, 0, port);
        other.join();
    }

    private static void perform(Job job, int rank, int port) {
        HiveConfig config = HiveConfig.builder()
                .rank(rank)
                .size(2)
                .coordinator("127.0.0.1", port)
                .hive("rehearsal-" + port)
                .build();
        try (Hive hive = Hive.join(config)) {
            job.run(hive).map(Report::text).ifPresent(text -> {
                if (text.isBlank()) {
                    throw new IllegalStateException("The rehearsal has nothing to report.");
                }
            });
        } catch (InterruptedException impossible) {
            throw new IllegalStateException("Nobody interrupts a rehearsal.", impossible);
        }
    }
}
