package io.hivemind.apps.nas.is;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hivemind.apps.frame.HiveInTest;
import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Results;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntegerSortTest {
    private final IntegerSort program = new IntegerSort();

    @ParameterizedTest
    @CsvSource({"1, 1, 4096", "2, 1, 256", "3, 2, 4096", "4, 1, 4096", "8, 1, 4096"})
    void theRanksAreThosePublishedWhateverTheHive(int drones, int threads, int pageSize) {
        Results results = HiveInTest.run(
                program, drones, config -> config.pageSize(pageSize), "--class=S", "--threads=" + threads);

        assertThat(results.verified()).isTrue();
        assertThat(results.details())
                .containsEntry("tests", 50 + drones * threads)
                .containsEntry("passed", 50 + drones * threads);
        assertThat(results.elements()).isEqualTo(65_536);
        assertThat(results.speedup()).isPresent();
    }

    @Test
    void plainThreadsRankTheKeysOfTheNextClassToo() throws InterruptedException {
        var job = program.prepare(program.options().parse(List.of("--class=W")));

        assertThat(job.plain(3)).isPositive();
    }

    @Test
    void aHeapThatIsTooSmallIsToldWithWhatItTakes() {
        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() ->
                        HiveInTest.run(program, 2, config -> config.memoryBytes(2L << 20), "--class=W", "--no-serial"))
                .withMessage("The data needs 3 MiB of shared memory, but the heap has 2 MiB: --memory 3m.");
    }

    @Test
    void theMemoryThatItAsksForIsEnough() {
        long needed = program.prepare(program.options().parse(List.of("--class=S", "--threads=2")))
                .heapBytes(2);

        assertThat(HiveInTest.run(
                                program,
                                2,
                                config -> config.memoryBytes(needed),
                                "--class=S",
                                "--threads=2",
                                "--no-serial")
                        .verified())
                .isTrue();
    }
}
