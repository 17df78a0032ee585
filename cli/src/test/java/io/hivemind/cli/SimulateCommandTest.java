package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.simulator.SimulationOptions;
import io.hivemind.simulator.Workload;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SimulateCommandTest extends CommandTesting {
    private List<SimulationOptions> parsedAll(String... words) {
        var command = new SimulateCommand(new PrintStream(out));
        new CommandLine(command).parseArgs(words);
        return command.options();
    }

    private SimulationOptions parsed(String... words) {
        return parsedAll(words).getFirst();
    }

    @Test
    void everyOptionArrives() {
        SimulationOptions options = parsed(
                "--drones=7",
                "--seeds=8",
                "--seed=9",
                "--workload=races",
                "--page-size=16",
                "--threads=2",
                "--length=5",
                "--room=40",
                "--no-twice",
                "--parallel=3",
                "--no-shrink",
                "--diagram=d.svg",
                "--json=r.json");

        assertThat(options.drones()).isEqualTo(7);
        assertThat(options.seeds()).isEqualTo(8);
        assertThat(options.seed()).isEqualTo(9);
        assertThat(options.workload()).isEqualTo(Workload.RACES);
        assertThat(options.pageSize()).isEqualTo(16);
        assertThat(options.threads()).isEqualTo(2);
        assertThat(options.length()).isEqualTo(5);
        assertThat(options.room()).isEqualTo(40);
        assertThat(options.twice()).isFalse();
        assertThat(options.parallel()).isEqualTo(3);
        assertThat(options.shrink()).isFalse();
        assertThat(options.diagram()).contains(Path.of("d.svg"));
        assertThat(options.json()).contains(Path.of("r.json"));
    }

    @Test
    void withoutOptionsSeedsAreRunTwiceAndShrunk() {
        assertThat(parsed().twice()).isTrue();
        assertThat(parsed().shrink()).isTrue();
        assertThat(parsed("--twice", "--shrink").twice()).isTrue();
        assertThat(parsed("--twice", "--shrink").shrink()).isTrue();
    }

    @Test
    void roomIsDrawnOrHasNoBoundOrIsANumberOfPages() {
        assertThat(parsed().room()).isEqualTo(SimulationOptions.DRAWN_ROOM);
        assertThat(parsed("--room", "none").room()).isEqualTo(SimulationOptions.NO_BOUND);
        assertThat(hivemind("simulate", "--room", "64k")).isEqualTo(2);
        assertThat(err())
                .isEqualTo(
                        "hivemind: The room is \"64k\"; it must be a number of pages from 1, for instance --room 40, or"
                                + " none.\n");
    }

    @Test
    void eachNumberOfDronesIsRun() {
        assertThat(parsedAll()).extracting(SimulationOptions::drones).containsExactly(4);
        assertThat(parsedAll("--drones", "2,3,16"))
                .extracting(SimulationOptions::drones)
                .containsExactly(2, 3, 16);
    }

    @Test
    void theTrafficOfJacobiIsPrintedForEachNumberOfDrones() {
        assertThat(hivemind("simulate", "--workload", "jacobi", "--drones", "2,8"))
                .isZero();
        List<String> lines = out().lines().toList();
        assertThat(lines.get(lines.size() - 2).strip()).startsWith("2 ");
        assertThat(lines.getLast().strip()).startsWith("8 ");
    }

    @Test
    void theTrafficOfJacobiIsPrintedOnly() {
        assertThat(hivemind("simulate", "--workload", "jacobi", "--drones", "2", "--json", "r.json"))
                .isEqualTo(2);
        assertThat(err())
                .isEqualTo("hivemind: The traffic of jacobi is printed only; leave out --diagram and --json.\n");
    }

    @Test
    void theTrafficOfOneDroneIsNone() {
        assertThat(hivemind("simulate", "--workload", "jacobi", "--drones", "1"))
                .isEqualTo(2);
        assertThat(err())
                .isEqualTo(
                        "hivemind: The number of drones is 1; for the traffic of jacobi it must be from 2 to 4096.\n");
    }

    @Test
    void theLastLineCountsAndTheExitCodeSaysThatNothingWasWrong() {
        assertThat(hivemind("simulate", "--drones", "3", "--seeds", "4")).isZero();
        assertThat(out().lines().toList().getLast())
                .matches(
                        "seeds 4, drones 3, steps \\d+, joins \\d+, leaves \\d+, failures \\d+, evictions \\d+, reads checked \\d+, wrong 0");
    }

    @Test
    void anUnknownWorkloadNamesTheNearest() {
        assertThat(hivemind("simulate", "--workload", "lock")).isEqualTo(2);
        assertThat(err()).isEqualTo("hivemind: There is no workload called \"lock\". Did you mean locks?\n");
    }

    @Test
    void whatIsOutOfRangeIsSaidInASentence() {
        assertThat(hivemind("simulate", "--drones", "0")).isEqualTo(2);
        assertThat(err()).isEqualTo("hivemind: The number of drones is 0; it must be at least 1.\n");
    }
}
