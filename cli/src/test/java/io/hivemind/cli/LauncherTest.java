package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.cli.sample.Sample;
import io.hivemind.runtime.Tether;
import java.io.ByteArrayOutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import org.junit.jupiter.api.Test;

/** The launcher with real processes, which run {@link Sample}. */
class LauncherTest {
    /** The launcher means to be done in two seconds; a test machine may be busy. */
    private static final Duration BOUND = Duration.ofSeconds(5);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    static List<DroneCommand> sample(int drones, String... words) {
        var program = new DroneProgram(
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                List.of(DroneProgram.placeOf(Sample.class.getName())),
                Sample.class.getName(),
                List.of(words));
        return new Launch(drones, program, new TreeMap<>(), Map.of()).commands(1);
    }

    private Launcher launcher() {
        return new Launcher(new Output(new PrintStream(out), new PrintStream(err), new Terminal(false, false, false)));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void allDronesRunAndWhatTheySayIsPassedOn() throws InterruptedException {
        int code = launcher().run(sample(3, "say", "hello"));

        assertThat(code).isZero();
        assertThat(text(out).lines())
                .containsExactlyInAnyOrder(
                        "[0] drone 0 of 3 says [hello]",
                        "[1] drone 1 of 3 says [hello]",
                        "[2] drone 2 of 3 says [hello]",
                        "[0] no line end",
                        "[1] no line end",
                        "[2] no line end");
        assertThat(text(err).lines())
                .containsExactlyInAnyOrder("[0] drone 0 whispers", "[1] drone 1 whispers", "[2] drone 2 whispers");
    }

    @Test
    void allDronesAreToldOneSecretThatNoOtherHiveHas() throws InterruptedException {
        launcher().run(sample(2, "read"));
        launcher().run(sample(2, "read"));

        List<String> secrets =
                text(out).lines().map(line -> line.replaceFirst("\\[\\d] ", "")).toList();
        assertThat(secrets).hasSize(4).allMatch(secret -> secret.matches("[0-9a-f]{64}"));
        assertThat(secrets.get(1)).isEqualTo(secrets.get(0)).isNotEqualTo(secrets.get(2));
        assertThat(secrets.get(3)).isEqualTo(secrets.get(2));
    }

    @Test
    void aDroneThatFailsStopsTheOthersAndGivesItsExitCode() throws InterruptedException {
        int code = launcher().run(sample(3, "exit", "1", "17"));

        assertThat(code).isEqualTo(17);
        assertThat(text(err))
                .isEqualTo("hivemind: drone 1 ended with exit code 17; the hive cannot go on without it, so the others"
                        + " were stopped.\n");
    }

    @Test
    void aSingleDroneThatFailsLeavesNoOthersToStop() throws InterruptedException {
        assertThat(launcher().run(sample(1, "exit", "0", "5"))).isEqualTo(5);
        assertThat(text(err)).isEqualTo("hivemind: drone 0 ended with exit code 5.\n");
    }

    @Test
    void aDroneThatEndsOfItselfWithTheExitCodeOfOneThatCannotBeginIsNotTakenForOne() throws InterruptedException {
        var output = new Output(new PrintStream(out), new PrintStream(err), new Terminal(false, false, false));
        assertThat(new Launcher(output, true).run(sample(1, "exit", "0", String.valueOf(Tether.NOT_BEGUN))))
                .isEqualTo(Tether.NOT_BEGUN);
        assertThat(text(err)).isEqualTo("hivemind: drone 0 ended with exit code 4.\n");
    }

    @Test
    void aDroneThatIsKilledIsNamedWithItsSignal() throws Exception {
        var said = new PipedOutputStream();
        var heard = new Scanner(new PipedInputStream(said), StandardCharsets.UTF_8);
        var launcher = new Launcher(
                new Output(new PrintStream(said, true), new PrintStream(err), new Terminal(false, false, false)));
        var code = runInBackground(launcher, sample(2, "wait"));
        List<Long> pids = List.of(pid(heard, "waiting"), pid(heard, "waiting"));

        long begin = System.nanoTime();
        ProcessHandle.of(pids.get(0)).orElseThrow().destroyForcibly();

        assertThat(code.get(30, TimeUnit.SECONDS)).isEqualTo(137);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(BOUND);
        assertThat(text(err)).contains("was ended by signal 9");
        assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
    }

    @Test
    void stoppingEndsEvenADroneThatDoesNotListen() throws Exception {
        var said = new PipedOutputStream();
        var heard = new Scanner(new PipedInputStream(said), StandardCharsets.UTF_8);
        var launcher = new Launcher(
                new Output(new PrintStream(said, true), new PrintStream(err), new Terminal(false, false, false)));
        var code = runInBackground(launcher, sample(2, "deaf"));
        List<Long> pids = List.of(pid(heard, "deaf"), pid(heard, "deaf"));

        long begin = System.nanoTime();
        launcher.stop();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(BOUND);
        assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
        code.get(30, TimeUnit.SECONDS);
        assertThat(text(err)).isEmpty();
    }

    @Test
    void stoppingEndsWhatADroneHasStarted() throws Exception {
        var said = new PipedOutputStream();
        var heard = new Scanner(new PipedInputStream(said), StandardCharsets.UTF_8);
        var launcher = new Launcher(
                new Output(new PrintStream(said, true), new PrintStream(err), new Terminal(false, false, false)));
        var code = runInBackground(launcher, sample(1, "family"));
        MatchResult pids = match(heard, "child (\\d+) pid (\\d+)");

        launcher.stop();

        assertThat(ProcessHandle.of(Long.parseLong(pids.group(1)))).isEmpty();
        code.get(30, TimeUnit.SECONDS);
    }

    private static CompletableFuture<Integer> runInBackground(Launcher launcher, List<DroneCommand> commands) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return launcher.run(commands);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });
    }

    private static long pid(Scanner heard, String announcement) {
        return Long.parseLong(match(heard, announcement + " pid (\\d+)").group(1));
    }

    private static MatchResult match(Scanner heard, String pattern) {
        String line = heard.nextLine();
        assertThat(line).matches("\\[\\d] " + pattern);
        return java.util.regex.Pattern.compile(pattern)
                .matcher(line)
                .results()
                .findFirst()
                .orElseThrow();
    }
}
