package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.cli.sample.Sample;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drones on hosts that a script stands for: it does on this machine what ssh would do on a host, each with a home of its own. */
class HostsProcessTest {
    private static final String FAKE_SSH = """
            #!/bin/sh
            while [ $# -gt 2 ]; do shift; done
            echo "$1" >>FOLDER/calls
            echo 'Welcome!'
            case $1 in
                refusing) echo "ssh: connect to host refusing port 22: Connection refused" >&2; exit 255 ;;
                full) PATH=FOLDER/full:$PATH; export PATH ;;
            esac
            mkdir -p FOLDER/$1
            HOME=FOLDER/$1 exec /bin/sh -c "$2"
            """;
    private static final String FULL_DISK = """
            #!/bin/sh
            echo "tar: x.jar: Cannot write: No space left on device" >&2
            exit 2
            """;
    private static final String OLD_JAVA = """
            #!/bin/sh
            echo 'openjdk version "17.0.2" 2022-01-18' >&2
            """;
    private static final Pattern PID = Pattern.compile("\\[\\d] waiting pid (\\d+)");

    @TempDir
    private Path folder;

    @RegisterExtension
    private final Processes processes = new Processes();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void makeHosts() throws IOException {
        Files.createDirectories(folder.resolve("full"));
        Files.createDirectories(folder.resolve("old/bin"));
        script("ssh", FAKE_SSH.replace("FOLDER", folder.toString()));
        script("full/tar", FULL_DISK);
        script("old/bin/java", OLD_JAVA);
    }

    private void script(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static String host(String name) {
        return name + " address=127.0.0.1 java-home=" + System.getProperty("java.home") + "\n";
    }

    private List<String> words(String hosts, String... words) throws IOException {
        Path file = Files.writeString(folder.resolve("hosts.txt"), hosts);
        var all = new ArrayList<>(List.of("run", "--hosts", file.toString()));
        all.addAll(List.of(words));
        all.addAll(List.of(
                "--jar", DroneProgram.placeOf(Sample.class.getName()).toString(), "--main", Sample.class.getName()));
        return all;
    }

    private int run(List<String> words) {
        return Main.commandLine(
                        new PrintStream(out),
                        new PrintStream(err),
                        Map.of("HIVEMIND_SSH", folder.resolve("ssh").toString(), "HIVEMIND_WAIT", "7s"),
                        new Terminal(false, false, false))
                .execute(words.toArray(String[]::new));
    }

    private static List<String> and(List<String> words, String... more) {
        return Stream.concat(words.stream(), Stream.of(more)).toList();
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private List<String> calls() throws IOException {
        List<String> calls = Files.readAllLines(folder.resolve("calls"));
        Files.delete(folder.resolve("calls"));
        return calls;
    }

    @Test
    void whatADroneSaysComesBackAndWhatItRunsIsCopiedOnce() throws IOException {
        List<String> words = and(words(host("a") + host("b")), "say", "hello");

        assertThat(run(words)).as("%s", err()).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactlyInAnyOrder(
                        "[0] drone 0 of 2 says [hello]",
                        "[1] drone 1 of 2 says [hello]",
                        "[0] no line end",
                        "[1] no line end");
        assertThat(err().lines()).containsExactlyInAnyOrder("[0] drone 0 whispers", "[1] drone 1 whispers");
        // Asked, copied to, asked for a port if it is the first, and its drone.
        assertThat(calls()).containsExactlyInAnyOrder("a", "a", "a", "a", "b", "b", "b");
        assertThat(folder.resolve("a/.hivemind")).isDirectoryNotContaining("glob:**/new-*");

        assertThat(run(words)).isZero();
        assertThat(calls()).containsExactlyInAnyOrder("a", "a", "a", "b", "b");
    }

    @Test
    void allDronesAreToldOneSecret() throws IOException {
        assertThat(run(and(words(host("a") + host("b")), "read"))).isZero();

        List<String> secrets = out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.substring(4))
                .distinct()
                .toList();
        assertThat(secrets).singleElement().asString().matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "refusing | The host refusing refuses the connection: no ssh server listens there at this port (ssh: connect to host refusing port 22: Connection refused).",
                "full java-home=JAVA | The host full has no room on its disk for what must be copied to it (tar: x.jar: Cannot write: No space left on device).",
                "a java-home=/nowhere | The host a has no Java in /nowhere: install a JDK of release 25 or newer there, or say in the file of hosts where one is, with java-home.",
                "a java-home=OLD | The host a has Java 17.0.2 (OLD/bin/java), which is too old: install a JDK of release 25 or newer there, or say in the file of hosts where one is, with java-home."
            })
    void whatKeepsAHostFromTakingPartIsOneSentence(String host, String sentence) throws IOException {
        String old = folder.resolve("old").toString();
        String line = host.replace("JAVA", System.getProperty("java.home")).replace("OLD", old);

        assertThat(run(and(words(line + " address=127.0.0.1"), "wait"))).isEqualTo(2);

        assertThat(err()).isEqualTo("hivemind: " + sentence.replace("OLD", old) + "\n");
    }

    @Test
    void aPortThatIsTakenIsNamedWithItsHost() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThat(run(and(words(host("a"), "--port", String.valueOf(port)), "wait")))
                    .isEqualTo(2);

            assertThat(err())
                    .isEqualTo("hivemind: On the host a port " + port
                            + " is taken by another program: name another with" + " --port, or leave it out.\n");
        }
    }

    @Test
    void aDroneThatFailsIsNamedWithItsHost() throws IOException {
        assertThat(run(and(words(host("a") + host("b")), "exit", "1", "17"))).isEqualTo(17);

        assertThat(err())
                .isEqualTo("hivemind: drone 1 on b ended with exit code 17; the hive cannot go on without it, so the"
                        + " others were stopped.\n");
    }

    @Test
    void nothingIsRunForADryRun() throws IOException {
        assertThat(run(and(words(host("a") + host("b"), "--dry-run"), "say"))).isZero();

        assertThat(folder.resolve("calls")).doesNotExist();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .allMatch(line -> line.contains("/ssh -T -o BatchMode=yes") && line.contains("HIVEMIND_WAIT=7s"));
    }

    /** The program never joins a hive, so that nothing in it watches its input. */
    @Test
    void dronesElsewhereEndWhenTheirLauncherIsKilled() throws Exception {
        List<String> words = and(words(host("a") + host("b")), "wait");
        var builder = new ProcessBuilder(Processes.hivemind(words.toArray(String[]::new))).redirectErrorStream(true);
        // As it would be found without being told: the first of that name on the path.
        builder.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
        Process launcher = processes.start(builder);
        List<Long> pids = pids(2, launcher.inputReader(StandardCharsets.UTF_8));

        launcher.destroyForcibly();

        for (long pid : pids) {
            var drone = ProcessHandle.of(pid);
            if (drone.isPresent()) {
                drone.get().onExit().get(30, TimeUnit.SECONDS);
            }
        }
    }

    private static List<Long> pids(int drones, BufferedReader output) throws IOException {
        var pids = new ArrayList<Long>();
        while (pids.size() < drones) {
            String line = output.readLine();
            assertThat(line).as("what tells of a drone").isNotNull();
            Matcher pid = PID.matcher(line);
            if (pid.matches()) {
                pids.add(Long.parseLong(pid.group(1)));
            }
        }
        return pids;
    }
}
