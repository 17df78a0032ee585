package io.hivemind.apps.tsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hivemind.HiveConfig;
import io.hivemind.apps.frame.HiveInTest;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Results;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The search on hives whose drones are threads of this JVM, linked over loopback. */
class TspTest {
    private static Job job(String... arguments) {
        var program = new Tsp();
        return program.prepare(program.options().parse(List.of(arguments)));
    }

    private static Results search(int drones, UnaryOperator<HiveConfig.Builder> change, String... arguments) {
        return HiveInTest.run(new Tsp(), drones, change, arguments);
    }

    private static long taken(Results results) {
        return (int) Objects.requireNonNull(results.details().get("taken"));
    }

    private static String resource(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(TspTest.class.getResource(name)).toURI())
                .toString();
    }

    @ParameterizedTest
    @CsvSource({
        "burma14.tsp, 3323, 0, 1, 1, 4096",
        "burma14.tsp, 3323, 0, 2, 1, 256",
        "burma14.tsp, 3323, 0, 4, 1, 4096",
        "gr17.tsp, 2085, 20, 1, 3, 1024",
        "gr17.tsp, 2085, 20, 2, 2, 4096",
        "gr17.tsp, 2085, 20, 8, 1, 65536"
    })
    void thePublishedOptimumIsProved(String file, int length, int ascent, int drones, int threads, int pageSize)
            throws URISyntaxException {
        Results results = search(
                drones,
                config -> config.pageSize(pageSize),
                "--file=" + resource(file),
                "--threads=" + threads,
                "--ascent=" + ascent);

        assertThat(results.verified()).isTrue();
        assertThat(results.details()).containsEntry("length", length).containsEntry("threads", threads);
        assertThat(results.drones()).isEqualTo(drones);
        assertThat(results.speedup()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"1, 3, 2", "2, 4, 6", "3, 5, 16", "2, 16, 2", "4, 16, 10"})
    void anyDepthFindsTheShortestTour(int drones, int cities, int depth) {
        Results results =
                search(drones, config -> config, "--cities=" + cities, "--seed=3", "--depth=" + depth, "--ascent=10");

        assertThat(results.verified()).isTrue();
        assertThat(results.elements()).isEqualTo(cities);
    }

    @Test
    void theBoundMayBeLookedAtWithoutItsLock() {
        Results locked = search(3, config -> config, "--cities=17", "--seed=9", "--ascent=0");
        Results racy = search(3, config -> config, "--cities=17", "--seed=9", "--ascent=0", "--racy-bound");

        assertThat(racy.verified()).isTrue();
        assertThat(racy.details().get("length")).isEqualTo(locked.details().get("length"));
        assertThat(locked.totals().lockAcquires()).isGreaterThanOrEqualTo(2 * taken(locked));
        assertThat(racy.totals().lockAcquires()).isLessThan(2 * taken(racy));
    }

    @Test
    void withoutTheSerialSearchThePublishedOptimumStillCounts() throws URISyntaxException {
        Results results = search(2, config -> config, "--file=" + resource("burma14.tsp"), "--no-serial");

        assertThat(results.verified()).isTrue();
        assertThat(results.serialSeconds()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void plainMemoryIsSearchedByAnyNumberOfThreads(int threads) throws InterruptedException {
        assertThat(job("--cities=15").plain(threads)).isPositive();
    }

    @Test
    void theMemoryThatItAsksForIsEnough() {
        long needed = job("--cities=12", "--depth=16").heapBytes(2);

        assertThat(search(2, config -> config.memoryBytes(needed), "--cities=12", "--depth=16")
                        .verified())
                .isTrue();
        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> search(1, config -> config.memoryBytes(1L << 20)))
                .withMessage("The search needs 3 MiB of shared memory, but the heap has 1 MiB: --memory 3m.");
    }
}
