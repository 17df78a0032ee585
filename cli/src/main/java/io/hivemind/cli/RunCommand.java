package io.hivemind.cli;

import io.hivemind.apps.Programs;
import io.hivemind.apps.frame.Mistake;
import io.hivemind.links.Secret;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code hivemind run}: a program on several drones, of this machine or of several. */
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
            "Runs a program on several drones: processes that share memory, on this machine, or on the hosts in a file. Each"
                    + " line that a drone writes has its number before it."
        },
        parameterListHeading = "%n",
        optionListHeading = "%nOptions, before the name of the program:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All drones ended well, or enough of those that go on when one fails.",
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
            "  hivemind run -n 4 --resume saved jacobi --checkpoint saved",
            "  hivemind run -n 4 --on-failure go-on quicksort",
            "  hivemind run -n 4 --on-failure resume jacobi --iterations 10_000 --checkpoint saved",
            "  hivemind run -n 4 --dry-run quicksort",
            "  hivemind run -n 2 --invite token quicksort --elements 40_000_000",
            "  hivemind run --hosts hosts.txt -n 8 quicksort",
            "",
            "Environment, where an option is not given:",
            "  HIVEMIND_PAGE_SIZE, HIVEMIND_MEMORY, HIVEMIND_MEMORY_PER_DRONE, HIVEMIND_VICTIMS, HIVEMIND_BUDGET,",
            "  HIVEMIND_WAIT, HIVEMIND_RESUME, HIVEMIND_ON_FAILURE, HIVEMIND_BACKUP, HIVEMIND_HEARTBEAT,",
            "  HIVEMIND_SILENCE, HIVEMIND_VERBOSE",
            "  HIVEMIND_JAVA_OPTIONS  options for each drone's JVM, before those of --jvm-option",
            "  HIVEMIND_SSH           what --hosts starts instead of ssh, such as \"ssh -F my-config\"",
            "  NO_COLOR               if set, nothing is coloured",
            "",
            "What the drones are given, and what each variable means: docs/configuration.md."
        })
final class RunCommand implements Callable<Integer> {
    private static final int PORT_ATTEMPTS = 4;
    private static final int USUAL_DRONES = 4;

    /**
     * How a hive ended.
     *
     * @param code the exit code
     * @param stopped whether it ended because this command was to
     * @param casualties how its drones ended before
     */
    private record Outcome(int code, boolean stopped, Casualties casualties) {}

    @Option(
            names = {"-n", "--drones"},
            paramLabel = "N",
            description = "How many drones (default: 4; with --hosts as many as there are slots).")
    private Optional<String> drones;

    @Mixin
    private HostsOptions hostsOptions;

    @Mixin
    private DroneOptions droneOptions = new DroneOptions();

    @Option(
            names = "--invite",
            paramLabel = "FILE",
            description =
                    "Write into FILE, which must not be there yet, a token that lets one more drone into the hive while it runs, with"
                            + " hivemind join --hive. It is removed in the end. May be given several times, for as many drones.")
    private List<Path> invited = new ArrayList<>();

    @Option(
            names = "--checkpoint",
            paramLabel = "PATH",
            description =
                    "With --on-failure resume and --jar: the directory into which the program writes its checkpoints. A"
                            + " built-in program has an option of that name, behind its own.")
    private Optional<Path> checkpoint;

    @Option(names = "--dry-run", description = "Show the commands with their environment, and run nothing.")
    private boolean dryRun;

    private final PrintStream out;
    private final Output output;
    private final Map<String, String> environment;
    private final Terminal terminal;

    RunCommand(PrintStream out, PrintStream err, Map<String, String> environment, Terminal terminal) {
        this.out = out;
        this.output = new Output(out, err, terminal);
        this.environment = environment;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (droneOptions.showsHelp(out)) {
            return 0;
        }
        Optional<List<Host>> hosts = hostsOptions.hosts();
        Optional<Path> saved = saved(hosts.isPresent());
        if (hosts.isPresent()) {
            return onHosts(hosts.get());
        }
        int size = drones.map(DroneSettings::drones).orElse(USUAL_DRONES);
        Launch launch = launch(size);
        if (dryRun) {
            return show(launch.commands(Ports.free()));
        }
        return saved.isPresent() ? anew(saved.get(), launch) : run(launch).code();
    }

    /** {@return where the program writes its checkpoints, if it is to be started anew from there} What does not go with that is a mistake. */
    private Optional<Path> saved(boolean onHosts) {
        if (!droneOptions.startsAnew(environment)) {
            if (checkpoint.isPresent()) {
                throw new Mistake(
                        "The option --checkpoint goes with --on-failure resume; a built-in program takes its own"
                                + " behind its name.");
            }
            return Optional.empty();
        }
        if (onHosts || !invited.isEmpty()) {
            throw new Mistake(
                    onHosts
                            ? "With --hosts nothing is started anew: leave out --on-failure resume, and give --resume PATH by hand."
                            : "A hive that begins with a checkpoint takes no newcomers: leave out --invite or --on-failure resume.");
        }
        Optional<Path> saved = droneOptions.isBuiltIn() ? savedByProgram() : checkpoint;
        if (saved.isEmpty()) {
            throw new Mistake(
                    "With --on-failure resume the program writes checkpoints: say where with --checkpoint PATH.");
        }
        return saved;
    }

