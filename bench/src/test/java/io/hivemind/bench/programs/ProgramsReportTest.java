package io.hivemind.bench.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgramsReportTest {
    private static final Contest SORT = new Contest("sort", "sort, 1,000 ints", Work.of("quicksort"), 1.5);

    private static Times times(double drones, boolean verified) {
        return new Times(SORT, List.of(4.0, 2.0, 3.0), List.of(9.0, 1.0, 2.0), List.of(drones, 0.5, 9.0), verified);
    }

    private static Outcome round(double bytes, double micros) {
        return new Outcome(true, 1, 1, 1, 0, Map.of("bytesPerRound", bytes, "microsPerRound", micros));
    }

    @Test
    void theTableComparesMedians() {
        var report = new ProgramsReport(2, 3, 0.25);
        report.add(times(3, true));
        report.add(times(3.02, true));
        report.add(times(3, false));
        report.add(new FalseSharing(2, List.of(round(599, 50), round(700, 70), round(100, 60))));
        report.add(new Starts(List.of(1400.0, 1600.0)));

        assertThat(report.table()).startsWith("""
                seconds, medians of 3  serial  2 threads  2 drones  speed-up  2 drones/2 threads  goal
                sort, 1,000 ints        3.000      2.000     3.000      1.00                1.50  ≤ 1.5 reached
                sort, 1,000 ints        3.000      2.000     3.020      0.99                1.51  ≤ 1.5 MISSED
                sort, 1,000 ints        3.000      2.000     3.000      1.00                1.50  ≤ 1.5 WRONG RESULT

                False sharing: a round of 2 drones takes 599 bytes (all its messages, target: 600, reached) and 60.0 µs.
                Start: a hive of 4 drones is ready 1,500 ms after the start of its launcher, target: 1,500, reached.
                The load of the machine was 0.3 when this began.

                For scale, two processes on a machine of two cores""");
    }

    @Test
    void sixHundredBytesARoundAreTooMany() {
        var report = new ProgramsReport(2, 1, -1);
        report.add(new FalseSharing(2, List.of(round(600, 50))));

        assertThat(report.table()).contains("600 bytes (all its messages, target: 600, MISSED)");
        assertThat(report.json()).contains("\"bytesPerRound\": 600.0", "\"reached\": false");
    }

    @Test
    void moreDronesHaveNoTargetForFalseSharing() {
        var report = new ProgramsReport(4, 1, -1);
        report.add(new FalseSharing(4, List.of(round(2_000, 50))));

        assertThat(report.table())
                .startsWith("False sharing: a round of 4 drones takes 2,000 bytes (all its messages) and");
    }

    @Test
    void oneWrongResultMakesTheReportUnsound() {
        var report = new ProgramsReport(2, 3, 0);
        report.add(times(3, true));
        assertThat(report.isSound()).isTrue();
        report.add(times(3, false));
        assertThat(report.isSound()).isFalse();
    }

    @Test
    void theJsonHasEveryRoundAndTheMedians() {
        var report = new ProgramsReport(2, 3, 0.25);
        report.add(times(3, true));

        assertThat(report.json()).isEqualTo("""
                {
                  "benchmark": "programs",
                  "drones": 2,
                  "rounds": 3,
                  "load": 0.25,
                  "programs": [
                    {
                      "name": "sort",
                      "program": "quicksort",
                      "options": [],
                      "verified": true,
                      "serialSeconds": [
                        4.0,
                        2.0,
                        3.0
                      ],
                      "threadsSeconds": [
                        9.0,
                        1.0,
                        2.0
                      ],
                      "dronesSeconds": [
                        3.0,
                        0.5,
                        9.0
                      ],
                      "medianSerialSeconds": 3.0,
                      "medianThreadsSeconds": 2.0,
                      "medianDronesSeconds": 3.0,
                      "ratio": 1.5,
                      "target": 1.5,
                      "reached": true
                    }
                  ]
                }
                """);
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
        assertThat(Times.median(List.of(5.0, 1.0, 4.0, 2.0))).isEqualTo(3.0);
    }
}
