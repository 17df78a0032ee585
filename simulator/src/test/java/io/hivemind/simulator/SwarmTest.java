package io.hivemind.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Thousands of simulated hives. A nightly run takes as many times the seeds as {@code -Dhivemind.swarm.times} says. */
@Timeout(3_600)
class SwarmTest {
    private static final int TIMES = Integer.getInteger("hivemind.swarm.times", 1);
    private static final Pattern COUNTS = Pattern.compile(
            "joins (\\d+), leaves (\\d+), failures (\\d+), evictions (\\d+), reads checked (\\d+), wrong \\d+");

    private record Outcome(int exitCode, String output) {
        long joins() {
            return count(1);
        }

        long leaves() {
            return count(2);
        }

        long failures() {
            return count(3);
        }

        long evictions() {
            return count(4);
        }

        long reads() {
            return count(5);
        }

        private long count(int group) {
            Matcher matcher = COUNTS.matcher(output);
            return matcher.find() ? Long.parseLong(matcher.group(group)) : 0;
        }
    }

    private static Stream<Workload> workloads() {
        return Stream.of(Workload.values()).filter(workload -> workload != Workload.SCALE);
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void nothingIsWrongWithManySmallHives(Workload workload) throws IOException {
        Outcome two = run(SimulationOptions.of(2, 90 * TIMES, 1, workload));
        Outcome three = run(SimulationOptions.of(3, 105 * TIMES, 10_000, workload));
        Outcome five = run(SimulationOptions.of(5, 75 * TIMES, 20_000, workload));
        assertThat(two.exitCode() + three.exitCode() + five.exitCode())
                .as(two.output() + three.output() + five.output())
                .isZero();
        assertThat(two.reads() + three.reads() + five.reads()).isGreaterThan(100_000L * TIMES);
    }

    @Test
    void nothingIsWrongWithDronesThatHaveRoomForAPartOfTheHeap() throws IOException {
        long reads = 0;
        long evictions = 0;
        for (Workload workload : List.of(Workload.MIX, Workload.ROOM)) {
            for (int drones : new int[] {2, 3, 8}) {
                Outcome tight = run(SimulationOptions.of(drones, 240 / drones * TIMES, 30_000, workload)
                        .withRoom(1));
                assertThat(tight.exitCode()).as(tight.output()).isZero();
                reads += tight.reads();
                evictions += tight.evictions();
            }
        }
        assertThat(reads).isGreaterThan(300_000L * TIMES);
        assertThat(evictions).isGreaterThan(15_000L * TIMES);
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void nothingIsWrongWithDronesThatComeAndGo(Workload workload) throws IOException {
        long joins = 0;
        long leaves = 0;
        long reads = 0;
        for (int drones : new int[] {1, 2, 3, 5}) {
            for (int changes : new int[] {2, 8}) {
                Outcome changing = run(SimulationOptions.of(drones, 12 * TIMES, 40_000 + changes, workload)
                        .withChanges(changes));
                assertThat(changing.exitCode()).as(changing.output()).isZero();
                joins += changing.joins();
                leaves += changing.leaves();
                reads += changing.reads();
            }
        }
        assertThat(joins).isGreaterThan(150L * TIMES);
        assertThat(leaves).isGreaterThan(80L * TIMES);
        assertThat(reads).isGreaterThan(30_000L * TIMES);
    }

    @ParameterizedTest
    @EnumSource(names = {"MIX", "LOCKS", "BARRIERS", "CONDITIONS", "MIGRATORY", "READERS", "COLLECTIONS"})
    void nothingIsWrongWithDronesThatFail(Workload workload) throws IOException {
        long failures = 0;
        long reads = 0;
        for (int drones : new int[] {2, 3, 5}) {
            Outcome failing = run(SimulationOptions.of(drones, 15 * TIMES, 50_000, workload)
                    .withChanges(0)
                    .withFailures(2));
            assertThat(failing.exitCode()).as(failing.output()).isZero();
            failures += failing.failures();
            reads += failing.reads();
        }
        assertThat(failures).isGreaterThan(50L * TIMES);
        assertThat(reads).isGreaterThan(8_000L * TIMES);
    }

    @ParameterizedTest
    @EnumSource(names = {"MIX", "LOCKS", "BARRIERS", "CONDITIONS", "COLLECTIONS"})
    void nothingIsWrongWithDronesThatAreStoppedOrCutOff(Workload workload) throws IOException {
        long failures = 0;
        long reads = 0;
        for (int drones : new int[] {2, 3, 5}) {
            Outcome cut = run(SimulationOptions.of(drones, 15 * TIMES, 60_000, workload)
                    .withChanges(0)
                    .withCuts(2));
            assertThat(cut.exitCode()).as(cut.output()).isZero();
            failures += cut.failures();
            reads += cut.reads();
        }
        assertThat(failures).isGreaterThan(25L * TIMES);
        assertThat(reads).isGreaterThan(6_000L * TIMES);
    }

    @Test
    void nothingIsWrongWithDronesThatFailAndAreCutOff() throws IOException {
        Outcome both = run(SimulationOptions.of(5, 30 * TIMES, 70_000, Workload.MIX)
                .withChanges(0)
                .withFailures(1)
                .withCuts(1));
        assertThat(both.exitCode()).as(both.output()).isZero();
        assertThat(both.failures()).isGreaterThan(30L * TIMES);
    }

    @ParameterizedTest
    @EnumSource(names = {"MIX", "LOCKS", "BARRIERS", "COLLECTIONS"})
    void nothingIsWrongWithDronesThatComeAndGoAndFailAndAreCutOff(Workload workload) throws IOException {
        long failures = 0;
        for (int drones : new int[] {3, 4, 5}) {
            Outcome all = run(SimulationOptions.of(drones, 20 * TIMES, 427_000 + drones * 60_660, workload)
                    .withFailures(2)
                    .withCuts(1));
            assertThat(all.exitCode()).as(all.output()).isZero();
            failures += all.failures();
        }
        assertThat(failures).isGreaterThan(60L * TIMES);
    }

    @Test
    void nothingIsWrongWithLargerHives() throws IOException {
        Outcome mix = run(SimulationOptions.of(16, 30 * TIMES, 1, Workload.MIX));
        Outcome scale = run(SimulationOptions.of(64, 2 * TIMES, 1, Workload.SCALE));
        assertThat(mix.exitCode() + scale.exitCode())
                .as(mix.output() + scale.output())
                .isZero();
        assertThat(mix.reads() + scale.reads()).isGreaterThan(80_000L * TIMES);
    }

    @Test
    void aHiveOfOneIsRightToo() throws IOException {
        Outcome one = run(SimulationOptions.of(1, 60 * TIMES, 1, Workload.MIX));
        assertThat(one.exitCode()).as(one.output()).isZero();
    }

    @Test
    void pagesOfEveryOrdinarySizeAreRight() throws IOException {
        for (int pageSize : new int[] {256, 4096, 65_536}) {
            SimulationOptions drawn = SimulationOptions.of(3, 8 * TIMES, 1, Workload.MIX);
            SimulationOptions sized = new SimulationOptions(
                    3,
                    drawn.seeds(),
                    1,
                    Workload.MIX,
                    pageSize,
                    2,
                    12,
                    drawn.room(),
                    drawn.changes(),
                    drawn.failures(),
                    drawn.cuts(),
                    true,
                    drawn.parallel(),
                    false,
                    Optional.empty(),
                    Optional.empty());
            Outcome outcome = run(sized);
            assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        }
    }

    private static Outcome run(SimulationOptions options) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int exitCode = Simulation.run(options, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return new Outcome(exitCode, bytes.toString(StandardCharsets.UTF_8));
    }
}
