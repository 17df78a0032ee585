package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The command as a process of its own, with drones that it kills. */
@Timeout(150)
class ChaosProcessTest {
    @RegisterExtension
    private final Processes processes = new Processes();

    private static List<String> chaos(String... words) {
        var command = new ArrayList<>(Processes.hivemind("chaos", "--verbose"));
        command.addAll(List.of(words));
        return command;
    }

    /** {@return the drones of a run, when all of them have joined} */
    private static List<ProcessHandle> joined(Process chaos, int drones, BufferedReader output) throws IOException {
        for (int joined = 0; joined < drones; joined++) {
            String line = "";
            while (!line.contains("joined: HiveConfig")) {
                line = Objects.requireNonNull(output.readLine(), "the end of the output");
            }
        }
        return chaos.children().toList();
    }

    @Test
    void resultsAreRightWhoeverIsKilledAndNoProcessIsLeft() throws Exception {
        Process chaos = processes.start(chaos(
                "-n=4",
                "--kill-every=200ms",
                "--stop=300ms",
                "--duration=1s",
                "--hung-after=1min",
                "--seed=132", // It begins with a kill, 6 ms after all have joined.
                "quicksort",
                "--elements=1_000_000",
                "--no-serial"));
        BufferedReader output = chaos.inputReader(StandardCharsets.UTF_8);
        List<ProcessHandle> drones = joined(chaos, 4, output);
        List<String> said = output.lines().toList();

        assertThat(chaos.waitFor()).as("%s", said).isZero();
        assertThat(said)
                .anyMatch(line -> line.matches("  result right +[1-9]\\d*"))
                .anyMatch(line -> line.matches("drones killed +[1-9]\\d* .*"))
                .contains("seed 132");
        assertThat(drones).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void aRunThatTakesTooLongIsEndedAndCountsAsHung() throws Exception {
        Process chaos = processes.start(chaos(
                "-n=3",
                "--kill-every=1min",
                "--duration=1s",
                "--hung-after=3s",
                "--seed=5",
                "quicksort",
                "--elements=60_000_000",
                "--no-serial"));
        List<String> said = chaos.inputReader(StandardCharsets.UTF_8).lines().toList();

        assertThat(chaos.waitFor()).as("%s", said).isEqualTo(1);
        assertThat(said)
                .anyMatch(line -> line.startsWith("hivemind: the run from seed 5 took too long"))
                .anyMatch(line -> line.matches("  hung +1  seed 5"));
    }

    @Test
    void anInterruptEndsItWithItsDrones() throws Exception {
        Process chaos = processes.start(Processes.interruptible(
                chaos("-n=3", "--kill-every=1min", "quicksort", "--elements=60_000_000", "--no-serial")));
        List<ProcessHandle> drones = joined(chaos, 3, chaos.inputReader(StandardCharsets.UTF_8));

        Processes.signal("INT", chaos.pid());

        assertThat(chaos.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(chaos.exitValue()).isEqualTo(130);
        assertThat(drones).hasSize(3).noneMatch(ProcessHandle::isAlive);
    }
}
