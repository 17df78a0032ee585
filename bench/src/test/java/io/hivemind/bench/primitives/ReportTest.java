package io.hivemind.bench.primitives;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void aMultipleIsTheMedianOverTheRoundsEachOfWhichComparesItsOwnMedians() {
        List<Batch> batches = new ArrayList<>();
        double[] weather = {1, 1, 10};
        for (double slower : weather) {
            batches.add(batch(Primitive.RAW_SMALL, 10_000 * slower));
            batches.add(batch(Primitive.LOCK_TWO, 15_000 * slower));
        }
        Figure figure = Figure.of(new Observations(4, 900, batches), Primitive.LOCK_TWO, Pace.BACK_TO_BACK);
        assertThat(figure.roundTrips()).isEqualTo(1.5);
        assertThat(figure.median()).isEqualTo(15);
        assertThat(figure.p99()).isEqualTo(150);
    }

    @Test
    void pagesAreComparedWithTheRoundTripThatBringsAPage() {
        var seen = new Observations(
                4,
                900,
                List.of(
                        batch(Primitive.RAW_SMALL, 10_000),
                        batch(Primitive.RAW_PAGE, 20_000),
                        batch(Primitive.PAGE_COPY, 30_000)));
        assertThat(Figure.of(seen, Primitive.PAGE_COPY, Pace.BACK_TO_BACK).roundTrips())
                .isEqualTo(1.5);
    }

    @Test
    void theTextOfObservationsIsReadBackAsItWas() {
        var seen = new Observations(
                2, 700, List.of(batch(Primitive.BARRIER, 1.5, 2.5), batch(Primitive.RAW_SMALL, 123456.7)));
        assertThat(Observations.parse(seen.toText()).toText()).isEqualTo(seen.toText());
    }

    @Test
    void theJsonHoldsEveryFigureWithItsTargetAndEveryStart() {
        var seen = new Observations(
                4, 1600, List.of(batch(Primitive.RAW_SMALL, 10_000), batch(Primitive.LOCK_TWO, 20_000)));
        assertThat(Report.on(List.of(seen)).json()).isEqualTo("""
                {
                  "benchmark": "primitives",
                  "figures": [
                    {
                      "name": "raw-64-64",
                      "drones": 4,
                      "pace": "back-to-back",
                      "medianMicroseconds": 10.0,
                      "p99Microseconds": 10.0,
                      "roundTrips": 1.0,
                      "unit": "raw-64-64"
                    },
                    {
                      "name": "lock-two-messages",
                      "drones": 4,
                      "pace": "back-to-back",
                      "medianMicroseconds": 20.0,
                      "p99Microseconds": 20.0,
                      "roundTrips": 2.0,
                      "unit": "raw-64-64",
                      "target": 1.65,
                      "reached": false
                    }
                  ],
                  "starts": [
                    {
                      "drones": 4,
                      "readyMilliseconds": 1600,
                      "targetMilliseconds": 1500,
                      "reached": false
                    }
                  ]
                }
                """);
    }

    @Test
    void theTableSaysWhichTargetsAreReached() {
        var seen = new Observations(
                4,
                900,
                List.of(
                        batch(Primitive.RAW_SMALL, 10_000),
                        batch(Primitive.LOCK_TWO, 20_000),
                        batch(Primitive.LOCK_THREE, 21_000)));
        assertThat(Report.on(List.of(seen)).table().lines())
                .anyMatch(line -> line.contains("two messages") && line.endsWith("≤ 1.65 MISSED"))
                .anyMatch(line -> line.contains("three messages") && line.endsWith("≤ 2.3 reached"))
                .anyMatch(line -> line.contains("4 drones was ready 900 ms"));
    }

    @Test
    void whatIsMeasuredUnderTlsIsComparedWithTheSameWithout() {
        var plain = new Observations(
                4, 900, List.of(batch(Primitive.RAW_SMALL, 10_000), batch(Primitive.LOCK_TWO, 20_000)));
        var sealed = new Observations(
                4, 1300, List.of(batch(Primitive.RAW_SMALL, 20_000), batch(Primitive.LOCK_TWO, 30_000)));
        Report report = Report.on(plain, sealed);
        assertThat(report.table().lines())
                .anyMatch(line -> line.matches(".*64 B back +4 +10.0 +20.0 +2.00"))
                .anyMatch(line -> line.matches(".*two messages +4 +20.0 +30.0 +1.50"))
                .anyMatch(line -> line.contains("ready after 1300 ms, without it after 900 ms"));
        assertThat(report.json()).contains("\"underTls\"", "\"tlsMicroseconds\": 30.0", "\"times\": 1.5");
        assertThat(Report.on(List.of(plain)).json()).doesNotContain("underTls");
    }

    private static Batch batch(Primitive primitive, double... nanos) {
        return new Batch(primitive, Pace.BACK_TO_BACK, nanos);
    }
}
