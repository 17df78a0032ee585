package io.hivemind.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Memory that is given back reads zero, its neighbours keep their bytes, and the process really has less of it. */
final class ReserveTest {
    private static final int PAGES = 203;

    @ParameterizedTest
    @CsvSource({"256, mapped", "1024, mapped", "4096, mapped", "65536, mapped", "256, at once", "4096, at once"})
    void aDroppedPageIsZeroAndTheOthersKeepTheirBytes(int pageSize, String means) {
        try (Arena arena = Arena.ofShared()) {
            Reserve reserve = means.equals("mapped")
                    ? Reserve.mapped(arena, (long) PAGES * pageSize, pageSize)
                    : Reserve.atOnce(arena, (long) PAGES * pageSize, pageSize);
            checkDrops(reserve, pageSize);
        }
    }

    /** Uses and drops pages by chance, and compares all bytes with what they should be after each round. */
    static void checkDrops(Reserve reserve, int pageSize) {
        SplittableRandom random = new SplittableRandom(pageSize);
        BitSet used = new BitSet();
        for (int round = 0; round < 20; round++) {
            for (int page = 0; page < PAGES; page++) {
                if (random.nextInt(4) == 0 && !used.get(page)) {
                    reserve.use(page);
                    pageOf(reserve, page, pageSize).fill(value(page));
                    used.set(page);
                } else if (random.nextInt(2) == 0) {
                    reserve.drop(page);
                    used.clear(page);
                }
            }
            for (int page = 0; page < PAGES; page++) {
                byte[] expected = new byte[pageSize];
                Arrays.fill(expected, used.get(page) ? value(page) : 0);
                assertThat(pageOf(reserve, page, pageSize).mismatch(MemorySegment.ofArray(expected)))
                        .as("page %d in round %d", page, round)
                        .isEqualTo(-1);
            }
        }
    }

    private static byte value(int page) {
        return (byte) (page % 100 + 1);
    }

    private static MemorySegment pageOf(Reserve reserve, int page, int pageSize) {
        return reserve.bytes().asSlice((long) page * pageSize, pageSize);
    }

    @ParameterizedTest
    @CsvSource({"--enable-native-access=ALL-UNNAMED, anonymous", "-Dnothing=special, mapped"})
    void aProcessHasLessMemoryAfterADropAndIsNotWarned(String option, String means) throws Exception {
        Assumptions.assumeTrue(SystemPage.BYTES > 0, "Only Linux takes memory back.");
        assertThat(run(option, means)).isEqualTo("0 ");
    }

    /** {@return the exit code of {@link Dropping} in a JVM that was started with {@code option}, and all that was said} */
    private static String run(String option, String means) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", option, "-cp"));
        command.addAll(List.of(System.getProperty("java.class.path"), Dropping.class.getName(), means));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() + " " + output;
        } finally {
            process.destroyForcibly();
        }
    }
}
