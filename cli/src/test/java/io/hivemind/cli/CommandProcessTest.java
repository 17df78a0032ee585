package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.cli.sample.Sample;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own, with drones that have joined their hive. */
class CommandProcessTest {
    private static final Pattern JOINED = Pattern.compile("\\[\\d] joined pid (\\d+)");
    private static final Pattern WALKED = Pattern.compile(
            "\\[2] walked: wrong (?<wrong>\\d+), grown by MiB (?<grown>-?\\d+), held KiB (?<held>\\d+), given up (?<given>\\d+)");
    /** The launcher means to be done in two seconds; a test machine may be busy. */
    private static final Duration BOUND = Duration.ofSeconds(5);

    @RegisterExtension
    private final Processes processes = new Processes();

    private Process run(int drones, String... words) throws IOException {
        return processes.start(command(drones, List.of(), words));
    }

    private static List<String> command(int drones, List<String> options, String... words) {
        var command = new ArrayList<>(Processes.hivemind("run", "-n", String.valueOf(drones)));
        command.addAll(options);
        command.addAll(List.of(
                "--jar", DroneProgram.placeOf(Sample.class.getName()).toString(), "--main", Sample.class.getName()));
        command.addAll(List.of(words));
        return command;
    }

    private static List<Long> pidsOfJoined(int drones, BufferedReader output) throws IOException {
        var pids = new ArrayList<Long>();
        while (pids.size() < drones) {
            var line = JOINED.matcher(String.valueOf(output.readLine()));
            if (line.matches()) {
                pids.add(Long.parseLong(line.group(1)));
            }
        }
        return pids;
    }

    private static void awaitEnd(List<Long> pids) throws Exception {
        for (long pid : pids) {
            var process = ProcessHandle.of(pid);
            if (process.isPresent()) {
                process.get().onExit().get(30, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void dronesEndWhenTheirLauncherIsKilled() throws Exception {
        Process launcher = run(2, "join", "none");
        List<Long> pids = pidsOfJoined(2, launcher.inputReader(StandardCharsets.UTF_8));

        launcher.destroyForcibly();

        awaitEnd(pids);
    }

    @Test
    void aSecretThatOthersCanReadIsAMistakeAndNoStackTrace(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "0123456789abcdef0123456789abcdef");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        Process process = processes.start(
                Processes.drone("pi"),
                Map.of(
                        Launch.RANK, "1",
                        Launch.SIZE, "2",
                        Launch.COORDINATOR, "127.0.0.1:9",
                        Launch.SECRET_FILE, secret.toString()));

        assertThat(process.inputReader(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("hivemind: The secret in " + secret + " cannot be used")
                .contains("chmod 600");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void anInterruptEndsAllSoon() throws Exception {
        Process launcher = processes.start(Processes.interruptible(command(2, List.of(), "join", "none")));
        List<Long> pids = pidsOfJoined(2, launcher.inputReader(StandardCharsets.UTF_8));

        long begin = System.nanoTime();
        Processes.signal("INT", launcher.pid());

        assertThat(launcher.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(BOUND);
        assertThat(launcher.exitValue()).isEqualTo(130);
        assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
    }

    @Test
    void aProgramThatThrowsEndsTheHiveWithItsMessage() throws Exception {
        Process launcher = run(3, "join", "1");
        List<String> lines =
                launcher.inputReader(StandardCharsets.UTF_8).lines().toList();

        assertThat(launcher.waitFor()).isEqualTo(1);
        assertThat(lines)
                .anyMatch(line -> line.startsWith("[1] ") && line.endsWith("IllegalStateException: broken on purpose"))
                .contains(
                        "hivemind: drone 1 ended with exit code 1; the hive cannot go on without it, so the others were"
                                + " stopped.");
        assertThat(lines.stream().filter(line -> line.matches("\\[[02]] .*Drone 1 .*")))
                .isNotEmpty();
    }

    @Test
    void aDroneThatReadsMoreThanItMayHoldTakesNoMoreOfTheMachineThanThat() throws Exception {
        Process launcher = processes.start(command(
                3, List.of("--memory-per-drone=32m", "--memory=80m", "--jvm-option=-XX:TieredStopAtLevel=1"), "walk"));
        List<String> lines =
                launcher.inputReader(StandardCharsets.UTF_8).lines().toList();

        assertThat(launcher.waitFor()).as("%s", lines).isZero();
        var walked =
                lines.stream().map(WALKED::matcher).filter(Matcher::matches).findFirst();
        assertThat(walked).as("%s", lines).isPresent();
        assertThat(Long.parseLong(walked.get().group("wrong"))).isZero();
        assertThat(Long.parseLong(walked.get().group("given"))).isPositive();
        assertThat(Long.parseLong(walked.get().group("held"))).isBetween(1L, 32L << 10);
        // Beside the Java heap: what it holds of 72 MiB, and what the JVM's compiler and its other threads took since
        // it joined.
        assertThat(Long.parseLong(walked.get().group("grown"))).isBetween(1L, 32L + 16);
    }
}
