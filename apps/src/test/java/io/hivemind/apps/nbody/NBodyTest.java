package io.hivemind.apps.nbody;

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

/** The bodies on hives whose drones are threads of this JVM, linked over loopback. */
class NBodyTest {
    private static Job job(String... arguments) {
        var program = new NBody();
        return program.prepare(program.options().parse(List.of(arguments)));
    }

    private static Results move(int drones, UnaryOperator<HiveConfig.Builder> change, String... arguments) {
        return HiveInTest.run(new NBody(), drones, change, arguments);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 4096, 700", "1, 3, 4096, 700", "2, 1, 256, 701", "4, 2, 4096, 999", "8, 1, 4096, 700"})
    void theBodiesAreWhereTheSerialRunHasThemBitForBit(int drones, int threads, int pageSize, int bodies) {
        Results results = move(
                drones,
                config -> config.pageSize(pageSize),
                "--bodies=" + bodies,
                "--steps=10",
                "--threads=" + threads);

        assertThat(results.verified()).isTrue();
        assertThat(results.drones()).isEqualTo(drones);
        assertThat(results.elements()).isEqualTo(bodies);
        assertThat(results.details()).containsEntry("threads", threads);
        assertThat((Double) results.details().get("drift")).isPositive().isLessThan(0.01);
        assertThat(results.speedup()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void plainArraysGiveTheSameWithAnyNumberOfThreads(int threads) throws InterruptedException {
        assertThat(job("--bodies=500", "--steps=9").plain(threads)).isPositive();
        Settings settings = Settings.of(new NBody().options().parse(List.of("--bodies=500", "--steps=9")));
        var alone = new PlainBodies(settings, 1);
        var together = new PlainBodies(settings, threads);
        alone.run();
        together.run();
        double[] positions = new double[1_500];
        double[] velocities = new double[1_500];
        alone.positions(positions);
        alone.velocities(velocities);

        assertThat(together.areAt(positions, velocities)).isTrue();
        positions[7] = Math.nextUp(positions[7]);
        assertThat(together.areAt(positions, velocities)).isFalse();
    }

    @Test
    void moreWorkersThanBodiesDoNoHarm() {
        assertThat(move(3, config -> config, "--bodies=2", "--steps=10", "--threads=3")
                        .verified())
                .isTrue();
    }

    @Test
    void withoutTheSerialRunTheEnergyIsWhatIsChecked() {
        Results good = move(2, config -> config, "--bodies=300", "--steps=9", "--no-serial");
        Results coarse = move(2, config -> config, "--bodies=300", "--steps=9", "--step-time=1", "--no-serial");

        assertThat(good.verified()).isTrue();
        assertThat(good.serialSeconds()).isEmpty();
        assertThat(coarse.verified()).isFalse();
    }

    @Test
    void stepsThatAreTooLongForThePlainRunAreTold() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(
                        () -> job("--bodies=300", "--steps=9", "--step-time=1").plain(1))
                .withMessageContaining("a step takes too much time");
    }

    @Test
    void theMemoryThatItAsksForIsEnoughAndLessIsTold() {
        String[] arguments = {"--bodies=20000", "--steps=1", "--no-serial"};
        long needed = job(arguments).heapBytes(2);

        assertThat(move(2, config -> config.memoryBytes(needed), arguments).verified())
                .isTrue();
        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> move(1, config -> config.memoryBytes(4L << 20), arguments))
                .withMessage("The system of bodies needs 5 MiB of shared memory, but the heap has 4 MiB: --memory 5m.");
    }
}
