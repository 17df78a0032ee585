package io.hivemind.apps.tsp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricTest {
    @ParameterizedTest
    @CsvSource({
        "EUC_2D, 0, 0, 3, 4, 5",
        "EUC_2D, 0, 0, 1, 1, 1",
        "EUC_2D, 0, 0, 1, 2, 2",
        "EUC_2D, 0, 0, 2.5, 0, 3",
        "CEIL_2D, 0, 0, 3, 4, 5",
        "CEIL_2D, 0, 0, 1, 1, 2",
        "ATT, 0, 0, 10, 0, 4",
        "ATT, 0, 0, 3, 1, 1",
        "ATT, 0, 0, 6, 2, 2",
        "GEO, 16.47, 96.10, 16.47, 94.44, 153",
        "GEO, 16.47, 96.10, 20.09, 92.54, 510",
        "GEO, 38.24, 20.42, 36.08, -5.21, 2314",
        "GEO, 16.47, 96.10, 16.47, 96.10, 1"
    })
    void distancesAreRoundedAsTsplibDoes(
            Metric metric, double x, double y, double otherX, double otherY, int distance) {
        assertThat(metric.distance(x, y, otherX, otherY)).isEqualTo(distance);
        assertThat(metric.distance(otherX, otherY, x, y)).isEqualTo(distance);
    }

    @Test
    void onlyAPlaceItselfIsAtNoDistance() {
        assertThat(Metric.GEO.matrix(new double[] {1, 1}, new double[] {2, 2})).containsExactly(0, 1, 1, 0);
        assertThat(Metric.EUC_2D.matrix(new double[] {0, 3}, new double[] {0, 4}))
                .containsExactly(0, 5, 5, 0);
    }
}
