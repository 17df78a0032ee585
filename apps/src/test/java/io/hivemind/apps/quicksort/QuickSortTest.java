package io.hivemind.apps.quicksort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hivemind.HiveConfig;
import io.hivemind.apps.frame.HiveInTest;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sort on hives whose drones are threads of this JVM, linked over loopback. */
class QuickSortTest {
    @TempDir
    private Path folder;

    private static Job job(String... arguments) {
        var program = new QuickSort();
        return program.prepare(program.options().parse(List.of(arguments)));
    }

    private static Results sort(int drones, UnaryOperator<HiveConfig.Builder> change, String... arguments) {
        return HiveInTest.run(new QuickSort(), drones, change, arguments);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 4096",
        "1, 4, 4096",
        "2, 1, 4096",
        "2, 1, 256",
        "2, 1, 65536",
        "3, 2, 1024",
        "4, 1, 4096",
        "4, 4, 4096"
    })
    void theListIsSortedWhateverTheHive(int drones, int threads, int pageSize) {
        Results results = sort(
                drones,
                config -> config.pageSize(pageSize),
                "--elements=50000",
                "--threshold=100",
                "--threads=" + threads);

        assertThat(results.verified()).isTrue();
        assertThat(results.drones()).isEqualTo(drones);
        assertThat(results.pageSize()).isEqualTo(pageSize);
        assertThat(results.details()).containsEntry("threads", threads).containsEntry("leaf", "own");
        assertThat(results.speedup()).isPresent();
        assertThat(results.totals().messages())
                .satisfies(sent -> assertThat(sent > 0).isEqualTo(drones > 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aPlainArrayIsSortedByAnyNumberOfThreads(int threads) throws InterruptedException {
        assertThat(job("--elements=50000", "--threshold=100").plain(threads)).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2", "25, 2", "1000, 2"})
    void aShortListIsSortedToo(long elements, int drones) {
        Results results =
                sort(drones, config -> config, "--elements=" + elements, "--threshold=2", "--grain=2", "--no-serial");

        assertThat(results.verified()).isTrue();
        assertThat(results.elements()).isEqualTo(elements);
        assertThat(results.serialSeconds()).isEmpty();
    }

    @Test
    void aTinyBudgetCollectsOftenAndSortsAllTheSame() {
        Results results = sort(
                2,
                config -> config.pageSize(256).budgetBytes(20_000),
                "--elements=60000",
                "--threshold=64",
                "--grain=128",
                "--no-serial");

        assertThat(results.verified()).isTrue();
        assertThat(results.totals().collections()).isGreaterThan(0);
    }

    @Test
    void theJdkMaySortTheSmallRanges() {
        Results results = sort(2, config -> config, "--elements=20000", "--leaf", "jdk");

        assertThat(results.verified()).isTrue();
        assertThat(results.details()).containsEntry("leaf", "jdk");
    }

    @Test
    void anInputFileIsSortedIntoAnOutputFile() throws IOException {
        Path input = Files.writeString(folder.resolve("in"), "5\n-3\n9\n5\n0\n");
        Path output = folder.resolve("out");

        Results results = sort(2, config -> config, "--input=" + input, "--output=" + output);

        assertThat(results.verified()).isTrue();
        assertThat(Files.readString(output)).isEqualTo("-3\n0\n5\n5\n9\n");
    }

    @Test
    void aBinaryListStaysBinary() throws IOException {
        Path input = Files.write(folder.resolve("in"), new byte[] {0, 0, 1, 0, 0, 0, 0, 1, -1, -1, -1, -1});
        Path output = folder.resolve("out");

        sort(1, config -> config, "--input=" + input, "--output=" + output, "--format=big");

        assertThat(Files.readAllBytes(output)).isEqualTo(new byte[] {-1, -1, -1, -1, 0, 0, 0, 1, 0, 0, 1, 0});
    }

    @Test
    void equalNumbersAndNumbersInOrderAreSorted() throws IOException {
        Path equal = Files.writeString(folder.resolve("equal"), "7\n".repeat(20_000));
        Path ordered = Files.writeString(
                folder.resolve("ordered"),
                String.join(
                        "\n",
                        IntStream.range(0, 20_000).mapToObj(String::valueOf).toList()));

        assertThat(sort(2, config -> config, "--input=" + equal).verified()).isTrue();
        assertThat(sort(2, config -> config, "--input=" + ordered).verified()).isTrue();
    }

    @Test
    void aHeapThatIsTooSmallIsToldWithWhatItTakes() {
        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> sort(1, config -> config.memoryBytes(4L << 20), "--elements=1000000"))
                .withMessage("The list needs 6 MiB of shared memory, but the heap has 4 MiB: --memory 6m.");
    }

    @Test
    void theMemoryThatItAsksForIsEnough() {
        long needed = job("--elements=1000000").heapBytes(2);

        assertThat(sort(2, config -> config.memoryBytes(needed), "--elements=1000000")
                        .verified())
                .isTrue();
    }

    @Test
    void filesThatCannotBeUsedAreMistakes() {
        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> job("--input=" + folder.resolve("none")).check())
                .withMessage("The list cannot be read: there is no file " + folder.resolve("none") + ".");
        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> job("--output=" + folder.resolve("none/out")).check())
                .withMessageStartingWith("The sorted list cannot be written to ");
    }

    @Test
    void aGrainBelowTheThresholdIsAMistake() {
        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> job("--threshold=1000", "--grain=10"))
                .withMessage(
                        "The grain of 10 is less than the threshold of 1,000, up to which ranges are not split at all.");
    }
}
