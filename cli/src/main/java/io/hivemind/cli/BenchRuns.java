package io.hivemind.cli;

import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Option.WholeNumber;
import io.hivemind.apps.frame.Reasons;
import io.hivemind.bench.programs.Outcome;
import io.hivemind.bench.programs.Published;
import io.hivemind.bench.programs.Ready;
import io.hivemind.bench.programs.Starts;
import io.hivemind.bench.programs.Work;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Runs of programs that are only measured: what their processes say is kept back, and shown if they fail, as
 * a {@link RunFailure}. All processes get the same options of the JVM, so that only where the data is differs.
 */
final class BenchRuns implements AutoCloseable {
    private static final int MOST_DRONES = 256;

    private final Map<String, String> environment;
    private final List<String> jvmOptions;

    /** What the run under way writes, which nobody else reads. */
    private final Path file;

    BenchRuns(Map<String, String> environment) {
        this.environment = environment;
        jvmOptions = DroneProgram.optionsFrom(environment);
        try {
            file = Files.createTempFile("hivemind-bench", ".json");
        } catch (IOException failed) {
            throw new Mistake("The figures cannot be kept: " + Reasons.of(failed) + ".", failed);
        }
    }

    /** {@return the number that {@code text}, given to {@code option}, means} */
    static int number(String option, String text, int least, int most) {
        new WholeNumber(option, Optional.empty(), least, most, "").check(text);
        return (int) WholeNumber.parse(text);
    }

    /** {@return the number of drones that {@code text} means} Fewer than two share nothing. */
    static int drones(String text) {
        return number("-n", text, 2, MOST_DRONES);
    }

    /** {@return what came out on a hive, run so many times in the same processes} */
    Outcome hive(Work work, int drones, int times) throws InterruptedException {
        var settings = new DroneSettings(environment, drones);
        settings.pageSize(String.valueOf(Published.PAGE_BYTES));
        settings.memory(work.program(), Optional.empty(), work::heapBytes);
        settings.variables().put(io.hivemind.apps.Main.REPEAT, String.valueOf(times));
        var program = DroneProgram.builtIn(jvmOptions, work.words());
        var launch = new Launch(drones, program, settings.variables(), Map.of(Launch.JSON, file.toString()));
        return Outcome.parse(written(work + " on " + drones + " drones", launch.commands(Ports.free())));
    }

    /** {@return what the processes wrote into the file of these runs} */
    String written(String what, List<DroneCommand> commands) throws InterruptedException {
        String said = run(what, commands);
        String results = written();
        if (results.isEmpty()) {
            throw new RunFailure(what + " left no results.\n" + said);
        }
        return results;
    }

    /** {@return the file that the processes of these runs may write} */
    Path file() {
        return file;
    }

    /** {@return the seconds on plain arrays with so many threads, run so many times in the same process} */
    double plain(Work work, int threads, int times) throws InterruptedException {
        SequencedMap<String, String> variables = new TreeMap<>(Map.of(
                io.hivemind.apps.Main.PLAIN, String.valueOf(threads),
                io.hivemind.apps.Main.REPEAT, String.valueOf(times)));
        var program = DroneProgram.builtIn(jvmOptions, work.words());
        String said = run(work + " on plain arrays", List.of(new DroneCommand(0, program.command(), variables)));
        return lastNumber(said);
    }

    /** {@return how many milliseconds a launcher of its own takes until its hive is ready} */
    double startMillis() throws InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "-n",
                String.valueOf(Starts.DRONES),
                "--jar",
                DroneProgram.placeOf(Ready.class.getName()).toString(),
                "--main",
                Ready.class.getName(),
                file.toString());
        long beganMillis = System.currentTimeMillis();
        run("the start of a hive", List.of(new DroneCommand(0, command, new TreeMap<>())));
        return Double.parseDouble(written()) - beganMillis;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new Mistake("The file " + file + " is left behind: " + Reasons.of(failed) + ".", failed);
        }
    }

    /** {@return what the processes said} That the result is wrong, which the results tell too, is no failure. */
    private String run(String what, List<DroneCommand> commands) throws InterruptedException {
        write("");
        var said = new ByteArrayOutputStream();
        var to = new PrintStream(said, false, StandardCharsets.UTF_8);
        int code = new Launcher(new Output(to, to, new Terminal(false, false, false))).run(commands);
        String text = said.toString(StandardCharsets.UTF_8);
        if (code != 0 && written().isEmpty()) {
            throw new RunFailure(what + " failed.\n" + text);
        }
        return text;
    }

    private String written() {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new Mistake("The figures cannot be read: " + Reasons.of(failed) + ".", failed);
        }
    }

    private void write(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new Mistake("The figures cannot be kept: " + Reasons.of(failed) + ".", failed);
        }
    }

    /** {@return the last word, which is a number} The number of the drone stands before each line. */
    private static double lastNumber(String said) {
        String line = said.strip();
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
}
