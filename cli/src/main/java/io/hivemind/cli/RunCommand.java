package io.hivemind.cli;

import io.hivemind.apps.Programs;
import io.hivemind.apps.frame.Destination;
import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Program;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code hivemind run}: a program on several drones of this machine. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        synopsisHeading = "",
        customSynopsis = {
            "Usage: hivemind run [OPTIONS] PROGRAM [PROGRAM'S OPTIONS]",
            "       hivemind run [OPTIONS] --jar FILE [--main CLASS] [ARGUMENTS]"
        },
        descriptionHeading = "%n",
        description = {
            "Runs a program on several drones: processes of this machine that share memory. Each line that a drone writes"
                    + " has its number before it."
        },
        parameterListHeading = "%n",
        optionListHeading = "%nOptions, before the name of the program:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All drones ended well.",
            "1:The program failed, or its result is wrong.",
            "2:Something in the command was wrong; a sentence says what.",
            "3:The hive ended while a drone needed it, and no drone gave a reason.",
            "130:Interrupted, for instance with Ctrl-C.",
            "other:That of the first drone that failed; the others were stopped then."
        },
        footer = {
            "",
            "Examples:",
            "  hivemind run -n 4 quicksort",
            "  hivemind run -n 2 --page-size 256 quicksort --elements 1_000_000 --threads 4",
            "  hivemind run -n 4 --json results.json quicksort --input numbers.txt --output sorted.txt",
            "  hivemind run -n 4 --memory 1g --jar mine.jar --main org.example.Mine one two",
            "  hivemind run -n 4 --memory-per-drone 64m quicksort --elements 40_000_000",
            "  hivemind run -n 4 --dry-run quicksort",
            "",
            "Environment, where an option is not given:",
            "  HIVEMIND_PAGE_SIZE, HIVEMIND_MEMORY, HIVEMIND_MEMORY_PER_DRONE, HIVEMIND_VICTIMS, HIVEMIND_BUDGET,",
            "  HIVEMIND_WAIT, HIVEMIND_VERBOSE",
            "  HIVEMIND_JAVA_OPTIONS  options for each drone's JVM, before those of --jvm-option",
            "  NO_COLOR               if set, nothing is coloured",
            "",
            "What the drones are given, and what each variable means: docs/configuration.md."
        })
final class RunCommand implements Callable<Integer> {
    private static final int PORT_ATTEMPTS = 4;

    @Option(
            names = {"-n", "--drones"},
            paramLabel = "N",
            defaultValue = "4",
            description = "How many drones (default: ${DEFAULT-VALUE}).")
    private String drones;

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

    @Option(names = "--dry-run", description = "Show the commands with their environment, and run nothing.")
    private boolean dryRun;

    @Parameters(
            paramLabel = "PROGRAM",
            arity = "0..*",
            hideParamSyntax = true,
            description =
                    "A built-in program and its options (hivemind run PROGRAM --help), or the arguments of --jar.")
    private List<String> words = new ArrayList<>();

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final Terminal terminal;

    RunCommand(PrintStream out, PrintStream err, Map<String, String> environment, Terminal terminal) {
        this.out = out;
        this.err = err;
        this.environment = environment;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (jar.isEmpty() && words.isEmpty()) {
            throw new Mistake("Which program? Name one of " + ProgramHelp.names() + ", or give --jar FILE.");
        }
        if (jar.isEmpty() && ProgramHelp.isAskedFor(words)) {
            out.print(ProgramHelp.of(Programs.named(words.getFirst())));
            return 0;
        }
        Launch launch = launch();
        return dryRun ? show(launch.commands(Ports.free())) : run(launch);
    }

    private Launch launch() {
        int size = DroneSettings.drones(drones);
        var settings = new DroneSettings(environment, size);
        pageSize.ifPresent(settings::pageSize);
        settings.memoryPerDrone(memoryPerDrone);
        victims.ifPresent(settings::victims);
        budget.ifPresent(settings::budget);
        wait.ifPresent(settings::waitBound);
        settings.verbose(verbose);
        if (jar.isPresent()) {
            settings.memory(memory);
        } else {
            Program program = Programs.named(words.getFirst());
            var job = program.prepare(program.options().parse(words.subList(1, words.size())));
            job.check();
            settings.memory(program.name(), memory, job::heapBytes);
        }
        json.ifPresent(file -> Destination.check(file, "results"));
        return new Launch(size, program(settings.bytesPerDrone()), settings.variables(), ofFirst());
    }

    private DroneProgram program(OptionalLong bytesPerDrone) {
        var options = new ArrayList<String>();
        bytesPerDrone.ifPresent(bytes -> options.addAll(DroneProgram.javaHeapBeside(bytes)));
        options.addAll(DroneProgram.optionsFrom(environment));
        options.addAll(jvmOptions);
        return jar.isPresent()
                ? DroneProgram.inJar(options, jar.get(), main, words)
                : DroneProgram.builtIn(options, words);
    }

    private Map<String, String> ofFirst() {
        var variables = new LinkedHashMap<String, String>();
        json.ifPresent(file -> variables.put(Launch.JSON, file.toAbsolutePath().toString()));
        if (terminal.errIsTerminal()) {
            variables.put(Launch.PROGRESS, "terminal");
        }
        return variables;
    }

    private int show(List<DroneCommand> commands) {
        commands.forEach(command -> out.println(command.shellLine()));
        return 0;
    }

    private int run(Launch launch) throws InterruptedException {
        var output = new Output(out, err, terminal);
        int port = Ports.free();
        for (int attempt = 1; ; attempt++) {
            var commands = launch.commands(port);
            if (verbose) {
                commands.forEach(command -> output.note(command.shellLine()));
            }
            int code = new Launcher(output).run(commands);
            if (code == 0 || attempt == PORT_ATTEMPTS || Ports.isFree(port)) {
                return code;
            }
            int taken = port;
            port = Ports.free();
            output.note("port " + taken + " was taken by another program meanwhile; trying port " + port + ".");
        }
    }
}
