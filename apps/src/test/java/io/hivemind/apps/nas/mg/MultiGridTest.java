package io.hivemind.apps.nas.mg;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.apps.frame.HiveInTest;
import io.hivemind.apps.frame.Results;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultiGridTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 4096", "2, 3, 256", "3, 1, 4096", "4, 1, 4096", "8, 1, 65536"})
    void theNormIsThatPublishedWhateverTheHive(int drones, int threads, int pageSize) {
        Results results = HiveInTest.run(
                new MultiGrid(),
                drones,
                config -> config.pageSize(pageSize),
                "--class=S",
                "--threads=" + threads,
                "--no-serial");

        assertThat(results.verified()).isTrue();
        assertThat(results.elements()).isEqualTo(1 << 15);
        assertThat(results.details()).containsKeys("norm", "mops").containsEntry("threads", threads);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 40})
    void plainThreadsComeToTheSameEvenIfThereAreMoreThanPlanes(int threads) throws InterruptedException {
        var program = new MultiGrid();
        var job = program.prepare(program.options().parse(List.of("--class=S")));

        assertThat(job.plain(threads)).isPositive();
    }

    @Test
    void aNormThatDiffersInTheEighthDigitIsWrong() {
        assertThat(MgTeam.agrees(1e-4 + 5e-13, 1e-4)).isTrue();
        assertThat(MgTeam.agrees(1e-4 + 2e-12, 1e-4)).isFalse();
        assertThat(MgTeam.agrees(1e-4 - 2e-12, 1e-4)).isFalse();
    }
}
