package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A launcher in a process of its own whose drones sort a list, and go on without those that fail. */
final class Sorting implements AutoCloseable {
    private static final int LONG_LINE = 300;

    private final Processes processes = new Processes();
    private final Process launcher;
    private final BufferedReader output;
    private final int drones;
    private final List<String> said = new ArrayList<>();

    /**
     * Starts it.
     *
     * @param variables of its environment
     * @param options of {@code hivemind run}, which say how many drones there are
     */
    Sorting(int drones, Map<String, String> variables, List<String> options) throws IOException {
        var command = new ArrayList<>(Processes.hivemind("run"));
        command.addAll(options);
        command.addAll(
                List.of("--verbose", "--on-failure", "go-on", "quicksort", "--elements", "8_000_000", "--no-serial"));
        this.drones = drones;
        this.launcher = processes.start(command, variables);
        this.output = launcher.inputReader(StandardCharsets.UTF_8);
    }

    /** Waits until all drones have joined. */
    void awaitJoined() throws IOException {
        for (int joined = 0; joined < drones; joined++) {
            await("joined: HiveConfig");
        }
    }

    /** Waits until somebody says something with {@code words} in it. */
    void await(String words) throws IOException {
        String line = "";
        while (!line.contains(words)) {
            line = next(words);
        }
    }

    /** Waits until somebody has said each of {@code all}, in any order. */
    void awaitAll(Collection<String> all) throws IOException {
        List<String> left = new ArrayList<>(all);
        while (!left.isEmpty()) {
            String line = next(left.toString());
            left.removeIf(line::contains);
        }
    }

    /** Waits for the end, which must be a good one. */
    void assertSorted() throws InterruptedException {
        output.lines().forEach(said::add);
        assertThat(launcher.waitFor()).as("%s", text()).isZero();
        assertThat(said).anyMatch(line -> line.matches("\\[\\d] quicksort: .*: verified"));
    }

    /** {@return what has been said so far} */
    List<String> said() {
        return said;
    }

    /** {@return the same for a person to read, but for the long lines that say how all began} */
    String text() {
        return said.stream().filter(line -> line.length() < LONG_LINE).collect(Collectors.joining("\n"));
    }

    /** {@return the processes of drones of this machine by rank, in whose order they were started} */
    List<ProcessHandle> drones() {
        return Processes.drones(launcher);
    }

    /** Sends a signal to a drone of this machine. */
    void signal(String signal, int rank) throws IOException, InterruptedException {
        Processes.signal(signal, drones().get(rank).pid());
    }

    /** Ends all its processes. */
    @Override
    public void close() {
        processes.end();
    }

    private String next(String words) throws IOException {
        String line = Objects.requireNonNull(output.readLine(), () -> "no \"" + words + "\" in " + text());
        said.add(line);
        return line;
    }
}
