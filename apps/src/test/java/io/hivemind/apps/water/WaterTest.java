package io.hivemind.apps.water;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

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

/** Water on hives whose drones are threads of this JVM, linked over loopback. */
class WaterTest {
    private static Job job(String... arguments) {
        var program = new Water();
        return program.prepare(program.options().parse(List.of(arguments)));
    }

    private static Results move(int drones, UnaryOperator<HiveConfig.Builder> change, String... arguments) {
        return HiveInTest.run(new Water(), drones, change, arguments);
    }

    private static Outcome plain(int molecules, int workers, int steps) throws InterruptedException {
        var model = new Model(molecules);
        var liquid = Liquid.lattice(new Layout(molecules, workers), model, 1);
        Totals totals = PlainExchange.move(model, liquid, steps);
        return new Outcome(liquid.layout(), liquid.positions(), totals);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 4096", "1, 3, 4096", "2, 1, 4096", "2, 1, 256", "3, 2, 1024", "4, 1, 65536", "8, 1, 4096"})
    void theMoleculesMoveAsOnPlainArraysWhateverTheHive(int drones, int threads, int pageSize) {
        Results results = move(drones, config -> config.pageSize(pageSize), "--molecules=61", "--threads=" + threads);

        assertThat(results.verified()).isTrue();
        assertThat(results.elements()).isEqualTo(61);
        assertThat(results.drones()).isEqualTo(drones);
        assertThat(results.details()).containsEntry("steps", 5).containsKey("difference");
        assertThat(results.speedup()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 2", "3, 4", "7, 3", "64, 2"})
    void fewOrManyMoleculesMoveToo(int molecules, int drones) {
        Results results = move(drones, config -> config, "--molecules=" + molecules, "--steps=3");

        assertThat(results.verified()).isTrue();
    }

    @Test
    void withoutTheSerialRunTheLawsOfConservationAreChecked() {
        Results results = move(2, config -> config, "--molecules=30", "--no-serial");

        assertThat(results.verified()).isTrue();
        assertThat(results.serialSeconds()).isEmpty();
        assertThat(results.details()).doesNotContainKey("difference");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void anyNumberOfThreadsOnPlainArraysMovesThemTheSame(int threads) throws InterruptedException {
        Outcome alone = plain(61, 1, 10);
        Outcome together = plain(61, threads, 10);

        assertThat(together.agreesWith(alone)).isTrue();
        assertThat(job("--molecules=61").plain(threads)).isPositive();
    }

    @Test
    void rightAfterTheLongestRunTheOrderOfSumsStillDoesNotShow() throws InterruptedException {
        assertThat(plain(64, 3, Settings.MOST_STEPS).agreesWith(plain(64, 1, Settings.MOST_STEPS)))
                .isTrue();
    }

    @Test
    void aForceThatGetsLostIsNoticed() throws InterruptedException {
        Outcome right = plain(27, 1, 3);
        double[] moved = right.positions().clone();
        moved[5] += 1e-6;
        var push = Totals.none(3);
        push.addMomentum(1, 2, 1e-6);
        push.add(right.totals());

        assertThat(new Outcome(new Layout(27, 1), moved, right.totals()).agreesWith(right))
                .isFalse();
        assertThat(right.totals().isConserved()).isTrue();
        assertThat(push.isConserved()).isFalse();
    }

    @Test
    void energyIsConservedThoughItChangesItsForm() throws InterruptedException {
        Totals totals = plain(125, 1, 200).totals();
        double first = totals.potential(0) + totals.kinetic(0);
        double last = totals.potential(199) + totals.kinetic(199);

        assertThat(Math.abs(totals.kinetic(199) - totals.kinetic(0))).isGreaterThan(10);
        assertThat(last).isCloseTo(first, within(1.0));
    }

    @Test
    void aHeapThatIsTooSmallIsToldWithWhatItTakes() {
        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> move(1, config -> config.memoryBytes(4L << 20), "--molecules=30000"))
                .withMessage("The liquid needs 7 MiB of shared memory, but the heap has 4 MiB: --memory 7m.");
    }
}
