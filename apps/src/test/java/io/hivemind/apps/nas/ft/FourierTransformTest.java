package io.hivemind.apps.nas.ft;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.apps.frame.HiveInTest;
import io.hivemind.apps.frame.Results;
import io.hivemind.apps.nas.NpbClass;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FourierTransformTest {
    private static final long MEMORY = 24L << 20;

    private static double[] published() {
        return Arrays.stream(Problem.published(NpbClass.S))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 4096", "2, 3, 4096", "4, 1, 1024", "8, 1, 4096"})
    void theChecksumsAreThosePublishedWhateverTheHive(int drones, int threads, int pageSize) {
        Results results = HiveInTest.run(
                new FourierTransform(),
                drones,
                config -> config.pageSize(pageSize).memoryBytes(MEMORY),
                "--class=S",
                "--threads=" + threads,
                "--no-serial");

        assertThat(results.verified()).isTrue();
        assertThat(results.elements()).isEqualTo(1 << 18);
        assertThat(results.details()).containsKeys("checksums", "mops").containsEntry("threads", threads);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void plainThreadsComeToTheSame(int threads) throws InterruptedException {
        var program = new FourierTransform();
        var job = program.prepare(program.options().parse(List.of("--class=S")));

        assertThat(job.plain(threads)).isPositive();
    }

    @Test
    void aSumThatDiffersInTheTwelfthDigitIsWrong() {
        double[] near = published();
        near[11] += 4e-10;
        double[] far = published();
        far[11] += 1e-9;

        assertThat(FtTeam.agrees(near, published())).isTrue();
        assertThat(FtTeam.agrees(far, published())).isFalse();
    }

    @Test
    void allFrequenciesButTheLowestAreDampedAlikeInBothDirections() {
        double[] damping = Problem.damping(8);

        assertThat(damping[0]).isEqualTo(1);
        assertThat(damping[1]).isEqualTo(damping[7]).isLessThan(1);
        assertThat(damping[3]).isEqualTo(damping[5]).isLessThan(damping[2]);
        assertThat(damping[4]).isLessThan(damping[3]);
    }

    @Test
    void aDroneAsksForTheOthersLinesInLargePieces() {
        Results results = HiveInTest.run(
                new FourierTransform(), 2, config -> config.memoryBytes(MEMORY), "--class=S", "--no-serial");

        // Seven times, a quarter of 1,024 pages goes each way, as a diff or, if it has just been collected, whole. Two
        // megabytes, a drone's half of the grid, take one request.
        assertThat(results.totals().diffsFetched() + results.totals().pageFetches())
                .isGreaterThan(7 * 2 * 256);
        assertThat(results.totals().messages()).isLessThan(200);
    }
}
