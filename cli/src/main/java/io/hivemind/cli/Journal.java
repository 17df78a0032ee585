package io.hivemind.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** What the drones of a hive and their launcher say, line by line: the last of it is kept, and each line is heard at once. Safe for several threads. */
final class Journal extends OutputStream {
    private static final int MOST_LINES = 50_000;

    private final Consumer<String> hears;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ArrayDeque<String> lines = new ArrayDeque<>();

    /** Makes one that has said each line to {@code hears} before it is kept. */
    Journal(Consumer<String> hears) {
        this.hears = hears;
    }

    @Override
    public synchronized void write(int letter) {
        if (letter == '\n') {
            String said = line.toString(StandardCharsets.UTF_8);
            line.reset();
            hears.accept(said);
            lines.add(said);
            if (lines.size() > MOST_LINES) {
                lines.remove();
            }
        } else {
            line.write(letter);
        }
    }

    @Override
    public synchronized void write(byte[] letters, int from, int length) {
        for (int i = from; i < from + length; i++) {
            write(letters[i]);
        }
    }

    /** {@return where a launcher is to put what the drones say} */
    Output output() {
        var to = new PrintStream(this, true, StandardCharsets.UTF_8);
        return new Output(to, to, new Terminal(false, false, false));
    }

    /** {@return what is kept} */
    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** {@return the last so many lines that are kept of each of {@code drones} drones and of the launcher, in their order} */
    synchronized List<String> tail(int each, int drones) {
        int[] left = new int[drones + 1];
        Arrays.fill(left, each);
        var tail = new ArrayList<String>();
        var backwards = lines.descendingIterator();
        while (backwards.hasNext()) {
            String said = backwards.next();
            if (left[speaker(said, drones)]-- > 0) {
                tail.add(said);
            }
        }
        return tail.reversed();
    }

    /** {@return the rank of the drone that said it, or {@code drones} if the launcher did} */
    private static int speaker(String said, int drones) {
        int end = said.indexOf(']');
        return said.startsWith("[") && end > 1 ? Integer.parseInt(said.substring(1, end)) : drones;
    }
}
