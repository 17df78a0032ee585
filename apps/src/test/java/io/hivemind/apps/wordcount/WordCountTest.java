package io.hivemind.apps.wordcount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hivemind.HiveConfig;
import io.hivemind.apps.frame.HiveInTest;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Results;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The count on hives whose drones are threads of this JVM, linked over loopback. */
class WordCountTest {
    @TempDir
    private Path folder;

    private static Job job(String... arguments) {
        var program = new WordCount();
        return program.prepare(program.options().parse(List.of(arguments)));
    }

    private static Results count(int drones, UnaryOperator<HiveConfig.Builder> change, String... arguments) {
        return HiveInTest.run(new WordCount(), drones, change, arguments);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 4096, 64", "1, 3, 4096, 7", "2, 1, 256, 5", "4, 2, 4096, 64", "8, 1, 4096, 3"})
    void everyWordIsCountedWhateverTheHive(int drones, int threads, int pageSize, int stripes) {
        Results results = count(
                drones,
                config -> config.pageSize(pageSize),
                "--words=20000",
                "--vocabulary=3000",
                "--stripes=" + stripes,
                "--threads=" + threads);

        assertThat(results.verified()).isTrue();
        assertThat(results.drones()).isEqualTo(drones);
        assertThat(results.elements()).isEqualTo(20_000);
        assertThat(results.details()).containsEntry("threads", threads);
        assertThat(results.speedup()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 4096, 64", "3, 2, 256, 5", "4, 1, 4096, 1"})
    void everyWordIsCountedInAHiveThatGoesOnWhenDronesFail(int drones, int threads, int pageSize, int stripes) {
        String[] arguments = {"--words=60000", "--vocabulary=3000", "--stripes=" + stripes, "--threads=" + threads};
        long needed = job(arguments).heapBytesToGoOn(drones);

        Results results = count(
                drones, config -> config.pageSize(pageSize).memoryBytes(needed).goesOn(true), arguments);

        assertThat(results.verified()).isTrue();
        assertThat(results.elements()).isEqualTo(60_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void plainMemoryIsCountedByAnyNumberOfThreads(int threads) throws InterruptedException {
        assertThat(job("--words=20000", "--stripes=7").plain(threads)).isPositive();
    }

    @Test
    void aFileIsCountedAndItsCountsWrittenTheMostFrequentFirst() throws IOException {
        Path input = Files.writeString(folder.resolve("in"), "Die Biene, die Wespe, die Hummel.\nDie Öde? Öde!");
        Path output = folder.resolve("out");

        Results results = count(2, config -> config, "--input=" + input, "--output=" + output, "--no-serial");

        assertThat(results.verified()).isTrue();
        assertThat(results.serialSeconds()).isEmpty();
        assertThat(results.details())
                .containsEntry("distinct", 5)
                .containsEntry("top", Map.of("die", 4L, "öde", 2L, "biene", 1L, "hummel", 1L, "wespe", 1L));
        assertThat(Files.readString(output)).isEqualTo("die\t4\nöde\t2\nbiene\t1\nhummel\t1\nwespe\t1\n");
    }

    @Test
    void bordersBetweenSharesCutNoWordAndNoCharacter() throws IOException {
        Path input = Files.writeString(folder.resolve("in"), "語語 " + "я".repeat(700) + " жук".repeat(50));

        Results results = count(4, config -> config.pageSize(256), "--input=" + input, "--threads=2", "--no-serial");

        assertThat(results.verified()).isTrue();
        assertThat(results.elements()).isEqualTo(52);
    }

    @Test
    void moreWorkersThanWordsDoNoHarm() throws IOException {
        Path input = Files.writeString(folder.resolve("in"), "a");

        assertThat(count(3, config -> config, "--input=" + input, "--threads=3").elements())
                .isOne();
    }

    @Test
    void aTextOfNothingButDifferentWordsFitsIntoTheMemoryThatIsAskedFor() throws IOException {
        var text = new StringBuilder();
        for (int word = 0; word < 20_000; word++) {
            text.append(MadeUpText.word(word)).append(' ');
        }
        Path input = Files.write(folder.resolve("in"), text.toString().getBytes(StandardCharsets.UTF_8));
        String[] arguments = {"--input=" + input, "--stripes=3", "--no-serial"};
        long needed = job(arguments).heapBytes(2);

        Results results = count(2, config -> config.memoryBytes(needed), arguments);

        assertThat(results.verified()).isTrue();
        assertThat(results.details()).containsEntry("distinct", 20_000);

        long neededToGoOn = job(arguments).heapBytesToGoOn(2);
        Results careful = count(2, config -> config.memoryBytes(neededToGoOn).goesOn(true), arguments);
        assertThat(careful.verified()).isTrue();
    }

    @Test
    void aHeapThatIsTooSmallIsToldWithWhatItTakes() {
        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> count(1, config -> config.memoryBytes(2L << 20), "--words=100000"))
                .withMessage("The text needs 8 MiB of shared memory, but the heap has 2 MiB: --memory 8m.");
    }

    @Test
    void anOutputThatCannotBeWrittenIsAMistake() {
        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> job("--words=10", "--output=" + folder.resolve("none/out"))
                        .check())
                .withMessageStartingWith("The list of counts cannot be written to ");
    }
}
