package io.hivemind.apps.jacobi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hivemind.HiveConfig;
import io.hivemind.apps.frame.HiveInTest;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Results;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program on hives whose drones are threads of this JVM, linked over loopback. */
class JacobiTest {
    private static Job job(String... arguments) {
        var program = new Jacobi();
        return program.prepare(program.options().parse(List.of(arguments)));
    }

    private static Results relax(int drones, UnaryOperator<HiveConfig.Builder> change, String... arguments) {
        return HiveInTest.run(new Jacobi(), drones, change, arguments);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 4096, float, own, 40, 33",
        "2, 1, 4096, double, own, 51, 47",
        "4, 1, 256, float, own, 39, 41",
        "8, 1, 1024, double, own, 61, 29",
        "8, 1, 4096, float, drone0, 50, 25",
        "3, 2, 256, double, drone0, 23, 31",
        "2, 4, 4096, float, own, 7, 300",
        "4, 1, 4096, float, own, 3, 3"
    })
    void theGridIsThatOfOneThreadBitForBit(
            int drones, int threads, int pageSize, String type, String fill, int rows, int columns) {
        Results results = relax(
                drones,
                config -> config.pageSize(pageSize),
                "--rows=" + rows,
                "--columns=" + columns,
                "--type=" + type,
                "--fill=" + fill,
                "--iterations=7",
                "--threads=" + threads);

        assertThat(results.verified()).isTrue();
        assertThat(results.drones()).isEqualTo(drones);
        assertThat(results.elements()).isEqualTo((long) rows * columns);
        assertThat(results.speedup()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 4096, float, own, 40, 33", "3, 2, 256, double, own, 51, 47", "4, 1, 1024, float, drone0, 3, 90"})
    void theGridIsTheSameInAHiveThatGoesOnWhenDronesFail(
            int drones, int threads, int pageSize, String type, String fill, int rows, int columns) {
        Results results = HiveInTest.run(
                new Jacobi(),
                drones,
                config -> config.pageSize(pageSize).goesOn(true),
                "--rows=" + rows,
                "--columns=" + columns,
                "--type=" + type,
                "--fill=" + fill,
                "--iterations=7",
                "--threads=" + threads);

        assertThat(results.verified()).isTrue();
        assertThat(results.drones()).isEqualTo(drones);
    }

    @Test
    void paddedRowsNeedTheirPagesAndGiveTheSame() {
        Results results = relax(
                2,
                config -> config.pageSize(1024),
                "--rows=20",
                "--columns=30",
                "--iterations=5",
                "--padded",
                "--no-serial");

        assertThat(results.verified()).isTrue();
        assertThat(results.serialSeconds()).isEmpty();
        assertThat(job("--rows=100", "--columns=30", "--padded").heapBytes(2)).isGreaterThan(100 * 4096);
    }

    @Test
    void rowsOfNeighboursTravelInEveryIteration() {
        int columns = 1024;
        long few = bytes(columns, 10);
        long many = bytes(columns, 30);

        assertThat(many - few)
                .as("one row each way in each of twenty iterations more, of whose floats two bytes change at least")
                .isGreaterThan(2L * 20 * columns * 2);
    }

    private static long bytes(int columns, int iterations) {
        return relax(
                        2,
                        config -> config,
                        "--rows=64",
                        "--columns=" + columns,
                        "--iterations=" + iterations,
                        "--no-serial")
                .totals()
                .bytes();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void plainArraysAreRelaxedByAnyNumberOfThreads(int threads) throws InterruptedException {
        assertThat(job("--rows=40", "--columns=30", "--iterations=9").plain(threads))
                .isPositive();
    }

    @Test
    void aHeapThatIsTooSmallIsToldWithWhatItTakes() {
        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> relax(1, config -> config.memoryBytes(4L << 20), "--rows=1000", "--columns=1000"))
                .withMessage("The grid needs 6 MiB of shared memory, but the heap has 4 MiB: --memory 6m.");
    }

    @Test
    void whoGoesOnWritesNoCheckpoints() {
        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> job("--checkpoint=saved").heapBytesToGoOn(2))
                .withMessageStartingWith("The program jacobi that goes on when drones fail writes no checkpoints");
    }

    @Test
    void aGridWithoutInsideIsAMistake() {
        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> job("--rows=2"))
                .withMessage("The option --rows takes a whole number from 3 to 16,777,216, but was given \"2\".");
    }
}
