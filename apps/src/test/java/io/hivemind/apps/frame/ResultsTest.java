package io.hivemind.apps.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.HiveStatistics;
import io.hivemind.apps.frame.Measurement.Measured;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private static Results results(boolean verified, OptionalDouble serialSeconds) {
        var details = new LinkedHashMap<String, Object>();
        details.put("threads", 1);
        details.put("leaf", "own");
        var options = new LinkedHashMap<String, String>();
        options.put("elements", "1000");
        var first = new HiveStatistics(1, 2_000, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12_000, 13, 14, 15_000, 16_000);
        var second = new HiveStatistics(
                100, 200_000, 300, 400, 500, 600, 700, 800, 900, 1_000, 1_100, 1_200_000, 1_300, 1_400, 1_500_000,
                1_600_000);
        return new Results(
                "quicksort",
                4_096,
                1_000,
                "numbers",
                verified,
                new Measured(2.0, 1 << 20, List.of(0, 1), List.of(first, second)),
                serialSeconds,
                details,
                options);
    }

    @Test
    void theJsonHasWhatOtherProgramsReadInIt() {
        assertThat(results(true, OptionalDouble.of(3.0)).json()).isEqualTo("""
                        {
                          "app": "quicksort",
                          "drones": 2,
                          "elements": 1000,
                          "verified": true,
                          "seconds": 2.0,
                          "serialSeconds": 3.0,
                          "speedup": 1.5,
                          "pageSize": 4096,
                          "memory": 1048576,
                          "threads": 1,
                          "leaf": "own",
                          "options": {
                            "elements": "1000"
                          },
                          "totals": {
                            "messages": 101,
                            "bytes": 202000,
                            "lockAcquires": 303,
                            "remoteLockAcquires": 404,
                            "barriers": 505,
                            "pageFetches": 606,
                            "diffsMade": 707,
                            "diffsFetched": 808,
                            "twins": 909,
                            "intervals": 1010,
                            "collections": 1111,
                            "extraBytes": 1212000,
                            "evictions": 1313,
                            "refetches": 1414,
                            "heldBytes": 1515000,
                            "mostHeldBytes": 1616000
                          },
                          "perDrone": [
                            {
                              "rank": 0,
                              "messages": 1,
                              "bytes": 2000,
                              "lockAcquires": 3,
                              "remoteLockAcquires": 4,
                              "barriers": 5,
                              "pageFetches": 6,
                              "diffsMade": 7,
                              "diffsFetched": 8,
                              "twins": 9,
                              "intervals": 10,
                              "collections": 11,
                              "extraBytes": 12000,
                              "evictions": 13,
                              "refetches": 14,
                              "heldBytes": 15000,
                              "mostHeldBytes": 16000
                            },
                            {
                              "rank": 1,
                              "messages": 100,
                              "bytes": 200000,
                              "lockAcquires": 300,
                              "remoteLockAcquires": 400,
                              "barriers": 500,
                              "pageFetches": 600,
                              "diffsMade": 700,
                              "diffsFetched": 800,
                              "twins": 900,
                              "intervals": 1000,
                              "collections": 1100,
                              "extraBytes": 1200000,
                              "evictions": 1300,
                              "refetches": 1400,
                              "heldBytes": 1500000,
                              "mostHeldBytes": 1600000
                            }
                          ]
                        }
                        """);
    }

    @Test
    void withoutASerialRunTimeAndSpeedUpAreNull() {
        assertThat(results(true, OptionalDouble.empty()).json())
                .contains("\"serialSeconds\": null", "\"speedup\": null");
    }

    @Test
    void theReportIsAligned() {
        assertThat(Report.text(results(true, OptionalDouble.of(3.0)))).isEqualTo("""
                        quicksort: 1,000 numbers on 2 drones, pages of 4,096 bytes: verified
                          threads    1
                          leaf       own
                          time       2.000 s
                          serial     3.000 s
                          speed-up   1.50

                                   messages  kilobytes     locks   remote  barriers    pages  diffs    diffs  twins  intervals  collections  kilobytes
                                       sent       sent  acquired  of them    passed  fetched   made  fetched   made       made         done      extra
                          drone 0         1          2         3        4         5        6      7        8      9         10           11         12
                          drone 1       100        200       300      400       500      600    700      800    900      1,000        1,100      1,200
                          all           101        202       303      404       505      606    707      808    909      1,010        1,111      1,212
                        """);
    }

    @Test
    void boundedDronesTellWhatTheyHeldBesideWhatTheirProcessesTook() {
        Results bounded = results(true, OptionalDouble.empty())
                .with(List.of(
                        new Footprint(64_000, 70_000_000, 9_000_000, 130_000_000),
                        new Footprint(64_000, 71_000_000, 24_000_000, 140_000_000)));

        assertThat(Report.text(bounded)).endsWith("""

                                   kilobytes  kilobytes     pages      pages  resident    Java  resident
                                     allowed       held  given up  refetched    joined    heap   at most
                          drone 0         64         16        13         14    70,000   9,000   130,000
                          drone 1         64      1,600     1,300      1,400    71,000  24,000   140,000
                        """);
        assertThat(bounded.json())
                .contains(
                        "\"memoryPerDrone\": 64000,",
                        "\"joinedResidentBytes\": 71000000,\n      \"javaHeapBytes\": 24000000,\n      \"peakResidentBytes\": 140000000");
    }

    @Test
    void aWrongResultIsSaidFirst() {
        assertThat(Report.text(results(false, OptionalDouble.empty())).lines().findFirst())
                .contains("quicksort: 1,000 numbers on 2 drones, pages of 4,096 bytes: WRONG");
    }
}
