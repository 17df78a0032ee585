package io.hivemind.apps.nas.ep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hivemind.apps.frame.HiveInTest;
import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Progress;
import io.hivemind.apps.frame.Results;
import io.hivemind.apps.nas.NpbClass;
import io.hivemind.apps.nas.Steps;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbarrassinglyParallelTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 4096", "2, 3, 4096", "4, 1, 256", "8, 1, 4096"})
    void theSumsAreThosePublishedWhateverTheHive(int drones, int threads, int pageSize) {
        Results results = HiveInTest.run(
                new EmbarrassinglyParallel(),
                drones,
                config -> config.pageSize(pageSize),
                "--class=S",
                "--threads=" + threads,
                "--no-serial");

        assertThat(results.verified()).isTrue();
        assertThat(results.elements()).isEqualTo(1 << 24);
        assertThat(results.serialSeconds()).isEmpty();
        assertThat(results.details())
                .containsEntry("class", "S")
                .containsEntry("threads", threads)
                .containsEntry("gaussian", 13_176_389L)
                .containsEntry(
                        "counts", List.of(6_140_517L, 5_865_300L, 1_100_361L, 68_546L, 1_648L, 17L, 0L, 0L, 0L, 0L))
                .containsKey("mops")
                .doesNotContainKey("serialMops");
    }

    @Test
    void plainThreadsComeToTheSame() throws InterruptedException {
        var program = new EmbarrassinglyParallel();
        var job = program.prepare(program.options().parse(List.of("--class=S")));

        assertThat(job.plain(3)).isPositive();
    }

    @Test
    void sumsThatDifferInTheEighthDigitAreWrong() {
        double[] published = {-3.2e3, 6.9e3};

        assertThat(EpTeam.agrees(new double[] {-3.2e3 - 1e-5, 6.9e3 + 1e-5}, published))
                .isTrue();
        assertThat(EpTeam.agrees(new double[] {-3.2e3 - 1e-4, 6.9e3}, published))
                .isFalse();
        assertThat(EpTeam.agrees(new double[] {-3.2e3, 6.9e3 + 1e-4}, published))
                .isFalse();
    }

    @Test
    void aWorkerWhoIsMissingIsNoticed() {
        var team = new EpTeam(NpbClass.S, 0, 2, new Total.Plain());
        var steps = Steps.plain(Progress.ofThisDrone());

        team.run(0, steps);
        assertThat(team.verdict().verified()).isFalse();

        team.run(1, steps);
        assertThat(team.verdict().verified()).isTrue();
    }

    @Test
    void aClassThatIsNotThereIsAMistake() {
        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> new EmbarrassinglyParallel().options().parse(List.of("--class=D")))
                .withMessage("The option --class takes one of S, W, A, but was given \"D\".");
    }
}
