package io.hivemind.apps.sor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hivemind.apps.frame.HiveInTest;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Results;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program on hives whose drones are threads of this JVM, linked over loopback. */
class SorTest {
    private static Job job(String... arguments) {
        var program = new Sor();
        return program.prepare(program.options().parse(List.of(arguments)));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 4096, double, own, 40, 33",
        "2, 1, 4096, float, own, 51, 47",
        "4, 1, 256, double, own, 39, 41",
        "8, 1, 1024, float, own, 61, 29",
        "8, 1, 4096, double, drone0, 50, 25",
        "3, 2, 256, float, drone0, 23, 31",
        "2, 4, 4096, double, own, 7, 300",
        "4, 1, 4096, double, own, 3, 3"
    })
    void theGridIsThatOfOneThreadBitForBit(
            int drones, int threads, int pageSize, String type, String fill, int rows, int columns) {
        Results results = HiveInTest.run(
                new Sor(),
                drones,
                config -> config.pageSize(pageSize),
                "--rows=" + rows,
                "--columns=" + columns,
                "--type=" + type,
                "--fill=" + fill,
                "--iterations=6",
                "--threads=" + threads);

        assertThat(results.verified()).isTrue();
        assertThat(results.drones()).isEqualTo(drones);
        assertThat(results.speedup()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 4096, float, own, 40, 33", "3, 2, 256, double, own, 51, 47", "4, 1, 1024, float, drone0, 3, 90"})
    void theGridIsTheSameInAHiveThatGoesOnWhenDronesFail(
            int drones, int threads, int pageSize, String type, String fill, int rows, int columns) {
        Results results = HiveInTest.run(
                new Sor(),
                drones,
                config -> config.pageSize(pageSize).goesOn(true),
                "--rows=" + rows,
                "--columns=" + columns,
                "--type=" + type,
                "--fill=" + fill,
                "--iterations=6",
                "--threads=" + threads);

        assertThat(results.verified()).isTrue();
        assertThat(results.drones()).isEqualTo(drones);
    }

    @Test
    void aLongRunWarmsUpAndPaddedRowsGiveTheSame() {
        Results results = HiveInTest.run(
                new Sor(),
                2,
                config -> config,
                "--rows=300",
                "--columns=301",
                "--iterations=223",
                "--omega=1.9",
                "--padded",
                "--no-serial");

        assertThat(results.verified()).isTrue();
        assertThat(results.serialSeconds()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void plainArraysAreRelaxedByAnyNumberOfThreads(int threads) throws InterruptedException {
        assertThat(job("--rows=40", "--columns=30", "--iterations=9").plain(threads))
                .isPositive();
    }

    @Test
    void anOmegaAtWhichTheMethodDoesNotConvergeIsAMistake() {
        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> job("--omega=2.1"))
                .withMessage("The option --omega takes a number from 0.0 to 2.0, but was given \"2.1\".");
    }
}
