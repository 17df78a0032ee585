package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LaunchTest {
    private static final DroneProgram PROGRAM =
            new DroneProgram(List.of("-Xmx1g"), List.of(Path.of("a.jar"), Path.of("b.jar")), "Main", List.of("x"));

    @Test
    void everyDroneIsToldItsPlaceAndWhereToMeet() {
        var launch = new Launch(2, PROGRAM, new TreeMap<>(Map.of("HIVEMIND_WAIT", "5s")), Map.of());

        List<DroneCommand> commands = launch.commands(4711);

        assertThat(commands).extracting(DroneCommand::rank).containsExactly(0, 1);
        assertThat(commands.get(1).environment())
                .containsEntry("HIVEMIND_RANK", "1")
                .containsEntry("HIVEMIND_SIZE", "2")
                .containsEntry("HIVEMIND_COORDINATOR", "127.0.0.1:4711")
                .containsEntry("HIVEMIND_TETHER", "stdin")
                .containsEntry("HIVEMIND_SECRET_FILE", "-")
                .containsEntry("HIVEMIND_WAIT", "5s")
                .containsEntry("HIVEMIND_HIVE", commands.get(0).environment().get("HIVEMIND_HIVE"));
    }

    @Test
    void onlyDroneZeroWritesResultsAndProgress() {
        var launch = new Launch(2, PROGRAM, new TreeMap<>(), Map.of("HIVEMIND_JSON", "/tmp/r.json"));

        List<DroneCommand> commands = launch.commands(1);

        assertThat(commands.get(0).environment()).containsEntry("HIVEMIND_JSON", "/tmp/r.json");
        assertThat(commands.get(1).environment()).doesNotContainKey("HIVEMIND_JSON");
    }

    @Test
    void theCommandIsTheJvmOfThisProcess() {
        assertThat(PROGRAM.command())
                .containsExactly(
                        System.getProperty("java.home") + "/bin/java", "-Xmx1g", "-cp", "a.jar:b.jar", "Main", "x");
    }

    @Test
    void aCollectorThatIsAskedForReplacesTheUsualOne() {
        assertThat(DroneProgram.builtIn(List.of("-XX:+UseZGC"), List.of()).jvmOptions())
                .contains("-XX:+UseZGC")
                .doesNotContain("-XX:+UseSerialGC");
        assertThat(DroneProgram.builtIn(List.of(), List.of()).jvmOptions()).contains("-XX:+UseSerialGC");
    }

    @Test
    void theLibraryMayGiveMemoryBack() {
        assertThat(DroneProgram.builtIn(List.of(), List.of()).jvmOptions())
                .contains("--enable-native-access=ALL-UNNAMED");
    }

    @Test
    void aLauncherInsideAHiveDoesNotPassOnItsOwnPlace() {
        var builder = new DroneCommand(0, List.of("java"), new TreeMap<>()).builder();

        assertThat(builder.environment()).doesNotContainKeys("HIVEMIND_RANK", "HIVEMIND_PORT");
    }
}
