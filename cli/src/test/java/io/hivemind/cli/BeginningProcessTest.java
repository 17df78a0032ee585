package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.cli.sample.Sample;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Processes that fail before their hive is complete. */
class BeginningProcessTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void theOthersEndAtOnceAndSayWhy() {
        int code = Main.commandLine(
                        new PrintStream(new ByteArrayOutputStream()),
                        new PrintStream(err),
                        Map.of("HIVEMIND_WAIT", "10min"),
                        new Terminal(false, false, false))
                .execute(
                        "run",
                        "-n",
                        "3",
                        "--on-failure",
                        "go-on",
                        "--jar",
                        DroneProgram.placeOf(Sample.class.getName()).toString(),
                        "--main",
                        Sample.class.getName(),
                        "miss",
                        "1");

        assertThat(code).isEqualTo(17);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactlyInAnyOrder(
                        "hivemind: drone 1 ended with exit code 17; the others go on without it if they can.",
                        "hivemind: drone 0 cannot begin, for not all drones of the hive had joined.",
                        "hivemind: drone 2 cannot begin, for not all drones of the hive had joined.");
    }
}
