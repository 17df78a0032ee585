package io.hivemind.bench.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FiguresReportTest {
    private static final Published SORT =
            new Published("sort", Work.of("quicksort --elements 1000"), 9_209, 10_323, 6_000, 8_000);

    private static Optional<Outcome> sent(boolean verified, long messages, long bytes) {
        return Optional.of(new Outcome(verified, 1, messages, bytes, 0.25, Map.of()));
    }

    private static FiguresReport reportOn(Optional<Outcome> outcome) {
        var report = new FiguresReport(8);
        report.add(SORT, outcome);
        return report;
    }

    @Test
    void theTableHasBothColumnsTheGoalAndWhetherItIsReached() {
        var report = new FiguresReport(8);
        report.add(SORT, sent(true, 1_118, 2_315_500));
        report.add(SORT, sent(true, 6_001, 2_000_000));
        report.add(SORT, sent(true, 6_000, 8_000_001));
        report.add(SORT, sent(false, 10, 1_000));
        report.add(SORT, Optional.empty());

        assertThat(report.table()).isEqualTo("""
                      TreadMarks          8 drones             goal           memory
                        messages      KB  messages     KB  messages       KB  beside
                sort       9,209  10,323     1,118  2,316   ≤ 6,000  ≤ 8,000  25.0 %  reached
                sort       9,209  10,323     6,001  2,000   ≤ 6,000  ≤ 8,000  25.0 %  MISSED
                sort       9,209  10,323     6,000  8,000   ≤ 6,000  ≤ 8,000  25.0 %  MISSED
                sort       9,209  10,323        10      1   ≤ 6,000  ≤ 8,000  25.0 %  WRONG RESULT
                sort       9,209  10,323         -      -   ≤ 6,000  ≤ 8,000       -  was not run

                All messages and bytes since the drones joined, pages of 4,096 bytes, 1 KB = 1,000 bytes.
                Memory beside pages: twins, diffs and intervals of the drone that held most, as a share of the shared heap; goal ≤ 25 %.
                TreadMarks: eight processors; Keleher, Cox, Dwarkadas and Zwaenepoel, USENIX Winter 1994, figure 4 (rate times time).
                """);
    }

    @Test
    void theGoalIsReachedByExactlyAsMuchAsIsAllowed() {
        assertThat(reportOn(sent(true, 6_000, 8_000_000)).json()).contains("\"reached\": true");
        assertThat(reportOn(sent(true, 6_001, 8_000_000)).json()).contains("\"reached\": false");
        assertThat(reportOn(sent(true, 6_000, 8_000_001)).json()).contains("\"reached\": false");
        assertThat(reportOn(Optional.of(new Outcome(true, 1, 1, 1, 0.26, Map.of())))
                        .json())
                .contains("\"reached\": false");
        assertThat(reportOn(sent(false, 6_000, 8_000_000)).json()).contains("\"reached\": false");
    }

    @Test
    void onlyRightResultsOfAllProgramsAreSound() {
        assertThat(reportOn(sent(true, 100_000, 1)).isSound()).isTrue();
        assertThat(reportOn(sent(false, 1, 1)).isSound()).isFalse();
        assertThat(reportOn(Optional.empty()).isSound()).isFalse();
    }

    @Test
    void theJsonHasTheSameFigures() {
        assertThat(reportOn(sent(true, 1_118, 2_316_000)).json()).isEqualTo("""
                {
                  "benchmark": "figures",
                  "drones": 8,
                  "pageSize": 4096,
                  "source": "Keleher, Cox, Dwarkadas and Zwaenepoel, USENIX Winter 1994, figure 4 (rate times time)",
                  "figures": [
                    {
                      "title": "sort",
                      "program": "quicksort",
                      "options": [
                        "--elements",
                        "1000"
                      ],
                      "treadMarks": {
                        "messages": 9209,
                        "kilobytes": 10323
                      },
                      "goal": {
                        "messages": 6000,
                        "kilobytes": 8000
                      },
                      "hive": {
                        "messages": 1118,
                        "kilobytes": 2316
                      },
                      "verified": true,
                      "reached": true,
                      "extraMemory": 0.25
                    }
                  ]
                }
                """);
    }
}
