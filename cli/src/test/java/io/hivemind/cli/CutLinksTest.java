package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Drones on hosts that are network namespaces of this machine, under TLS, whose links are cut while they sort a list. A script stands
 * for ssh, so that the launcher hears all of them.
 */
@Timeout(180)
class CutLinksTest {
    private static final String FAKE_SSH = """
            #!/bin/sh
            while [ $# -gt 2 ]; do shift; done
            mkdir -p FOLDER/home
            HOME=FOLDER/home exec ip netns exec NAME-$1 /bin/sh -c "$2"
            """;

    private final String name = "cut" + ProcessHandle.current().pid() % 100_000;

    @TempDir
    private Path folder;

    @AfterEach
    void takeHostsAway() throws Exception {
        islands("down");
    }

    @Test
    void ofAHiveThatIsCutInHalvesTheOneWithTheLowestGoesOn() throws Exception {
        try (Sorting hive = sorting(2, 2)) {
            hive.awaitJoined();
            islands("cut");
            hive.awaitAll(endOf(2, 3));
            hive.assertSorted();
            assertThat(hive.said()).anyMatch(line -> line.contains("the members of the hive are drones [0, 1]"));
            assertOnlySoManyEnded(hive, 2);
        }
    }

    @Test
    void theMajorityGoesOnAlsoWithoutDrone0() throws Exception {
        try (Sorting hive = sorting(2, 3)) {
            hive.awaitJoined();
            islands("cut");
            hive.awaitAll(endOf(0, 1));
            hive.assertSorted();
            assertThat(hive.said()).anyMatch(line -> line.contains("the members of the hive are drones [2, 3, 4]"));
            assertOnlySoManyEnded(hive, 2);
        }
    }

    /** All others hear both. As a rule the one with the higher rank goes, but not if it has had the processors for itself. */
    @Test
    void ofTwoDronesOfWhichOneDoesNotHearTheOtherOneGoes() throws Exception {
        try (Sorting hive = sorting(3, 1)) {
            hive.awaitJoined();
            islands("mute", "1", "2");
            hive.await("ended with exit code 3; the others go on without it if they can.");
            hive.assertSorted();
            assertThat(hive.said())
                    .anyMatch(line -> line.matches(".*the members of the hive are drones \\[0, [12], 3].*"))
                    .anyMatch(line ->
                            line.matches("\\[([12])] hivemind: Drone \\1 (was taken to have failed|cannot go on).*"));
            assertOnlySoManyEnded(hive, 1);
        }
    }

    /** It hears all others. */
    @Test
    void aDroneThatNobodyHearsGoes() throws Exception {
        try (Sorting hive = sorting(3, 1)) {
            hive.awaitJoined();
            islands("mute", "0", "1");
            islands("mute", "0", "2");
            islands("mute", "0", "3");
            hive.awaitAll(endOf(0));
            hive.assertSorted();
            assertThat(hive.said()).anyMatch(line -> line.contains("the members of the hive are drones [1, 2, 3]"));
            assertOnlySoManyEnded(hive, 1);
        }
    }

    /** {@return what is said when these drones end because the others go on without them} */
    private static List<String> endOf(int... ranks) {
        List<String> all = new ArrayList<>();
        for (int rank : ranks) {
            all.add("[" + rank + "] hivemind: Drone " + rank + " ");
            all.add("drone " + rank + " on " + rank
                    + " ended with exit code 3; the others go on without it if they can.");
        }
        return all;
    }

    private static void assertOnlySoManyEnded(Sorting hive, int drones) {
        assertThat(hive.said().stream().filter(line -> line.contains("ended with exit code")))
                .as("%s", hive.text())
                .hasSize(drones);
    }

    private Sorting sorting(int left, int right) throws Exception {
        assumeTrue(
                islands("up", String.valueOf(left), String.valueOf(right)) == 0,
                "Skipped, because no network namespaces can be made here: that needs root and ip.");
        Path ssh = Files.writeString(
                folder.resolve("ssh"),
                FAKE_SSH.replace("FOLDER", folder.toString()).replace("NAME", name));
        assertThat(ssh.toFile().setExecutable(true)).isTrue();
        List<String> hosts = IntStream.range(0, left + right)
                .mapToObj(host -> "%d address=10.203.78.%d java-home=%s"
                        .formatted(host, host + 1, System.getProperty("java.home")))
                .toList();
        Path file = Files.write(folder.resolve("hosts.txt"), hosts);
        return new Sorting(
                left + right,
                Map.of("HIVEMIND_SSH", ssh.toString(), "HIVEMIND_HEARTBEAT", "250ms", "HIVEMIND_SILENCE", "16"),
                List.of("--hosts", file.toString()));
    }

    private int islands(String what, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("src/test/hosts/islands", what, name));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
