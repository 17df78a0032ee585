package io.hivemind.apps.pagerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ranks on hives whose drones are threads of this JVM, linked over loopback. */
class PageRankTest {
    @TempDir
    private Path folder;

    private static Job job(String... arguments) {
        var program = new PageRank();
        return program.prepare(program.options().parse(List.of(arguments)));
    }

    private static Results rank(int drones, UnaryOperator<HiveConfig.Builder> change, String... arguments) {
        return HiveInTest.run(new PageRank(), drones, change, arguments);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 4096", "1, 3, 4096", "2, 1, 256", "4, 2, 4096", "8, 1, 4096"})
    void theRanksAreTheSameBitForBitWhateverTheHive(int drones, int threads, int pageSize)
            throws IOException, InterruptedException {
        Path output = folder.resolve("ranks");
        Results results = rank(
                drones,
                config -> config.pageSize(pageSize),
                "--vertices=5001",
                "--degree=5",
                "--iterations=7",
                "--threads=" + threads,
                "--output=" + output);

        assertThat(results.verified()).isTrue();
        assertThat(results.drones()).isEqualTo(drones);
        assertThat(results.details()).containsEntry("iterations", 7).containsEntry("edges", 25_005);
        assertThat(results.speedup()).isPresent();
        Graph graph = MadeUpGraph.of(5_001, 5, 1);
        var plain = new PlainRanks(graph, 0.85, 3);
        plain.run(Settings.of(new PageRank().options().parse(List.of("--iterations=7"))));
        double[] written = Files.readAllLines(output).stream()
                .mapToDouble(line -> Double.parseDouble(line.split("\t")[1]))
                .toArray();
        assertThat(written).isEqualTo(plain.ranks());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void plainArraysAreRankedByAnyNumberOfThreads(int threads) throws InterruptedException {
        assertThat(job("--vertices=5000", "--iterations=10").plain(threads)).isPositive();
    }

    @Test
    void aFileIsRankedUntilTheRanksHardlyChange() throws IOException {
        Path edges = Files.writeString(folder.resolve("edges"), "# small\n7 9\n8 9\n");

        Results results =
                rank(2, config -> config, "--edges=" + edges, "--iterations=1000", "--tolerance=1e-9", "--no-serial");

        assertThat(results.verified()).isTrue();
        assertThat(results.serialSeconds()).isEmpty();
        assertThat((Integer) results.details().get("iterations")).isBetween(5, 300);
        assertThat((Double) results.details().get("sum")).isEqualTo(1, within(1e-12));
        assertThat(results.details().get("top")).asString().startsWith("{9=0.574");
    }

    @Test
    void aGraphWithoutEdgesIsEvenlyRanked() {
        Results results = rank(2, config -> config, "--vertices=3", "--degree=0", "--threads=2");

        assertThat(results.verified()).isTrue();
        assertThat(results.details().get("dangling")).isEqualTo(3L);
    }

    @Test
    void theMemoryThatItAsksForIsEnoughAndLessIsTold() {
        String[] arguments = {"--vertices=30000", "--degree=20", "--iterations=2", "--no-serial"};
        long needed = job(arguments).heapBytes(2);

        assertThat(rank(2, config -> config.memoryBytes(needed), arguments).verified())
                .isTrue();
        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> rank(1, config -> config.memoryBytes(4L << 20), arguments))
                .withMessage("The graph needs 6 MiB of shared memory, but the heap has 4 MiB: --memory 6m.");
    }

    @Test
    void tooManyEdgesAreAMistake() {
        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> job("--vertices=100000000", "--degree=10"))
                .withMessage("A graph of 100,000,000 vertices with 10 edges each has 1,000,000,000 edges; this program"
                        + " takes up to 536,870,912.");
    }
}
