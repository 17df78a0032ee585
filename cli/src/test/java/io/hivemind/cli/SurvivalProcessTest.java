package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes of a hive that are killed, stopped and resumed while it sorts a list. */
@Timeout(120)
class SurvivalProcessTest {
    private static final int DRONES = 4;

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void theListIsSortedWhoeverIsKilled(int victim) throws Exception {
        try (Sorting hive = sorting(Map.of())) {
            hive.awaitJoined();
            hive.signal("KILL", victim);
            hive.await("drone " + victim + " was ended by signal 9; the others go on without it if they can.");
            hive.assertSorted();
        }
    }

    @Test
    void theListIsSortedAlsoIfTwoAreKilledOneAfterTheOther() throws Exception {
        try (Sorting hive = sorting(Map.of())) {
            hive.awaitJoined();
            List<ProcessHandle> drones = hive.drones();
            drones.get(1).destroyForcibly();
            for (int left = 0; left < DRONES - 1; left++) {
                hive.await("the members of the hive are drones [0, 2, 3]");
            }
            drones.get(0).destroyForcibly();
            hive.await("Drone 2: the members of the hive are drones [2, 3]");
            hive.assertSorted();
        }
    }

    /** It is stopped until it is missed. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aDroneThatIsResumedWhenItIsAskedWhetherItIsThereIsNotHarmed(int victim) throws Exception {
        try (Sorting hive = sorting(Map.of("HIVEMIND_HEARTBEAT", "5s", "HIVEMIND_SILENCE", "1"))) {
            hive.awaitJoined();
            hive.signal("STOP", victim);
            for (int others = 0; others < DRONES - 1; others++) {
                hive.await("asks whether it is there");
            }
            hive.signal("CONT", victim);
            hive.assertSorted();
            assertThat(hive.said()).noneMatch(line -> line.contains("the members of the hive are"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aDroneThatIsStoppedForTooLongIsToldSoWhenItIsResumed(int victim) throws Exception {
        try (Sorting hive = sorting(Map.of("HIVEMIND_HEARTBEAT", "200ms", "HIVEMIND_SILENCE", "20"))) {
            hive.awaitJoined();
            hive.signal("STOP", victim);
            hive.await("has not said a word for");
            hive.awaitAll(without(victim));
            hive.signal("CONT", victim);
            hive.await("drone " + victim + " ended with exit code 3; the others go on without it if they can.");
            hive.assertSorted();
            assertThat(hive.said())
                    .anyMatch(line -> line.matches("\\[" + victim + "] hivemind: Drone " + victim
                            + " (was taken to have failed|cannot go on).*"));
        }
    }

    /** Nobody resumes it before the others are done. */
    @Test
    void theOthersComeToTheEndThoughADroneStaysStopped() throws Exception {
        try (Sorting hive = sorting(Map.of("HIVEMIND_HEARTBEAT", "200ms", "HIVEMIND_SILENCE", "20"))) {
            hive.awaitJoined();
            hive.signal("STOP", 1);
            hive.await(": verified");
            assertThat(hive.said()).anyMatch(line -> line.contains("the members of the hive are drones [0, 2, 3]"));
            hive.signal("CONT", 1);
            hive.assertSorted();
        }
    }

    /** {@return what the others say when they are to go on} */
    private static List<String> without(int victim) {
        List<Integer> left =
                List.of(0, 1, 2, 3).stream().filter(rank -> rank != victim).toList();
        return left.stream()
                .map(rank -> "Drone " + rank + ": the members of the hive are drones " + left)
                .toList();
    }

    private static Sorting sorting(Map<String, String> variables) throws IOException {
        return new Sorting(DRONES, variables, List.of("-n", String.valueOf(DRONES)));
    }
}
