package io.hivemind.bench.primitives;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final Plan PLAN = new Plan(4, Path.of("results"), 1_234_567_890_123L, true, 3, 5, 7);

    @Test
    void aPlanSurvivesTheWayThroughTheCommandLine() {
        assertThat(Plan.fromArguments(PLAN.toArguments())).isEqualTo(PLAN);
    }

    @Test
    void barriersAreMeasuredOnEveryPowerOfTwoAndTheRestOnOneHive() {
        assertThat(Plan.sizesUpTo(8)).containsExactly(2, 4, 8);
        assertThat(Plan.sizesUpTo(6)).containsExactly(2, 4, 6);
        assertThat(Plan.sizesUpTo(8))
                .filteredOn(size -> !Plan.measuresBarriersOnly(size, 8))
                .containsExactly(4);
        assertThat(Plan.sizesUpTo(3))
                .filteredOn(size -> !Plan.measuresBarriersOnly(size, 3))
                .containsExactly(3);
        assertThat(Plan.sizesUpTo(2))
                .filteredOn(size -> !Plan.measuresBarriersOnly(size, 2))
                .containsExactly(2);
    }

    @Test
    void theMemoryHoldsAFreshPageForEverySample() {
        assertThat(Long.parseLong(PLAN.environment().getOrDefault("HIVEMIND_MEMORY", "0")))
                .isGreaterThan(4096L * PLAN.batches() * PLAN.samples());
    }
}
