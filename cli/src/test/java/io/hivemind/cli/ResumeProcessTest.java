package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hivemind.checkpoint.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Drones that are processes are killed, and others go on from the last checkpoint to the result that an undisturbed run has. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ResumeProcessTest {
    private static final int NEVER = 1_000_000;
    private static final int SECONDS = 60;

    @RegisterExtension
    private final Processes processes = new Processes();

    @TempDir
    private Path path;

    @Test
    void oneDroneIsKilledAndAnotherNumberOfDronesFinishesJacobi() throws Exception {
        finishes("jacobi", 2, 3);
    }

    @Test
    void oneDroneIsKilledAndAnotherNumberOfDronesFinishesSor() throws Exception {
        finishes("sor", 3, 2);
    }

    @Test
    void wheneverDronesAreKilledThereIsOneWholeCheckpoint() throws Exception {
        var random = new Random(1);
        Path saved = Files.createDirectory(path.resolve("saved"));
        long before = 0;
        for (int round = 0; round < 5; round++) {
            try (WatchService watch = watch(saved)) {
                Process process = run(1 + random.nextInt(3), saved, round > 0, "jacobi", NEVER, 1);
                awaitEvents(watch, 1 + random.nextInt(60));
                while (new Folder(saved).manifest().isEmpty()) {
                    awaitEvents(watch, 1);
                }
                kill(process, random.nextBoolean());
            }
            assertThat(step(saved)).isGreaterThanOrEqualTo(before);
            before = step(saved);
        }
        assertVerified(run(2, saved, true, "jacobi", (int) step(saved) + 3, 1), step(saved));
    }

    @Test
    void aFullDiskEndsTheProgramInASentenceAndTheCheckpointBeforeStays() throws Exception {
        Path disk = Files.createDirectory(path.resolve("disk"));
        assumeTrue(
                ended("mount", "-t", "tmpfs", "-o", "size=1m", "none", disk.toString()) == 0,
                "Only who may mount a file system can have a small one.");
        try {
            Process full = run(2, disk, false, "jacobi", NEVER, 5);
            String output = Processes.output(full);
            assertThat(full.waitFor()).isEqualTo(1);
            assertThat(output)
                    .contains("The checkpoint in " + disk + " was not written, because drone ")
                    .contains("No space left on device")
                    .doesNotContain("\tat ");
            assertThat(step(disk)).isEqualTo(5);
            assertVerified(run(3, disk, true, "jacobi", 7, 100), 5);
        } finally {
            assertThat(ended("umount", disk.toString())).isZero();
        }
    }

    @Test
    void aProgramThatCannotGoOnIsToldFromThoseThatCan() throws Exception {
        Process process = start(List.of("run", "-n", "2", "--resume", path.toString(), "quicksort"));
        assertThat(Processes.output(process))
                .isEqualTo(
                        "hivemind: The program quicksort cannot go on from a checkpoint; these can: cg, ep, ft, is, jacobi, mg, sor.\n");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    private void finishes(String program, int before, int after) throws Exception {
        try (WatchService watch = watch(path)) {
            Process process = run(before, path, false, program, NEVER, 10);
            while (new Folder(path).manifest().isEmpty()) {
                awaitEvents(watch, 1);
            }
            kill(process, false);
        }
        long step = step(path);
        assertVerified(run(after, path, true, program, (int) step + 15, 10), step);
        assertThat(step(path)).isEqualTo(step + 10);
    }

    private Process run(int drones, Path saved, boolean resumes, String program, int iterations, int every)
            throws IOException {
        var words = new ArrayList<>(List.of("run", "-n", String.valueOf(drones)));
        if (resumes) {
            words.addAll(List.of("--resume", saved.toString()));
        }
        words.addAll(List.of(program, "--rows=400", "--columns=400", "--type=float", "--iterations=" + iterations));
        words.addAll(List.of("--no-serial", "--checkpoint=" + saved, "--checkpoint-every=" + every));
        return start(words);
    }

    private Process start(List<String> words) throws IOException {
        return processes.start(Processes.hivemind(words.toArray(String[]::new)));
    }

    private static void assertVerified(Process process, long resumedFrom) throws Exception {
        String output = Processes.output(process);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains(": verified").containsPattern("resumedFrom +" + resumedFrom + "\\n");
    }

    /** Kills one drone, whose end the others notice, or all at one time. */
    private static void kill(Process launcher, boolean all) throws Exception {
        List<ProcessHandle> drones = launcher.descendants().toList();
        assertThat(drones).isNotEmpty();
        drones.stream().limit(all ? Long.MAX_VALUE : 1).forEach(ProcessHandle::destroyForcibly);
        launcher.getInputStream().readAllBytes();
        assertThat(launcher.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.exitValue()).isNotZero();
    }

    private static WatchService watch(Path directory) throws IOException {
        WatchService watch = directory.getFileSystem().newWatchService();
        directory.register(
                watch,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_MODIFY,
                StandardWatchEventKinds.ENTRY_DELETE);
        return watch;
    }

    private static void awaitEvents(WatchService watch, int count) throws InterruptedException {
        int seen = 0;
        while (seen < count) {
            WatchKey key = watch.poll(SECONDS, TimeUnit.SECONDS);
            assertThat(key).as("something happens in the directory").isNotNull();
            seen += key.pollEvents().size();
            key.reset();
        }
    }

    private static long step(Path directory) throws IOException {
        return new Folder(directory).manifest().orElseThrow().step();
    }

    private static int ended(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }
}
