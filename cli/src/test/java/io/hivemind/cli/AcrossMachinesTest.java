package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hivemind.cli.sample.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hives over a real sshd, on the loopback address and on two hosts that are network namespaces of this machine. */
class AcrossMachinesTest {
    private static final String SAMPLES =
            DroneProgram.placeOf(Sample.class.getName()).toString();

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void needsAServer() {
        assumeTrue(
                Files.isExecutable(SshServer.PROGRAM),
                "Skipped, because there is no " + SshServer.PROGRAM + ": install openssh-server.");
    }

    private int run(String client, String hosts, String... words) throws IOException {
        Path file = Files.writeString(folder.resolve("hosts.txt"), hosts);
        String[] all = new String[words.length + 3];
        all[0] = "run";
        all[1] = "--hosts";
        all[2] = file.toString();
        System.arraycopy(words, 0, all, 3, words.length);
        return Main.commandLine(
                        new PrintStream(out),
                        new PrintStream(err),
                        Map.of("HIVEMIND_SSH", client),
                        new Terminal(false, false, false))
                .execute(all);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aProgramRunsOverSshAndItsResultsComeBack() throws Exception {
        try (var server = new SshServer(folder, "127.0.0.1", Ports.free(), List.of())) {
            Path results = folder.resolve("results.json");
            int code = run(
                    server.client(),
                    server.line("slots=2"),
                    "--json",
                    results.toString(),
                    "quicksort",
                    "--elements",
                    "10000");

            assertThat(code).as("%s", err()).isZero();
            assertThat(out()).contains("[0] quicksort: 10,000 numbers on 2 drones");
            assertThat(results).content().startsWith("{").contains("\"verified\": true");
        }
    }

    @Test
    void theExitCodeOfADroneElsewhereIsThatOfTheCommand() throws Exception {
        try (var server = new SshServer(folder, "127.0.0.1", Ports.free(), List.of())) {
            int code = run(
                    server.client(),
                    server.line("slots=2"),
                    "--jar",
                    SAMPLES,
                    "--main",
                    Sample.class.getName(),
                    "exit",
                    "1",
                    "17");

            assertThat(code).isEqualTo(17);
            assertThat(err())
                    .isEqualTo(
                            "hivemind: drone 1 on 127.0.0.1 ended with exit code 17; the hive cannot go on without it,"
                                    + " so the others were stopped.\n");
        }
    }

    @Test
    void aKeyThatIsRejectedAndAHostThatIsNotKnownAreTold() throws Exception {
        int port = Ports.free();
        try (var server = new SshServer(folder, "127.0.0.1", port, List.of())) {
            assertThat(run(server.client(), "127.0.0.1:" + port + " key=" + folder.resolve("host"), "quicksort"))
                    .isEqualTo(2);
            assertThat(err()).matches("hivemind: The host 127.0.0.1 rejects the key: .*Permission denied.*\n");

            err.reset();
            assertThat(run(server.clientOfAStranger(), server.line(""), "quicksort"))
                    .isEqualTo(2);
            assertThat(err()).matches("hivemind: The host 127.0.0.1 is not known to ssh yet: .*\n");
        }
        err.reset();
        assertThat(run("ssh", "127.0.0.1:" + port, "quicksort")).isEqualTo(2);
        assertThat(err()).matches("hivemind: The host 127.0.0.1 refuses the connection: .*\n");
    }

    @Test
    void twoHostsShareOneHive() throws Exception {
        String name = "hm" + ProcessHandle.current().pid() % 100_000;
        assumeTrue(
                twoHosts("up", name) == 0,
                "Skipped, because no network namespaces can be made here: that needs root and ip.");
        try (var first = new SshServer(folder, "10.203.77.1", 22, List.of("ip", "netns", "exec", name + "-a"));
                var second = new SshServer(folder, "10.203.77.2", 22, List.of("ip", "netns", "exec", name + "-b"))) {
            String hosts = first.line("slots=2") + second.line("slots=2");

            int code = run(first.client(), hosts, "quicksort", "--elements", "20000");

            assertThat(code).as("%s", err()).isZero();
            assertThat(err()).doesNotContain("INSECURE");
            assertThat(out())
                    .contains("[0] quicksort: 20,000 numbers on 4 drones")
                    .contains("drone 3");
            assertThat(folder.resolve("at-10.203.77.2").resolve(Parcel.CACHE)).isNotEmptyDirectory();

            code = run(first.client(), hosts, "--insecure", "quicksort", "--elements", "20000");

            assertThat(code).as("%s", err()).isZero();
            assertThat(err()).startsWith("hivemind: INSECURE: ").contains("INSECURE: drone 0 listens on 0.0.0.0");

            err.reset();
            assertThat(run(first.client(), "10.203.77.9 key=" + first.key(), "quicksort"))
                    .isEqualTo(2);
            assertThat(err()).contains("hivemind: The host 10.203.77.9 cannot be reached: there is no route to it");
        } finally {
            twoHosts("down", name);
        }
    }

    private static int twoHosts(String what, String name) throws IOException, InterruptedException {
        return new ProcessBuilder("src/test/hosts/two-hosts", what, name)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
