package io.hivemind.apps.falsesharing;

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
class FalseSharingTest {
    private static Job job(String... arguments) {
        var program = new FalseSharing();
        return program.prepare(program.options().parse(List.of(arguments)));
    }

    @ParameterizedTest
    @CsvSource({"1, 4096, 50", "2, 4096, 301", "2, 65536, 1", "4, 256, 77", "8, 1024, 40"})
    void everyDroneSeesAllCountsInEveryRound(int drones, int pageSize, int rounds) {
        Results results =
                HiveInTest.run(new FalseSharing(), drones, config -> config.pageSize(pageSize), "--rounds=" + rounds);

        assertThat(results.verified()).isTrue();
        assertThat(results.elements()).isEqualTo(drones);
        assertThat(results.details())
                .containsEntry("rounds", rounds)
                .containsKeys("messagesPerRound", "bytesPerRound", "microsPerRound");
    }

    @Test
    void onlyTheChangedBytesTravel() {
        Results results = HiveInTest.run(new FalseSharing(), 2, config -> config, "--rounds=200");

        assertThat((double) results.details().getOrDefault("bytesPerRound", 0.0))
                .as("bytes a round, in which two counters change")
                .isBetween(16.0, 600.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void threadsOfOneProcessCountToo(int threads) throws InterruptedException {
        assertThat(job("--rounds=100").plain(threads)).isPositive();
    }

    @Test
    void aWrongCountIsSeen() throws InterruptedException {
        var stuck = new Counter.Page() {
            @Override
            public void get(long index, long[] target) {
                target[0] = 1;
            }

            @Override
            public void set(long index, long value) {}
        };

        assertThat(new Counter(0, 1, stuck, () -> {}).count(0, 5, _ -> {})).isEqualTo(4);
    }

    @Test
    void moreDronesThanAPageHoldsAreAMistake() {
        CountingJob.requirePage(16, 256);

        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> CountingJob.requirePage(17, 256))
                .withMessage(
                        "The counters of 17 drones need a page of 272 bytes, but pages have 256: --page-size 512.");
    }
}
