package io.hivemind.apps.wordcount;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * A text whose words are as frequent as Zipf found them in natural ones: the r-th word of the vocabulary is about an r-th
 * as frequent as the first. Sentences begin with a capital letter; some words are not ASCII.
 */
final class MadeUpText {
    private static final String[] SYLLABLES = {
        "ba", "co", "di", "fu", "gé", "ha", "ji", "ko", "lü", "ma", "ne", "po", "ra", "si", "tu", "ve", "wa", "xi",
        "ça", "жо"
    };

    private static final int LONGEST_SENTENCE = 20;
    private static final int SENTENCES_IN_A_PARAGRAPH = 6;

    private MadeUpText() {}

    /** {@return a text of so many words, the same for the same seed} */
    static byte[] of(long words, int vocabulary, long seed) {
        var random = new SplittableRandom(seed);
        var text = new ByteArrayOutputStream((int) Math.min(8 * words, TextFiles.MOST_BYTES));
        int sentences = 0;
        for (long word = 0; word < words; sentences++) {
            long end = Math.min(words, word + 1 + random.nextInt(LONGEST_SENTENCE));
            write(capital(word(rank(random, vocabulary))), text);
            for (word++; word < end; word++) {
                text.write(' ');
                write(word(rank(random, vocabulary)), text);
            }
            text.write('.');
            text.write(sentences % SENTENCES_IN_A_PARAGRAPH == 0 ? '\n' : ' ');
        }
        return text.toByteArray();
    }

    /** {@return the word of that rank, from 0 on} Each rank has another. */
    static String word(int rank) {
        var word = new StringBuilder();
        for (int rest = rank + 1; rest > 0; rest = (rest - 1) / SYLLABLES.length) {
            word.append(SYLLABLES[(rest - 1) % SYLLABLES.length]);
        }
        return word.toString();
    }

    /** The logarithm of a rank is spread evenly: that is Zipf's law. */
    private static int rank(SplittableRandom random, int vocabulary) {
        return (int) Math.pow(vocabulary + 1.0, random.nextDouble()) - 1;
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static void write(String word, ByteArrayOutputStream to) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        to.write(bytes, 0, bytes.length);
    }
}
