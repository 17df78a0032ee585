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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Hives of two drones in one process that sort a short list, so that the JVM can write down which classes a drone
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

    /** Drones whose memory is bounded need some classes more, and drones that have a secret others, with TLS and without. */
    private static void perform() throws IOException {
        Path secret = Files.createTempFile("rehearsal", ".secret");
        try {
            Files.writeString(secret, "nothing that anybody has to guess");
            perform(Map.of(Launch.SECRET_FILE, secret.toString()));
            perform(Map.of(Launch.SECRET_FILE, secret.toString(), Launch.TLS, "always"));
        } finally {
            Files.delete(secret);
        }
        perform(Map.of("HIVEMIND_MEMORY_PER_DRONE", "16m", "HIVEMIND_MEMORY", "16m"));
    }

    private static void perform(Map<String, String> settings) {
        Program program = Programs.named("quicksort");
        Job job = program.prepare(program.options().parse(SCRIPT));
        int port = Ports.free();
        var other = CompletableFuture.runAsync(
                () -> perform(job, 1, port, settings),
                action -> Thread.ofPlatform().start(action));
        perform(job, 0, port, settings);
        other.join();
    }

    /** Takes part as a drone does that was started by the launcher, which tells it everything in the environment. */
    private static void perform(Job job, int rank, int port, Map<String, String> settings) {
        var environment = new HashMap<>(settings);
        environment.put(Launch.RANK, String.valueOf(rank));
        environment.put(Launch.SIZE, "2");
        environment.put(Launch.COORDINATOR, "127.0.0.1:" + port);
        environment.put(Launch.HIVE, "rehearsal-" + port);
        HiveConfig config = HiveConfig.fromEnvironment(environment);
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
