package io.hivemind.apps.quicksort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hivemind.apps.frame.Mistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {
    @TempDir
    private Path folder;

    @Test
    void textHasOneNumberALine() throws IOException {
        assertThat(read(text("3\n-1\r\n\n  7 \n+2147483647\n-2147483648"), Optional.empty()))
                .containsExactly(3, -1, 7, Integer.MAX_VALUE, Integer.MIN_VALUE);
    }

    @Test
    void bytesThatAreNoDigitsAreLittleEndian() throws IOException {
        assertThat(read(bytes(1, 2, 0, 0, 0xff, 0xff, 0xff, 0xff), Optional.empty()))
                .containsExactly(0x201, -1);
    }

    @Test
    void bigEndianIsReadWhereItIsSaid() throws IOException {
        assertThat(read(bytes(0, 0, 2, 1), Optional.of(Format.BIG))).containsExactly(0x201);
    }

    @Test
    void aLongFileIsReadInPieces() throws IOException {
        byte[] content = new byte[400_000];
        Arrays.fill(content, (byte) 1);
        Path file = Files.write(folder.resolve("list"), content);
        FileSource source = FileSource.of(file, Optional.empty());
        int[] piece = new int[30_000];

        assertThat(source.count()).isEqualTo(100_000);
        try (var numbers = source.open()) {
            assertThat(numbers.read(piece)).isEqualTo(30_000);
            assertThat(numbers.read(piece)).isEqualTo(30_000);
            assertThat(numbers.read(piece)).isEqualTo(30_000);
            assertThat(numbers.read(piece)).isEqualTo(10_000);
            assertThat(numbers.read(piece)).isZero();
        }
    }

    @Test
    void aFileThatIsNotThereIsSaid() {
        refuses("The list cannot be read: there is no file " + folder.resolve("none") + ".", folder.resolve("none"));
    }

    @Test
    void aFolderIsNoList() {
        refuses("The list cannot be read: " + folder + " is a folder, not a file.", folder);
    }

    @Test
    void anEmptyListIsRefused() throws IOException {
        Path file = text("");
        refuses("The list in " + file + " is empty: there is nothing to sort.", file);
    }

    @Test
    void aLineThatIsNoNumberIsNamed() throws IOException {
        Path file = text("1\n2\n99999999999\n");
        refuses(
                "Line 3 of " + file + " is \"99999999999\", but must be a whole number from -2,147,483,648 to"
                        + " 2,147,483,647.",
                file);
    }

    @Test
    void bytesThatAreLeftOverAreRefused() throws IOException {
        Path file = bytes(1, 0, 0, 0, 1);
        refuses(
                "The list in " + file
                        + " is not whole: it has 5 bytes, which is no multiple of the four that each number"
                        + " takes.",
                file);
    }

    private static void refuses(String sentence, Path file) {
        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> FileSource.of(file, Optional.empty()))
                .withMessage(sentence);
    }

    private static int[] read(Path file, Optional<Format> format) {
        FileSource source = FileSource.of(file, format);
        int[] list = new int[(int) source.count()];
        try (var numbers = source.open()) {
            assertThat(numbers.read(list)).isEqualTo(list.length);
            assertThat(numbers.read(new int[1])).isZero();
        }
        return list;
    }

    private Path text(String content) throws IOException {
        return Files.writeString(folder.resolve("list"), content);
    }

    private Path bytes(int... content) throws IOException {
        byte[] bytes = new byte[content.length];
        for (int i = 0; i < content.length; i++) {
            bytes[i] = (byte) content[i];
        }
        return Files.write(folder.resolve("list"), bytes);
    }
}
