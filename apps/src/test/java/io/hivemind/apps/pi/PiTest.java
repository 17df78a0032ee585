package io.hivemind.apps.pi;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.apps.frame.HiveInTest;
import io.hivemind.apps.frame.Results;
import io.hivemind.apps.frame.Share;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** π in one thread, and on hives whose drones are threads of this JVM. */
class PiTest {
    private static final long STEPS = 1_000_003;

    private static double inOnePiece(long steps) {
        Area area = new Area(steps);
        return Area.toDouble(area.of(Share.of(area.blocks(), 0, 1), _ -> {}));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 4096", "2, 1, 256", "4, 3, 4096", "8, 1, 4096"})
    void everyHiveFindsTheSameBits(int drones, int threads, int pageSize) {
        Results results = HiveInTest.run(
                new Pi(), drones, config -> config.pageSize(pageSize), "--steps=" + STEPS, "--threads=" + threads);

        assertThat(results.verified()).isTrue();
        assertThat(results.drones()).isEqualTo(drones);
        assertThat(results.elements()).isEqualTo(STEPS);
        assertThat(results.speedup()).isPresent();
        assertThat(results.details()).containsEntry("pi", inOnePiece(STEPS)).containsEntry("threads", threads);
        assertThat(results.totals().lockAcquires()).isGreaterThanOrEqualTo((long) drones * threads);
    }

    @Test
    void moreWorkersThanBlocksAreNoHarm() {
        Results results = HiveInTest.run(new Pi(), 2, config -> config, "--steps=5", "--threads=4", "--no-serial");

        assertThat(results.verified()).isTrue();
        assertThat(results.serialSeconds()).isEmpty();
        assertThat(results.details()).containsEntry("pi", inOnePiece(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void piIsFoundWithoutAHiveByAnyNumberOfThreads(int threads) throws InterruptedException {
        var program = new Pi();
        assertThat(program.prepare(program.options().parse(List.of("--steps=" + STEPS)))
                        .plain(threads))
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 7, 100, 4095, 4096, 4097, 1_000_000})
    void theErrorIsThatOfTheMethod(long steps) {
        double error = inOnePiece(steps) - Math.PI;
        double ofTheMethod = 1.0 / 12 / steps / steps;

        assertThat(Math.abs(error)).isLessThanOrEqualTo(new Area(steps).tolerance());
        if (steps >= 2 && steps <= 4097) {
            assertThat(error / ofTheMethod).isBetween(0.9, 1.1);
        }
    }

    @Test
    void theToleranceIsTooSmallForAStripTooFewOrTooMany() {
        Area area = new Area(STEPS);
        double strip = 2.0 / STEPS; // The lowest strip, at x = 1, is 2 high.

        assertThat(area.tolerance()).isLessThan(strip / 1000);
    }
}
