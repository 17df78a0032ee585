package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The processes that a test starts, most of them the command {@code hivemind} with the classes that are tested. A test leaves none behind. */
final class Processes implements AfterEachCallback {
    private static final long INTERRUPT = 1L << 1;
    private static final String IGNORED = "SigIgn:";
    private static final List<String> HEEDING = List.of("env", "--default-signal=INT");

    private final List<Process> started = new ArrayList<>();

    /** {@return the command with these words} */
    static List<String> hivemind(String... words) {
        return java(Main.class, words);
    }

    /** {@return a drone that runs a built-in program, which its first word names} */
    static List<String> drone(String... words) {
        return java(io.hivemind.apps.Main.class, words);
    }

    /**
     * {@return the command for a process that an interrupt ends} Whoever starts this one with interrupts ignored, as a script does with
     * what it has run in the background, has all processes ignore them that this one starts.
     */
    static List<String> interruptible(List<String> command) throws IOException, InterruptedException {
        if (!isIgnored()) {
            return command;
        }
        Process attempt = new ProcessBuilder(and(HEEDING, List.of("true")))
                .redirectErrorStream(true)
                .start();
        attempt.getInputStream().readAllBytes();
        assumeTrue(
                attempt.waitFor() == 0,
                "Interrupts are ignored by all that is started here, which only a newer env can change (GNU coreutils 8.31).");
        return and(HEEDING, command);
    }

    /** {@return a shell that becomes the drone which {@code hivemind join} says with these words, as ./hivemind does} */
    static List<String> joining(String... words) {
        return and(List.of("sh", "-c", joiningScript(), "join"), List.of(words));
    }

    /** {@return what such a shell does, whose own words are those of join} */
    static String joiningScript() {
        String line = hivemind("join").stream().map(DroneCommand::quoted).collect(Collectors.joining(" "));
        return "drone=$(" + line + " \"$@\") || exit\neval \"exec env $drone\"\n";
    }

    /** {@return the processes of the drones of a launcher by rank, in whose order they were started} */
    static List<ProcessHandle> drones(Process launcher) {
        try (Stream<ProcessHandle> children = launcher.children()) {
            return children.sorted(Comparator.comparingLong(ProcessHandle::pid)).toList();
        }
    }

    /** {@return all that it says until it ends} */
    static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Starts a process whose errors are in its output, and whose environment tells it nothing of a hive but {@code variables}. */
    Process start(List<String> command, Map<String, String> variables) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("HIVEMIND_"));
        builder.environment().putAll(variables);
        return start(builder);
    }

    /** Starts a process like {@link #start(List, Map)} without variables. */
    Process start(List<String> command) throws IOException {
        return start(command, Map.of());
    }

    /** Starts what is set up elsewhere. */
    Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        started.add(process);
        return process;
    }

    /** Sends a signal, such as KILL, to the process of that number. */
    static void signal(String signal, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + signal, String.valueOf(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        end();
    }

    /** Ends all that was started, with what it has started itself. */
    void end() {
        started.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    private static List<String> java(Class<?> main, String... words) {
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName());
        return and(java, List.of(words));
    }

    private static boolean isIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith(IGNORED))
                        .map(line -> line.substring(IGNORED.length()).strip())
                        .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) & INTERRUPT) != 0);
    }

    private static List<String> and(List<String> words, List<String> more) {
        return Stream.concat(words.stream(), more.stream()).toList();
    }
}
