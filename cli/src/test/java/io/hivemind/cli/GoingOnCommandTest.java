package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before it starts because its drones could not go on when one fails. */
class GoingOnCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>();

    @RegisterExtension
    private final Processes processes = new Processes();

    private static String sentence(String program) {
        return "hivemind: The program " + program
                + " needs what a lost drone had released to go on without it, but drones with bounded memory have no room for"
                + " backups: leave out --memory-per-drone, or let the hive end when a drone fails.\n";
    }

    private void refuses(String program, String words) {
        int code = Main.commandLine(
                        new PrintStream(out), new PrintStream(err), environment, new Terminal(false, false, false))
                .execute((words + " " + program).split(" "));
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo(sentence(program));
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"quicksort", "tsp", "wordcount", "jacobi", "sor"})
    void noProgramGoesOnWhereDronesHaveNoRoomForBackups(String program) {
        refuses(program, "run --on-failure go-on --memory-per-drone 64m");
    }

    @Test
    void itIsTheSameIfTheEnvironmentSaysSo() {
        environment.put("HIVEMIND_ON_FAILURE", "go-on");
        environment.put("HIVEMIND_MEMORY_PER_DRONE", "64m");
        refuses("tsp", "run");
    }

    @ParameterizedTest
    @ValueSource(strings = {"join --size 1 --on-failure go-on --memory-per-drone 64m", "chaos --memory-per-drone 64m"})
    void otherCommandsRefuseItToo(String command) {
        refuses("quicksort", command);
    }

    @Test
    void aDroneThatIsStartedByItselfRefusesItToo() throws Exception {
        Process drone = processes.start(
                Processes.drone("wordcount"),
                Map.of("HIVEMIND_ON_FAILURE", "go-on", "HIVEMIND_MEMORY_PER_DRONE", "128m"));
        assertThat(Processes.output(drone)).isEqualTo(sentence("wordcount"));
        assertThat(drone.waitFor()).isEqualTo(2);
    }
}
