package io.hivemind.apps.wordcount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hivemind.apps.frame.Mistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextsTest {
    @TempDir
    private Path folder;

    @Test
    void aFolderIsReadInTheOrderOfItsNamesButNotWhatIsHidden() throws IOException {
        Files.writeString(folder.resolve("b"), "two");
        Files.createDirectory(folder.resolve("a"));
        Files.writeString(folder.resolve("a/x"), "one");
        Files.writeString(folder.resolve(".c"), "hidden");
        Files.createDirectory(folder.resolve(".d"));
        Files.writeString(folder.resolve(".d/x"), "hidden");

        assertThat(TextFiles.of(folder).read()).asString().isEqualTo("one\ntwo\n");
    }

    @Test
    void whatIsNoTextIsAMistake() throws IOException {
        Path missing = folder.resolve("missing");
        Path empty = Files.writeString(folder.resolve("empty"), "");

        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> TextFiles.of(missing))
                .withMessage("The text in " + missing + " cannot be read: " + missing + " does not exist.");
        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(() -> TextFiles.of(empty))
                .withMessage("The text in " + empty + " is empty: there is nothing to count.");
    }

    @Test
    void aFileThatChangesMeanwhileIsNoticed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "four");
        TextFiles text = TextFiles.of(file);

        Files.writeString(file, "fives");
        assertThatExceptionOfType(Mistake.class).isThrownBy(text::read).withMessageContaining("has grown");
        Files.writeString(file, "two");
        assertThatExceptionOfType(Mistake.class).isThrownBy(text::read).withMessageContaining("shorter");
    }

    @Test
    void eachRankHasAnotherWord() {
        assertThat(IntStream.range(0, 10_000).mapToObj(MadeUpText::word)).doesNotHaveDuplicates();
    }

    @Test
    void aMadeUpTextHasAsManyWordsAsAskedForAndAsZipfSaid() {
        byte[] text = MadeUpText.of(20_000, 1_000, 3);
        Counts counts = Counts.serial(text);

        assertThat(counts.total()).isEqualTo(20_000);
        assertThat(counts.words()).hasSizeBetween(900, 1_000);
        assertThat(counts.words().get("ba")).isBetween(1_800L, 2_200L);
        assertThat(text).isEqualTo(MadeUpText.of(20_000, 1_000, 3)).isNotEqualTo(MadeUpText.of(20_000, 1_000, 4));
    }
}
