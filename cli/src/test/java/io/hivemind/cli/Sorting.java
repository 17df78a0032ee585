package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A launcher in a process of its own whose drones sort a list, and go on without those that fail. */
final class Sorting implements AutoCloseable {
    private static final int LONG_LINE = 300;

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
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run"));
        command.addAll(options);
        command.addAll(
                List.of("--verbose", "--on-failure", "go-on", "quicksort", "--elements", "1_500_000", "--no-serial"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("HIVEMIND_"));
        builder.environment().putAll(variables);
        this.drones = drones;
        this.launcher = builder.start();
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
        try (Stream<ProcessHandle> children = launcher.children()) {
            return children.sorted(Comparator.comparingLong(ProcessHandle::pid)).toList();
        }
    }

    /** Sends a signal to a drone of this machine. */
    void signal(String signal, int rank) throws IOException, InterruptedException {
        String pid = String.valueOf(drones().get(rank).pid());
        assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor())
                .isZero();
    }

    /** Ends all its processes. */
    @Override
    public void close() {
        launcher.descendants().forEach(ProcessHandle::destroyForcibly);
        launcher.destroyForcibly();
    }

    private String next(String words) throws IOException {
        String line = Objects.requireNonNull(output.readLine(), () -> "no \"" + words + "\" in " + text());
        said.add(line);
        return line;
    }
}
