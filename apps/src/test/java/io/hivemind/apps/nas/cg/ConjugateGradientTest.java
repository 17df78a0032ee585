package io.hivemind.apps.nas.cg;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.apps.frame.HiveInTest;
import io.hivemind.apps.frame.Progress;
import io.hivemind.apps.frame.Results;
import io.hivemind.apps.nas.NpbClass;
import io.hivemind.apps.nas.Steps;
import io.hivemind.apps.nas.Team;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConjugateGradientTest {
    private final ConjugateGradient program = new ConjugateGradient();

    @ParameterizedTest
    @CsvSource({"1, 1, 4096", "2, 1, 256", "2, 3, 4096", "4, 1, 4096", "8, 1, 4096"})
    void zetaIsThatOfOneThreadToTheLastBitWhateverTheHive(int drones, int threads, int pageSize)
            throws InterruptedException {
        Team serial = program.team(NpbClass.S, 1);
        serial.prepare(0);
        serial.run(0, Steps.plain(Progress.ofThisDrone()));

        Results results = HiveInTest.run(
                program,
                drones,
                config -> config.pageSize(pageSize),
                "--class=S",
                "--threads=" + threads,
                "--no-serial");

        assertThat(results.verified()).isTrue();
        assertThat(results.details()).containsAllEntriesOf(serial.verdict().details());
        assertThat(results.elements()).isEqualTo(1400);
    }

    @Test
    void plainThreadsComeToTheSame() throws InterruptedException {
        var job = program.prepare(program.options().parse(List.of("--class=S")));

        assertThat(job.plain(3)).isPositive();
    }

    @Test
    void anEstimateThatDiffersInTheTenthDigitIsWrong() {
        Problem problem = Problem.of(NpbClass.W);

        assertThat(problem.isRight(10.362595087124)).isTrue();
        assertThat(problem.isRight(10.362595087124 + 9e-10)).isTrue();
        assertThat(problem.isRight(10.362595088324)).isFalse();
        assertThat(problem.isRight(Double.NaN)).isFalse();
    }

    @Test
    void operationsAreThoseThatNpbCounts() {
        assertThat(program.operations(NpbClass.S)).isEqualTo(2 * 15 * 1400 * (3 + 56 + 25 * (5 + 56) + 3.0));
    }
}
