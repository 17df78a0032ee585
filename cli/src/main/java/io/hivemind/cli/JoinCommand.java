package io.hivemind.cli;

import io.hivemind.HiveConfig;
import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Reasons;
import io.hivemind.engines.Placement;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The command {@code hivemind join}: one drone, in place of the process that was started. It finds out what to run; the shell that
 * started it becomes that, so that signals, limits and exit codes of the engine are the drone's own.
 */
@Command(
        name = "join",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        synopsisHeading = "",
        customSynopsis = {
            "Usage: hivemind join [OPTIONS] PROGRAM [PROGRAM'S OPTIONS]",
            "       hivemind join [OPTIONS] --jar FILE [--main CLASS] [ARGUMENTS]"
        },
        descriptionHeading = "%n",
        description = {
            "Runs one drone of a hive whose other drones are started in the same way: by Slurm, by Open MPI, in the pods of"
                    + " Kubernetes, or by hand. What the engine does not say, options or HIVEMIND_ variables do. With --hive it"
                    + " comes into a hive that runs already, and takes page size and memory from there."
        },
        parameterListHeading = "%n",
        optionListHeading = "%nOptions, before the name of the program:%n",
        footer = {
            "",
            "Examples:",
            "  srun -n 4 ./hivemind join quicksort",
            "  mpirun -n 4 ./hivemind join --memory-per-drone 64m quicksort --elements 40_000_000",
            "  hivemind join --rank 0 --size 2 --coordinator 127.0.0.1:4000 pi",
            "  srun -n 4 ./hivemind join --explain",
            "  hivemind join --hive node-a:4000 --token-file token quicksort",
            "",
            "What is found from where: docs/engines.md."
        })
final class JoinCommand implements Callable<Integer> {
    @Option(
            names = "--rank",
            paramLabel = "RANK",
            description = "The number of this drone, from 0. Nobody else is asked then for its place in the hive.")
    private Optional<String> rank;

    @Option(
            names = {"-n", "--size"},
            paramLabel = "N",
            description = "How many drones the hive has.")
    private Optional<String> size;

    @Option(names = "--coordinator", paramLabel = "HOST:PORT", description = "Where drone 0 listens.")
    private Optional<String> coordinator;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "The address on which this drone listens; 0.0.0.0 is every one of its machine.")
    private Optional<String> bind;

    @Option(names = "--insecure", description = "Do not encrypt links, even where other machines reach them.")
    private boolean insecure;

    @Mixin
    private EntryOptions entryOptions = new EntryOptions();

    @Mixin
    private DroneOptions droneOptions = new DroneOptions();

    @Option(names = "--explain", description = "Show what was found of the hive and from where, and run nothing.")
    private boolean explain;

    @Option(names = "--dry-run", description = "Show the command with its environment, and run nothing.")
    private boolean dryRun;

    private final PrintStream out;
    private final Map<String, String> environment;
    private final Terminal terminal;

    /** Where the shell reads what it is to become; none shows it. */
    private final Optional<Path> successor;

    JoinCommand(PrintStream out, Map<String, String> environment, Terminal terminal, Optional<Path> successor) {
        this.out = out;
        this.environment = environment;
        this.terminal = terminal;
        this.successor = successor;
    }

    @Override
    public Integer call() {
        try {
            return join();
        } catch (IllegalArgumentException wrong) {
            throw new Mistake(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private int join() {
        var told = new LinkedHashMap<>(environment);
        given().forEach(told::put);
        if (entryOptions.isGiven(told)) {
            return enter(told);
        }
        Placement placement = Placement.of(told);
        if (explain) {
            explain(placement);
            return 0;
        }
        if (droneOptions.showsHelp(out)) {
            return 0;
        }
        become(command(placement, told));
        return 0;
    }

    /** Comes into a hive that runs already. */
    private int enter(Map<String, String> told) {
        if (explain || rank.isPresent() || size.isPresent() || coordinator.isPresent()) {
            throw new Mistake("The options --rank, --size, --coordinator and --explain are for a hive that is founded:"
                    + " one that runs gives newcomers their place.");
        }
        if (droneOptions.showsHelp(out)) {
            return 0;
        }
        var settings = droneOptions.settingsOfNewcomer(told);
        var program = droneOptions.program(told, settings.bytesPerDrone());
        var variables = new LinkedHashMap<>(entryOptions.variables(told));
        variables.putAll(given());
        variables.putAll(settings.variables());
        variables.put(Launch.PROGRAM, program.identity());
        droneOptions.json().ifPresent(file -> variables.put(Launch.JSON, file));
        if (terminal.errIsTerminal()) {
            variables.put(Launch.NEWS, "true");
        }
        told.putAll(variables);
        int rankForMessages = HiveConfig.fromEnvironment(told).rank();
        become(new DroneCommand(rankForMessages, program.command(), variables));
        return 0;
    }

    private void become(DroneCommand command) {
        if (dryRun || successor.isEmpty()) {
            out.println(command.shellLine());
        } else {
            handOver(command, successor.get());
        }
    }

    /** {@return what the options say, in variables} */
    private SequencedMap<String, String> given() {
        var given = new LinkedHashMap<String, String>();
        rank.ifPresent(text -> given.put(Placement.RANK, text));
        size.ifPresent(text -> given.put(Placement.SIZE, text));
        coordinator.ifPresent(text -> given.put(Placement.COORDINATOR, text));
        bind.ifPresent(text -> given.put(Placement.BIND, text));
        if (insecure) {
            given.put("HIVEMIND_INSECURE", "true");
        }
        return given;
    }

    private void explain(Placement placement) {
        out.println("Found by: " + placement.engine());
        placement.found().forEach((name, found) -> out.printf("  %-22s %-28s %s%n", name, found.value(), found.from()));
    }

    private DroneCommand command(Placement placement, Map<String, String> told) {
        var complete = new LinkedHashMap<>(placement.complete(told));
        HiveConfig config = HiveConfig.fromEnvironment(complete);
        if (droneOptions.startsAnew(told)) {
            throw new Mistake(
                    "Only hivemind run can start a program anew: a drone that joins takes --on-failure end or go-on.");
        }
        var settings = droneOptions.settings(told, config.size());
        complete.putAll(settings.variables());
        HiveConfig.fromEnvironment(complete);
        var variables = new LinkedHashMap<>(given());
        placement.found().forEach((name, found) -> variables.put(name, found.value()));
        variables.putAll(settings.variables());
        droneOptions.json().ifPresent(file -> variables.put(Launch.JSON, file));
        var program = droneOptions.program(told, settings.bytesPerDrone());
        variables.put(Launch.PROGRAM, program.identity());
        return new DroneCommand(config.rank(), program.command(), variables);
    }

    private static void handOver(DroneCommand command, Path to) {
        try {
            Files.writeString(to, "env " + command.shellLine() + "\n");
        } catch (IOException failed) {
            throw new Mistake("The drone cannot be started by way of " + to + ": " + Reasons.of(failed) + ".", failed);
        }
    }
}
