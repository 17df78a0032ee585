package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Drones on two hosts over a real sshd that sort a list: three on the first, one on the second, which is lost. */
@Timeout(180)
class FarDronesTest {
    private final String name = "far" + ProcessHandle.current().pid() % 100_000;

    @TempDir
    private Path folder;

    @BeforeEach
    void makeHosts() throws Exception {
        assumeTrue(
                Files.isExecutable(SshServer.PROGRAM),
                "Skipped, because there is no " + SshServer.PROGRAM + ": install openssh-server.");
        assumeTrue(
                run("src/test/hosts/two-hosts", "up", name) == 0,
                "Skipped, because no network namespaces can be made here: that needs root and ip.");
    }

    @AfterEach
    void takeHostsAway() throws Exception {
        run("src/test/hosts/two-hosts", "down", name);
    }

    @Test
    void theOthersGoOnWithoutADroneThatIsKilledElsewhere() throws Exception {
        try (var first = server("a", 1);
                var second = server("b", 2);
                var hive = sorting(first.line("slots=3") + second.line("slots=1"), first.client())) {
            hive.awaitJoined();
            killDronesOf("b");
            hive.await("drone 3 on 10.203.77.2 was ended by signal 9; the others go on without it if they can.");
            hive.assertSorted();
            assertOnlyOneEnded(hive);
        }
    }

    /** The launcher hears no more of it than the other drones do, and notices that by itself. */
    @Test
    void theOthersGoOnWithoutAHostThatIsCutOff() throws Exception {
        try (var first = server("a", 1);
                var second = server("b", 2);
                var hive = sorting(first.line("slots=3") + second.line("slots=1"), first.client())) {
            hive.awaitJoined();
            assertThat(run("ip", "link", "set", name + "-b", "down")).isZero();
            hive.await("drone 3 on 10.203.77.2 ended with exit code 255; the others go on without it if they can.");
            hive.assertSorted();
            assertThat(hive.said()).anyMatch(line -> line.contains("the members of the hive are drones [0, 1, 2]"));
            assertOnlyOneEnded(hive);
        }
    }

    @Test
    void theResultsComeFromAnotherHostIfThatOfDrone0IsCutOff() throws Exception {
        try (var first = server("a", 1);
                var second = server("b", 2);
                var hive = sorting(second.line("slots=1") + first.line("slots=3"), first.client())) {
            hive.awaitJoined();
            assertThat(run("ip", "link", "set", name + "-b", "down")).isZero();
            hive.await("drone 0 on 10.203.77.2 ended with exit code 255; the others go on without it if they can.");
            hive.assertSorted();
            assertOnlyOneEnded(hive);
            assertThat(results()).content().contains("\"verified\": true");
        }
    }

    /** Its drone goes on with the others, for the hive does not need the launcher. */
    @Test
    void aHostThatOnlyTheLauncherReachesNoMoreStaysInTheHive() throws Exception {
        try (var first = server("a", 1);
                var second = server("b", 2);
                var hive = sorting(first.line("slots=3") + second.line("slots=1"), first.client())) {
            hive.awaitJoined();
            assertThat(run("src/test/hosts/two-hosts", "part", name, "b")).isZero();
            hive.await("drone 3 on 10.203.77.2 ended with exit code 255");
            hive.assertSorted();
            assertThat(hive.said()).noneMatch(line -> line.contains("the members of the hive are"));
        }
    }

    private static void assertOnlyOneEnded(Sorting hive) {
        assertThat(hive.said().stream().filter(line -> line.contains("the others go on without it")))
                .as("%s", hive.text())
                .hasSize(1);
    }

    private SshServer server(String host, int number) throws IOException, InterruptedException {
        return new SshServer(folder, "10.203.77." + number, 22, List.of("ip", "netns", "exec", name + "-" + host));
    }

    private Sorting sorting(String hosts, String client) throws IOException {
        Path file = Files.writeString(folder.resolve("hosts.txt"), hosts);
        return new Sorting(
                4,
                Map.of("HIVEMIND_SSH", client, "HIVEMIND_HEARTBEAT", "250ms", "HIVEMIND_SILENCE", "16"),
                List.of("--hosts", file.toString(), "--json", results().toString()));
    }

    private Path results() {
        return folder.resolve("results.json");
    }

    private void killDronesOf(String host) throws IOException {
        Process asked = new ProcessBuilder("ip", "netns", "pids", name + "-" + host).start();
        for (String pid : asked.inputReader(StandardCharsets.UTF_8).lines().toList()) {
            ProcessHandle.of(Long.parseLong(pid))
                    .filter(process -> process.info().command().orElse("").endsWith("/java"))
                    .ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
