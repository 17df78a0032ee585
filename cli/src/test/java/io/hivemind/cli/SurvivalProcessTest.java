package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes of a hive that are killed, stopped and resumed while it sorts a list. */
@Timeout(120)
class SurvivalProcessTest {
    private static final int DRONES = 4;

    private final List<Process> started = new ArrayList<>();
    private final List<String> said = new ArrayList<>();

    @AfterEach
    void leaveNothingBehind() {
        started.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void theListIsSortedWhoeverIsKilled(int victim) throws Exception {
        Process launcher = sorting(Map.of());
        BufferedReader output = joined(launcher);
        signal("KILL", launcher, victim);
        await(output, "drone " + victim + " was ended by signal 9; the others go on without it.");
        assertSorted(launcher, output);
    }

    @Test
    void theListIsSortedAlsoIfTwoAreKilledOneAfterTheOther() throws Exception {
        Process launcher = sorting(Map.of());
        BufferedReader output = joined(launcher);
        List<ProcessHandle> drones = drones(launcher);
        drones.get(1).destroyForcibly();
        for (int left = 0; left < DRONES - 1; left++) {
            await(output, "the members of the hive are drones [0, 2, 3]");
        }
        drones.get(0).destroyForcibly();
        await(output, "Drone 2: the members of the hive are drones [2, 3]");
        assertSorted(launcher, output);
    }

    @Test
    void aDroneThatIsStoppedAndResumedIsNotHarmed() throws Exception {
        Process launcher = sorting(Map.of());
        BufferedReader output = joined(launcher);
        signal("STOP", launcher, 1);
        signal("CONT", launcher, 1);
        assertSorted(launcher, output);
        assertThat(said).noneMatch(line -> line.contains("the members of the hive are"));
    }

    @Test
    void aDroneThatIsStoppedForTooLongIsToldSoWhenItIsResumed() throws Exception {
        Process launcher = sorting(Map.of("HIVEMIND_HEARTBEAT", "200ms", "HIVEMIND_SILENCE", "10"));
        BufferedReader output = joined(launcher);
        signal("STOP", launcher, 1);
        await(output, "has not said a word for");
        await(output, "Drone 0: the members of the hive are drones [0, 2, 3]");
        signal("CONT", launcher, 1);
        await(output, "drone 1 ended with exit code 3; the others go on without it.");
        assertSorted(launcher, output);
        assertThat(said)
                .anyMatch(line -> line.matches("\\[1] hivemind: Drone 1 (was taken to have failed|cannot go on).*"));
    }

    private Process sorting(Map<String, String> variables) throws IOException {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "-n",
                String.valueOf(DRONES),
                "--verbose",
                "--on-failure",
                "go-on",
                "quicksort",
                "--elements",
                "1_500_000",
                "--no-serial");
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("HIVEMIND_"));
        builder.environment().putAll(variables);
        Process launcher = builder.start();
        started.add(launcher);
        return launcher;
    }

    /** {@return what the drones say from when all have joined} */
    private BufferedReader joined(Process launcher) throws IOException {
        BufferedReader output = launcher.inputReader(StandardCharsets.UTF_8);
        for (int drones = 0; drones < DRONES; drones++) {
            await(output, "joined: HiveConfig");
        }
        return output;
    }

    private void await(BufferedReader output, String words) throws IOException {
        String line = "";
        while (!line.contains(words)) {
            line = Objects.requireNonNull(output.readLine(), () -> "no \"" + words + "\" in " + said);
            said.add(line);
        }
    }

    private void assertSorted(Process launcher, BufferedReader output) throws InterruptedException {
        output.lines().forEach(said::add);
        assertThat(launcher.waitFor()).as("%s", said).isZero();
        assertThat(said).anyMatch(line -> line.matches("\\[\\d] quicksort: .*: verified"));
    }

    private static void signal(String signal, Process launcher, int rank) throws Exception {
        long pid = drones(launcher).get(rank).pid();
        assertThat(new ProcessBuilder("kill", "-" + signal, String.valueOf(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** {@return the processes of the drones by rank, in whose order they were started} */
    private static List<ProcessHandle> drones(Process launcher) {
        try (Stream<ProcessHandle> children = launcher.children()) {
            return children.sorted(Comparator.comparingLong(ProcessHandle::pid)).toList();
        }
    }
}
