package io.hivemind.cli;

import io.hivemind.Hive;
import io.hivemind.HiveConfig;
import io.hivemind.SharedLock;
import io.hivemind.SharedLongs;
import io.hivemind.apps.Programs;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Program;
import io.hivemind.apps.frame.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Hives of two drones in one process that sort a short list, and one of three that loses one, so that the JVM can write down which
 * classes a drone needs, but not what it does often, which spoils programs that do something else: drones that start with that need
 * less than half the time, and go on sooner without one that fails. Run once after each build.
 */
final class Rehearsal {
    private static final List<String> SCRIPT = List.of("--elements", "20000");

    /** The drone that fails where there are three, and the lock that it holds then. */
    private static final int THIRD = 2;

    private static final int LOCK = 99;

    /** Some pages full. */
    private static final int NUMBERS = 4096;

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
        perform(Map.of(DroneSettings.ON_FAILURE, DroneSettings.GO_ON, Launch.SIZE, "3"));
    }

    private static void perform(Map<String, String> settings) {
        Program program = Programs.named("quicksort");
        Job job = program.prepare(program.options().parse(SCRIPT));
        int port = Ports.free();
        var others = new ArrayList<CompletableFuture<Void>>();
        for (int rank = 1; rank < Integer.parseInt(settings.getOrDefault(Launch.SIZE, "2")); rank++) {
            HiveConfig config = config(rank, port, settings);
            others.add(CompletableFuture.runAsync(
                    () -> perform(job, config), action -> Thread.ofPlatform().start(action)));
        }
        perform(job, config(0, port, settings));
        others.forEach(CompletableFuture::join);
    }

    /** {@return what a drone is told that was started by the launcher, which tells it everything in the environment} */
    private static HiveConfig config(int rank, int port, Map<String, String> settings) {
        var environment = new HashMap<String, String>();
        environment.put(Launch.RANK, String.valueOf(rank));
        environment.put(Launch.SIZE, "2");
        environment.put(Launch.COORDINATOR, "127.0.0.1:" + port);
        environment.put(Launch.HIVE, "rehearsal-" + port);
        environment.putAll(settings);
        return HiveConfig.fromEnvironment(environment);
    }

    private static void perform(Job job, HiveConfig config) {
        try (Hive hive = Hive.join(config)) {
            if (hive.size() > THIRD) {
                loseThird(hive);
            }
            if (hive.rank() != THIRD) {
                job.run(hive).map(Report::text).ifPresent(text -> {
                    if (text.isBlank()) {
                        throw new IllegalStateException("The rehearsal has nothing to report.");
                    }
                });
            }
        } catch (InterruptedException impossible) {
            throw new IllegalStateException("Nobody interrupts a rehearsal.", impossible);
        }
    }

    /** All write the same pages; then the third drone fails while it holds a lock, and the others go on without it. */
    private static void loseThird(Hive hive) {
        SharedLongs numbers = hive.longs("rehearsal", NUMBERS);
        SharedLock lock = hive.lock(LOCK);
        hive.onViewChange(view -> hive.publish("rehearsal.view", view.number()));
        for (int round = 0; round < 2; round++) {
            lock.lock();
            try {
                for (int i = hive.rank(); i < NUMBERS; i += hive.size()) {
                    numbers.set(i, numbers.get(i) + 1);
                }
            } finally {
                lock.unlock();
            }
            hive.barrier();
        }
        lock.lock();
        try {
            if (hive.rank() == THIRD) {
                hive.abort("it is there to fail.");
            } else {
                numbers.set(0, lock.isInherited() ? 1 : 0);
            }
        } finally {
            if (hive.rank() != THIRD) {
                lock.unlock();
            }
        }
    }
}
