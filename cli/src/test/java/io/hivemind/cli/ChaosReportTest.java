package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.cli.ChaosResult.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChaosReportTest {
    private static final ChaosResult RIGHT = new ChaosResult(
            7,
            Verdict.RIGHT,
            0,
            List.of(2, 0),
            1,
            List.of(Duration.ofMillis(1250), Duration.ofMillis(90)),
            List.of(),
            List.of());
    private static final ChaosResult WRONG =
            new ChaosResult(9, Verdict.WRONG, 1, List.of(1), 0, List.of(Duration.ofMillis(210)), List.of(3), List.of());
    private static final ChaosResult HUNG =
            new ChaosResult(10, Verdict.HUNG, 0, List.of(), 2, List.of(), List.of(), List.of());

    private static ChaosReport report(ChaosResult... results) {
        var report = new ChaosReport();
        Stream.of(results).forEach(report::add);
        return report;
    }

    @Test
    void itCountsWhatBecameOfTheRunsAndTheDrones() {
        assertThat(report(RIGHT, WRONG, HUNG).table()).isEqualTo("""
                runs                             3
                  result right                   1
                  result wrong, or failed        1  seed 9
                  hung                           1  seed 10
                drones killed                    3  1 of them drone 0
                drones stopped and resumed       3
                drones that ended unharmed       1
                ms until the others went on  1,250  at most; median 210, of 3 kills
                """);
    }

    @Test
    void programsReadTheSame() {
        assertThat(report(RIGHT, WRONG).toMap())
                .containsEntry("kills", 3)
                .containsEntry("killsOfDrone0", 1L)
                .containsEntry("goneOnMilliseconds", List.of(90.0, 210.0, 1250.0))
                .containsEntry("seedsToLookInto", List.of(9L));
    }

    @Test
    void allResultsMustBeRight() {
        assertThat(report(RIGHT, RIGHT).isSound()).isTrue();
        assertThat(report(RIGHT, HUNG).isSound()).isFalse();
        assertThat(report(RIGHT, WRONG).isSound()).isFalse();
    }
}
