package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before it starts because its drones could not go on when one fails. */
class GoingOnCommandTest extends CommandTesting {
    @RegisterExtension
    private final Processes processes = new Processes();

    private static String sentence(String program) {
        return "The program " + program
                + " needs what a lost drone had released to go on without it, but drones with bounded memory have no room for"
                + " backups: leave out --memory-per-drone, or let the hive end when a drone fails.";
    }

    private void assertRefused(String program, String words) {
        refuses(sentence(program), (words + " " + program).split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"quicksort", "tsp", "wordcount", "jacobi", "sor"})
    void noProgramGoesOnWhereDronesHaveNoRoomForBackups(String program) {
        assertRefused(program, "run --on-failure go-on --memory-per-drone 64m");
    }

    @Test
    void itIsTheSameIfTheEnvironmentSaysSo() {
        environment.put("HIVEMIND_ON_FAILURE", "go-on");
        environment.put("HIVEMIND_MEMORY_PER_DRONE", "64m");
        assertRefused("tsp", "run");
    }

    @ParameterizedTest
    @ValueSource(strings = {"join --size 1 --on-failure go-on --memory-per-drone 64m", "chaos --memory-per-drone 64m"})
    void otherCommandsRefuseItToo(String command) {
        assertRefused("quicksort", command);
    }

    @Test
    void aDroneThatIsStartedByItselfRefusesItToo() throws Exception {
        Process drone = processes.start(
                Processes.drone("wordcount"),
                Map.of("HIVEMIND_ON_FAILURE", "go-on", "HIVEMIND_MEMORY_PER_DRONE", "128m"));
        assertThat(Processes.output(drone)).isEqualTo("hivemind: " + sentence("wordcount") + "\n");
        assertThat(drone.waitFor()).isEqualTo(2);
    }
}
