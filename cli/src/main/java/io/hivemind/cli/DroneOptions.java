package io.hivemind.cli;

import io.hivemind.apps.Programs;
import io.hivemind.apps.frame.Arguments;
import io.hivemind.apps.frame.Destination;
import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Program;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that say what a drone runs and with how much memory, and the words behind them, for every command that starts drones. */
final class DroneOptions {
    @Option(
            names = "--page-size",
            paramLabel = "BYTES",
            description = "Bytes in a page, a power of two from 256 to 65536 (default: 4096).")
    private Optional<String> pageSize;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description =
                    "Size of the shared memory, such as 200m or 1g (default: 64m, or more if the program asks for it).")
    private Optional<String> memory;

    @Option(
            names = "--memory-per-drone",
            paramLabel = "SIZE",
            description =
                    "The most that each drone holds of the shared memory and of what it keeps beside it, such as 64m"
                            + " (default: as much as it takes). All drones together hold the shared memory, each at most seven"
                            + " eighths of SIZE of it.")
    private Optional<String> memoryPerDrone;

    @Option(
            names = "--victims",
            paramLabel = "CHOICE",
            description =
                    "Which pages a full drone gives up first: scan, those used in one go only, or lru, those used least"
                            + " recently (default: scan).")
    private Optional<String> victims;

    @Option(
            names = "--budget",
            paramLabel = "SIZE",
            description = "How much each drone may remember of who wrote what before it is collected (default: 32m).")
    private Optional<String> budget;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            description =
                    "How long a drone waits for another before it gives up, such as 90s, 5min or 500ms (default: 60s).")
    private Optional<String> wait;

    @Option(
            names = "--on-failure",
            paramLabel = "CHOICE",
            description =
                    "What becomes of the hive when a drone fails: end; or go-on, for programs that see to what it had begun, as"
                            + " quicksort, tsp, wordcount, jacobi and sor do; or resume: it ends, and hivemind run starts the program anew with"
                            + " those drones that are left, from its last checkpoint (default: end).")
    private Optional<String> onFailure;

    @Option(
            names = "--backup",
            paramLabel = "K",
            description =
                    "With --on-failure go-on: how many other drones have what a drone has released, so that nothing is lost when so"
                            + " many fail at a time (default: 1, or 0 with --memory-per-drone).")
    private Optional<String> backup;

    @Option(
            names = "--resume",
            paramLabel = "PATH",
            description =
                    "Begin with the checkpoint in the directory PATH, on the machine of each drone; with its page size and"
                            + " memory, if it is here, and any number of drones.")
    private Optional<Path> resume;

    @Option(
            names = "--jar",
            paramLabel = "FILE",
            description =
                    "Run the program in FILE instead of a built-in one. Put -- before arguments that begin with a dash.")
    private Optional<Path> jar;

    @Option(
            names = "--main",
            paramLabel = "CLASS",
            description = "The main class of --jar (default: the one that its manifest names).")
    private Optional<String> main;

    @Option(
            names = "--jvm-option",
            paramLabel = "OPTION",
            description = "An option for each drone's JVM, such as --jvm-option=-Xmx8g. May be given several times.")
    private List<String> jvmOptions = new ArrayList<>();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the results into FILE as JSON.")
    private Optional<Path> json;

    @Option(
            names = {"-v", "--verbose"},
            description = "Show the commands that are run, and let the drones log what they do.")
    private boolean verbose;

    @Parameters(
            paramLabel = "PROGRAM",
            arity = "0..*",
            hideParamSyntax = true,
            description =
                    "A built-in program and its options (hivemind run PROGRAM --help), or the arguments of --jar.")
    private List<String> words = new ArrayList<>();

    /** {@return what stands behind the options: a built-in program with its own, or the arguments of that in a jar} */
    List<String> words() {
        return List.copyOf(words);
    }

    /** Shows the help of the built-in program if the words ask for it. {@return whether they do} */
    boolean showsHelp(PrintStream out) {
        if (jar.isEmpty() && words.isEmpty()) {
            throw new Mistake("Which program? Name one of " + ProgramHelp.names() + ", or give --jar FILE.");
        }
        boolean asked = jar.isEmpty() && ProgramHelp.isAskedFor(words);
        if (asked) {
            out.print(ProgramHelp.of(builtIn()));
        }
        return asked;
    }

    /** {@return the built-in program that the first word names} */
    Program builtIn() {
        return Programs.named(words.getFirst());
    }

    /** {@return the values of the built-in program's own options} */
    Arguments ofProgram() {
        return builtIn().options().parse(words.subList(1, words.size()));
    }

    /** As if {@code option} had been given to the program. */
    void addOfProgram(String option) {
        words.add(option);
    }

    /** {@return whether the program is to be started anew when drones fail} */
    boolean startsAnew(Map<String, String> environment) {
        return onFailure
                .or(() -> Optional.ofNullable(environment.get(DroneSettings.ON_FAILURE)))
                .filter(DroneSettings.RESUME_ANEW::equals)
                .isPresent();
    }

    /** {@return the directory of the checkpoint to begin with, if there is one} */
    Optional<Path> resumeFrom(Map<String, String> environment) {
        return resume.or(() -> DroneSettings.resumeFrom(environment));
    }

    /** As if {@code --resume} had been given with that path. */
    void resume(Path path) {
        resume = Optional.of(path);
    }

    /** {@return what all drones are told, of {@code size} of them} What cannot be is a {@link Mistake}. */
    DroneSettings settings(Map<String, String> environment, int size) {
        var settings = new DroneSettings(environment, size);
        pageSize.ifPresent(settings::pageSize);
        resumeFrom(environment).ifPresent(settings::resume);
        settings.memoryPerDrone(memoryPerDrone);
        victims.ifPresent(settings::victims);
        budget.ifPresent(settings::budget);
        wait.ifPresent(settings::waitBound);
        onFailure
                .or(() -> Optional.of(DroneSettings.RESUME_ANEW).filter(_ -> startsAnew(environment)))
                .ifPresent(settings::onFailure);
        backup.ifPresent(settings::backup);
        settings.verbose(verbose);
        if (jar.isPresent()) {
            settings.memory(memory);
        } else {
            Program program = builtIn();
            if (settings.isResumed()) {
                Programs.requireResuming(program);
            }
            var job = program.prepare(ofProgram());
            job.check();
            boolean goesOn = DroneSettings.goesOn(settings.variables(), environment);
            if (goesOn) {
                Programs.requireGoingOn(program, settings.bytesPerDrone().isPresent());
            }
            settings.memory(program.name(), memory, goesOn ? job::heapBytesToGoOn : job::heapBytes);
        }
        json.ifPresent(file -> Destination.check(file, "results"));
        return settings;
    }

    /** {@return what a newcomer is told: the hive knows the rest} */
    DroneSettings settingsOfNewcomer(Map<String, String> environment) {
        var settings = new DroneSettings(environment, DroneSettings.MOST_DRONES);
        pageSize.ifPresent(settings::pageSize);
        settings.memoryPerDrone(memoryPerDrone);
        victims.ifPresent(settings::victims);
        budget.ifPresent(settings::budget);
        wait.ifPresent(settings::waitBound);
        settings.verbose(verbose);
        memory.ifPresent(size -> settings.memory(memory));
        if (jar.isEmpty()) {
            Program program = builtIn();
            ofProgram();
            if (!program.takesNewcomers()) {
                throw new Mistake(
                        "The program " + program.name() + " gives its drones their parts at the beginning, and"
                                + " takes no newcomers; " + Programs.thatTakeNewcomers() + " do.");
            }
        }
        return settings;
    }

    /** {@return what each drone's JVM runs} */
    DroneProgram program(Map<String, String> environment, OptionalLong bytesPerDrone) {
        var options = new ArrayList<String>();
        bytesPerDrone.ifPresent(bytes -> options.addAll(DroneProgram.javaHeapBeside(bytes)));
        options.addAll(DroneProgram.optionsFrom(environment));
        options.addAll(jvmOptions);
        return jar.isPresent()
                ? DroneProgram.inJar(options, jar.get(), main, words)
                : DroneProgram.builtIn(options, words);
    }

    /** {@return where drone 0 is to write its results} */
    Optional<String> json() {
        return json.map(file -> file.toAbsolutePath().toString());
    }

    /** {@return whether the program is one that comes along} */
    boolean isBuiltIn() {
        return jar.isEmpty();
    }

    boolean isVerbose() {
        return verbose;
    }
}
