package io.hivemind.apps.wordcount;

import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Reasons;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often each word occurs.
 *
 * @param words the counts by word
 */
record Counts(Map<String, Long> words) {
    private static final Comparator<Map.Entry<String, Long>> FREQUENT_FIRST =
            Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());

    /** {@return the counts in a table} */
    static Counts of(WordTable table) {
        var words = HashMap.<String, Long>newHashMap(table.size());
        for (int word = 0; word < table.size(); word++) {
            String text = new String(table.bytes(), table.start(word), table.length(word), StandardCharsets.UTF_8);
            words.put(text, table.count(word));
        }
        return new Counts(words);
    }

    /** {@return the counts of a text, found in the simplest way: as strings, one after another, in a map of the JDK} */
    static Counts serial(byte[] text) {
        var words = new HashMap<String, Long>();
        int from = 0;
        while (from < text.length) {
            int to = Scanner.cut(text, (int) Math.min(text.length, from + (1L << 20)), text.length);
            count(new String(text, from, to - from, StandardCharsets.UTF_8), words);
            from = to;
        }
        return new Counts(words);
    }

    /** {@return how many words the text has} */
    long total() {
        return words.values().stream().mapToLong(Long::longValue).sum();
    }

    /** {@return the most frequent words with their counts, the first the most frequent, {@code most} at most} */
    List<Map.Entry<String, Long>> top(int most) {
        return words.entrySet().stream().sorted(FREQUENT_FIRST).limit(most).toList();
    }

    /** Writes a line for each word: the word, a tab, and the count. */
    void write(Path file) {
        var lines = top(words.size()).stream()
                .map(word -> word.getKey() + "\t" + word.getValue())
                .toList();
        try {
            Files.write(file, lines);
        } catch (IOException failed) {
            throw new Mistake("The counts cannot be written to " + file + ": " + Reasons.of(failed) + ".", failed);
        }
    }

    private static void count(String text, Map<String, Long> words) {
        var word = new StringBuilder();
        text.codePoints().forEach(codePoint -> {
            if (Letters.belong(codePoint, !word.isEmpty())) {
                word.appendCodePoint(Character.toLowerCase(codePoint));
            } else if (!word.isEmpty()) {
                words.merge(word.toString(), 1L, Long::sum);
                word.setLength(0);
            }
        });
        if (!word.isEmpty()) {
            words.merge(word.toString(), 1L, Long::sum);
        }
    }
}
