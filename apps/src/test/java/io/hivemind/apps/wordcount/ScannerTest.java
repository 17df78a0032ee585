package io.hivemind.apps.wordcount;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScannerTest {
    private static Map<String, Long> count(byte[] text) {
        var table = new WordTable();
        new Scanner(table).count(text, 0, text.length);
        return Counts.of(table).words();
    }

    private static Map<String, Long> count(String text) {
        return count(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsNoLetterDividesWordsAndCapitalsAreSmall() {
        assertThat(count("The cat; the DOG2dog -- don't."))
                .isEqualTo(Map.of("the", 2L, "cat", 1L, "dog", 2L, "don", 1L, "t", 1L));
    }

    @Test
    void lettersOfEveryScriptCount() {
        assertThat(count("Жук ЖУК été ÉTÉ 語 e\u0301a हिन्दी 𝔞b"))
                .isEqualTo(Map.of("жук", 2L, "été", 2L, "語", 1L, "e\u0301a", 1L, "हिन्दी", 1L, "𝔞b", 1L));
    }

    @Test
    void aMarkBeginsNoWord() {
        assertThat(count("\u0301a \u0301")).isEqualTo(Map.of("a", 1L));
    }

    @Test
    void aSmallLetterMayTakeMoreBytesThanItsCapital() {
        assertThat(count("Ⱥx ⱥX")).isEqualTo(Map.of("ⱥx", 2L));
    }

    @Test
    void anEmptyTextAndOneWithoutWordsHaveNone() {
        assertThat(count("")).isEmpty();
        assertThat(count(" 12, 3.\n")).isEmpty();
    }

    @Test
    void bytesThatAreNoUtf8DivideWords() {
        byte[] overlong = {'a', (byte) 0xC1, (byte) 0xA1, 'b'};
        byte[] surrogate = {'a', (byte) 0xED, (byte) 0xA0, (byte) 0x80, 'b'};
        byte[] cut = {'a', (byte) 0xE8, (byte) 0xAA, 'b', (byte) 0xF0};
        assertThat(count(overlong)).isEqualTo(Map.of("a", 1L, "b", 1L));
        assertThat(count(surrogate)).isEqualTo(Map.of("a", 1L, "b", 1L));
        assertThat(count(cut)).isEqualTo(Map.of("a", 1L, "b", 1L));
    }

    @Test
    void arbitraryBytesAreCountedAsTheJdkDecodesThem() {
        var random = new Random(7);
        for (int round = 0; round < 300; round++) {
            byte[] text = new byte[400];
            random.nextBytes(text);
            assertThat(count(text)).isEqualTo(Counts.serial(text).words());
        }
    }

    @Test
    void aWordMayBeVeryLong() {
        assertThat(count("x".repeat(100_000) + " y")).hasSize(2).containsEntry("x".repeat(100_000), 1L);
    }

    @Test
    void aTextIsCutWhereNoWordIs() {
        byte[] text = "né un, deux".getBytes(StandardCharsets.UTF_8);

        assertThat(Scanner.cut(text, 0, text.length)).isEqualTo(3);
        assertThat(Scanner.cut(text, 2, text.length)).isEqualTo(3);
        assertThat(Scanner.cut(text, 4, text.length)).isEqualTo(6);
        assertThat(Scanner.cut(text, 9, text.length)).isEqualTo(text.length);
    }
}
