package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.checkpoint.Folder;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drones that are processes are killed, and their launcher starts the program anew until it has the result of an undisturbed run. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class AnewProcessTest {
    private static final int SECONDS = 60;

    /** What each of three drones writes at least, which is more than a pipe holds, and a little of it. */
    private static final int PART = 300 * 300 * Float.BYTES / 3;

    private static final int SOME = 100;

    private static final String JACOBI = "jacobi --rows=300 --columns=300 --iterations=600 --no-serial";

    @RegisterExtension
    private final Processes processes = new Processes();

    @TempDir
    private Path path;

    private Path saved;
    private WatchService watch;

    @BeforeEach
    void beginToWatch() throws IOException {
        saved = Files.createDirectory(path.resolve("saved"));
        watch = path.getFileSystem().newWatchService();
        saved.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
    }

    @AfterEach
    void endToWatch() throws IOException {
        watch.close();
    }

    @ParameterizedTest
    @CsvSource({JACOBI + ", 0", JACOBI + ", 2", "ep --class=S --no-serial, 1"})
    void whoeverIsKilledAfterTheFirstCheckpointTheOthersStartFromThere(String program, int victim) throws Exception {
        Process launcher = anew(3, program, 2);
        awaitCreated("manifest");
        Processes.drones(launcher).get(victim).destroyForcibly();

        String output = Processes.output(launcher);
        assertThat(launcher.waitFor()).as(output).isZero();
        assertThat(output)
                .contains("drone " + victim + " was ended by signal 9; the hive cannot go on without it")
                .containsPattern(
                        "the program is started anew with 2 drones, from the checkpoint of step \\d+ in " + saved)
                .containsPattern("resumedFrom +\\d+\\n")
                .contains(": verified");
    }

    @Test
    void aCheckpointThatWasBeingWrittenDoesNotCount() throws Exception {
        int every = 5;
        Process launcher = anew(3, JACOBI, every);
        awaitCreated("part-2-\\d");
        Processes.drones(launcher).get(1).destroyForcibly();

        String output = Processes.output(launcher);
        assertThat(launcher.waitFor()).as(output).isZero();
        assertThat(output)
                .containsPattern("from the checkpoint of step (5|10|15) in ")
                .contains(": verified");
    }

    /** A pipe in place of the second part of drone 1 keeps it writing until it is killed. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aDroneThatIsKilledInTheMiddleOfItsPartLeavesTheCheckpointBeforeWhole() throws Exception {
        Path pipe = saved.resolve("part-2-1");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Process launcher = anew(3, JACOBI, 200);
        try (InputStream part = Files.newInputStream(pipe)) { // Opens when drone 1 begins to write.
            assertThat(part.readNBytes(SOME)).hasSize(SOME);
            Files.delete(pipe);
            Processes.drones(launcher).get(1).destroyForcibly();
            assertThat(part.readAllBytes()).hasSizeLessThan(PART - SOME);
        }

        String output = Processes.output(launcher);
        assertThat(launcher.waitFor()).as(output).isZero();
        assertThat(output)
                .contains("drone 1 was ended by signal 9; the hive cannot go on without it")
                .contains("the program is started anew with 2 drones, from the checkpoint of step 200 in " + saved)
                .containsPattern("resumedFrom +200\\n")
                .contains(": verified");
    }

    @Test
    void withoutACheckpointTheProgramStartsFromTheBeginning() throws Exception {
        Process launcher = start("run -n 2 --verbose --on-failure resume " + JACOBI + " --checkpoint=" + saved
                + " --checkpoint-every=1000000");
        var reader = launcher.inputReader(StandardCharsets.UTF_8);
        var said = new ArrayList<String>();
        while (said.stream().filter(line -> line.contains("joined: HiveConfig")).count() < 2) {
            said.add(reader.readLine());
        }
        Processes.drones(launcher).getLast().destroyForcibly();
        reader.lines().forEach(said::add);

        assertThat(launcher.waitFor()).as("%s", said).isZero();
        assertThat(said)
                .contains(
                        "hivemind: the program is started anew with 1 drone, from the beginning, as it has no checkpoint yet.")
                .anyMatch(line -> line.endsWith(": verified"));
    }

    @Test
    void aDamagedCheckpointIsRefusedInASentenceAndNothingIsStartedAnew() throws Exception {
        Process first = anew(2, JACOBI, 400);
        assertThat(Processes.output(first)).contains(": verified");
        assertThat(first.waitFor()).isZero();
        long number = new Folder(saved).manifest().orElseThrow().label().number();
        try (var part = new RandomAccessFile(new Folder(saved).part(number, 1).toFile(), "rw")) {
            part.seek(part.length() / 2);
            part.write(part.read() ^ 1);
        }

        Process second =
                start("run -n 2 --resume " + saved + " --on-failure resume " + JACOBI + " --checkpoint=" + saved);
        String output = Processes.output(second);
        assertThat(second.waitFor()).as(output).isEqualTo(1);
        assertThat(output)
                .contains("part-" + number + "-1")
                .contains("hivemind: the program failed of itself, and would do so again: it is not started anew.")
                .doesNotContain("\tat ");
    }

    private Process anew(int drones, String program, int every) throws IOException {
        return start("run -n " + drones + " --on-failure resume " + program + " --checkpoint=" + saved
                + " --checkpoint-every=" + every);
    }

    private Process start(String words) throws IOException {
        return processes.start(Processes.hivemind(words.split(" ")));
    }

    /** Waits until a file is made with a name of that pattern, or renamed to one. */
    private void awaitCreated(String pattern) throws InterruptedException {
        boolean created = false;
        while (!created) {
            WatchKey key = watch.poll(SECONDS, TimeUnit.SECONDS);
            assertThat(key).as("something happens in the directory").isNotNull();
            created = key.pollEvents().stream()
                    .anyMatch(event -> String.valueOf(event.context()).matches(pattern));
            key.reset();
        }
    }
}
