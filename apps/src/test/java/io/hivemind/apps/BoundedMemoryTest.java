package io.hivemind.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hivemind.HiveConfig;
import io.hivemind.apps.frame.HiveInTest;
import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Results;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs whose data no drone can hold, on drones that are threads of this JVM. */
class BoundedMemoryTest {
    private static final int PATIENCE_SECONDS = 60;

    /** Runs the program that the first word names, with drones that hold so many KiB, on a heap of so many KiB. */
    private static Results run(int drones, long perDrone, long heap, String words, HiveConfig.Victims victims) {
        List<String> split = List.of(words.split(" "));
        return HiveInTest.run(
                Programs.named(split.getFirst()),
                drones,
                config -> config.memoryPerDrone(perDrone << 10)
                        .memoryBytes(heap << 10)
                        .victims(victims)
                        .waitBound(Duration.ofSeconds(PATIENCE_SECONDS)),
                split.subList(1, split.size()).toArray(String[]::new));
    }

    private static void isRightWithinItsBounds(Results results, long perDrone) {
        assertThat(results.verified()).isTrue();
        assertThat(results.serialSeconds()).isEmpty();
        assertThat(results.details()).containsKey("serial");
        assertThat(results.totals().evictions()).isPositive();
        assertThat(results.measured().perDrone())
                .allMatch(counts -> counts.mostHeldBytes() <= perDrone << 10, "holds " + perDrone + " KiB at most");
    }

    @ParameterizedTest
    @CsvSource({
        "4, 2048, 6144, quicksort --elements=1_000_000",
        "2, 6144, 10752, quicksort --elements=2_000_000",
        "4, 2048, 6144, quicksort --elements=1_000_000 --threads=3",
        "4, 2048, 6144, matmul --size=400",
        "2, 12288, 21504, matmul --size=900",
        "4, 2048, 6144, matmul --size=400 --threads=2",
        "4, 2048, 6144, sor --rows=1000 --columns=500 --iterations=4 --fill=drone0",
        "2, 6144, 10752, sor --rows=2000 --columns=500 --iterations=4 --fill=drone0",
        "4, 2048, 6144, sor --rows=1000 --columns=1000 --iterations=3 --type=float --threads=2 --fill=drone0 --padded",
        "4, 2048, 6144, jacobi --rows=1000 --columns=1000 --iterations=3 --fill=drone0"
    })
    void dataThatNoDroneCanHoldAreWorkedOnInPieces(int drones, long perDrone, long heap, String words) {
        isRightWithinItsBounds(run(drones, perDrone, heap, words, HiveConfig.Victims.SCAN), perDrone);
    }

    /** Each drone keeps its band, which fits, and gives nothing up but what it need not keep. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sor --rows=1000 --columns=500 --iterations=40",
                "jacobi --rows=1000 --columns=1000 --iterations=90"
            })
    void aGridMadeWhereItIsWorkedOnIsRightInWhateverPieces(String words) {
        assertThat(run(4, 2048, 6144, words, HiveConfig.Victims.SCAN).verified())
                .isTrue();
    }

    @Test
    void theVictimsMayBeThoseUsedLeastRecently() {
        isRightWithinItsBounds(run(4, 2048, 6144, "quicksort --elements=1_000_000", HiveConfig.Victims.LRU), 2048);
    }

    @ParameterizedTest
    @CsvSource({
        "cg --class=S",
        "ft --class=S",
        "is --class=S",
        "mg --class=S",
        "nbody --bodies=2000 --steps=2",
        "pagerank --vertices=20000 --degree=10",
        "water --molecules=512 --steps=2",
        "wordcount --words=200_000"
    })
    void theOtherProgramsRunOnBoundedDronesToo(String words) {
        Results results = run(4, 4096, 12288, words, HiveConfig.Victims.SCAN);

        assertThat(results.verified()).isTrue();
        assertThat(results.details()).containsKey("serial");
    }

    @Test
    void aHeapThatIsTooSmallIsToldWithWhatTheDronesOffer() {
        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> run(2, 2048, 3072, "matmul --size=1000", HiveConfig.Victims.SCAN))
                .withMessageMatching("The product needs 25 MiB of shared memory, but the heap has 3 MiB: 2 drones .*");
    }
}
