package io.hivemind.bench.primitives;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that was seen on one hive.
 *
 * @param drones how many drones it had
 * @param readyMillis how long it took from the start of the first process until all drones had passed a barrier
 * @param batches round by round
 */
record Observations(int drones, long readyMillis, List<Batch> batches) {
    /** {@return the text that {@link #parse} understands} */
    String toText() {
        var lines = new ArrayList<String>();
        lines.add(drones + " " + readyMillis);
        batches.stream().map(Observations::line).forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }

    /** {@return what {@link #toText} was called on} */
    static Observations parse(String text) {
        List<String> lines = text.lines().toList();
        String[] head = lines.getFirst().split(" ");
        var batches = lines.stream().skip(1).map(Observations::batch).toList();
        return new Observations(Integer.parseInt(head[0]), Long.parseLong(head[1]), batches);
    }

    /** {@return the batches of one primitive at one pace, round by round} */
    List<Batch> of(Primitive primitive, Pace pace) {
        return batches.stream()
                .filter(batch -> batch.primitive() == primitive && batch.pace() == pace)
                .toList();
    }

    private static String line(Batch batch) {
        return Stream.concat(
                        Stream.of(batch.primitive().key(), batch.pace().key()),
                        batch.times().mapToObj(nanos -> String.format(Locale.ROOT, "%.1f", nanos)))
                .collect(Collectors.joining(" "));
    }

    private static Batch batch(String line) {
        String[] words = line.split(" ");
        return new Batch(
                Primitive.withKey(words[0]).orElseThrow(),
                Pace.withKey(words[1]).orElseThrow(),
                Arrays.stream(words).skip(2).mapToDouble(Double::parseDouble).toArray());
    }
}