    private Optional<Path> savedByProgram() {
        checkpoint.ifPresent(path -> droneOptions.addOfProgram("--checkpoint=" + path));
        Programs.requireResuming(droneOptions.builtIn());
        return droneOptions.ofProgram().file("--checkpoint");
    }

    /** Runs the program, and starts it anew as long as it is drones that fail, and it comes further. */
    private int anew(Path saved, Launch first) throws InterruptedException {
        var comeback = new Comeback(saved, first.size(), droneOptions.resumeFrom(environment));
        Launch launch = first;
        while (true) {
            Outcome outcome = run(launch);
            if (outcome.code() == 0 || outcome.stopped()) {
                return outcome.code();
            }
            switch (comeback.after(outcome.casualties())) {
                case Comeback.Enough(String sentence) -> {
                    output.note(sentence);
                    return outcome.code();
                }
                case Comeback.Again(int left, Optional<Path> from, String sentence) -> {
                    output.note(sentence);
                    from.ifPresent(droneOptions::resume);
                    launch = launch(left);
                }
            }
        }
    }

    private int onHosts(List<Host> hosts) throws InterruptedException {
        int slots = hosts.stream().mapToInt(Host::slots).sum();
        int size = DroneSettings.drones(drones.orElse(String.valueOf(slots)));
        List<Host> ofRank = hostsOptions.spread(hosts, size);
        Launch launch = launch(size);
        var hostsRun =
                new HostsRun(ofRank, launch, hostsOptions.port(), hostsOptions.isInsecure(environment), environment);
        if (dryRun) {
            return show(hostsRun.outline());
        }
        if (hostsRun.isOpen()) {
            output.note("INSECURE: what the drones say to each other is neither encrypted nor signed.");
        }
        List<SshCommand> commands = hostsRun.prepare();
        if (droneOptions.isVerbose()) {
            commands.forEach(command -> output.note(command.shellLine()));
        }
        int code = launched(launcher(launch), commands, hostsRun.coordinator(), hostsRun.isEncrypted());
        hostsRun.fetchResults();
        return code;
    }

    private Launch launch(int size) {
        var settings = droneOptions.settings(environment, size);
        var program = droneOptions.program(environment, settings.bytesPerDrone());
        var variables = settings.variables();
        if (!invited.isEmpty()) {
            variables.put(Launch.PROGRAM, program.identity());
        }
        // Whoever has not left in the end writes the results.
        droneOptions.json().ifPresent(file -> variables.put(Launch.JSON, file));
        return new Launch(size, program, variables, ofFirst());
    }

    private Launcher launcher(Launch launch) {
        return new Launcher(output, DroneSettings.goesOn(launch.settings(), environment));
    }

    /** Runs the drones, while there are invitations to the hive whose drone 0 listens at {@code coordinator}. */
    private int launched(Launcher launcher, List<? extends DroneStart> commands, String coordinator, boolean encrypted)
            throws InterruptedException {
        var invitations = new Invitations(invited, true);
        invitations.write(new Secret(launcher.secret()), Launch.hive(coordinator), encrypted);
        invited.forEach(file -> output.note("invited: hivemind join --hive " + coordinator + " --token-file "
                + DroneCommand.quoted(file.toString()) + " ..."));
        try {
            return launcher.run(commands);
        } finally {
            invitations.remove();
        }
    }

    private Map<String, String> ofFirst() {
        var variables = new LinkedHashMap<String, String>();
        droneOptions.json().ifPresent(file -> variables.put(Launch.JSON, file));
        if (terminal.errIsTerminal()) {
            variables.put(Launch.PROGRESS, "terminal");
        }
        return variables;
    }

    private int show(List<? extends DroneStart> commands) {
        commands.forEach(command -> out.println(command.shellLine()));
        return 0;
    }

    private Outcome run(Launch launch) throws InterruptedException {
        int port = Ports.free();
        for (int attempt = 1; ; attempt++) {
            var commands = launch.commands(port);
            if (droneOptions.isVerbose()) {
                commands.forEach(command -> output.note(command.shellLine()));
            }
            var launcher = launcher(launch);
            int code = launched(launcher, commands, "127.0.0.1:" + port, "always".equals(environment.get(Launch.TLS)));
            if (code == 0 || attempt == PORT_ATTEMPTS || Ports.isFree(port)) {
                return new Outcome(code, launcher.wasStopped(), launcher.casualties());
            }
            int taken = port;
            port = Ports.free();
            output.note("port " + taken + " was taken by another program meanwhile; trying port " + port + ".");
        }
    }
}
