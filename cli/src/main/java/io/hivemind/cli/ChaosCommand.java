package io.hivemind.cli;

import io.hivemind.apps.frame.Json;
import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Reasons;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code hivemind chaos}: a program that is run again and again while its drones are killed. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        synopsisHeading = "",
        customSynopsis = {
            "Usage: hivemind chaos [OPTIONS] PROGRAM [PROGRAM'S OPTIONS]",
            "       hivemind chaos [OPTIONS] --jar FILE [--main CLASS] [ARGUMENTS]"
        },
        descriptionHeading = "%n",
        description = {
            "Runs a program again and again on drones of this machine that go on when one fails, kills one every now and then, any"
                    + " of them, drone 0 too, and sees whether the result is right each time.",
            "",
            "From when all have joined until the first comes to the end, whoever the others can do without may be hit: more than half"
                    + " must be left, or half with the lowest of them, and no more than --backup may be gone that the others"
                    + " do not know of yet. Give the program so much to do that a run lasts longer than the time between"
                    + " two kills."
        },
        parameterListHeading = "%n",
        optionListHeading = "%nOptions, before the name of the program:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Every result was right.",
            "1:A result was wrong, or a run failed or hung.",
            "2:Something in the command was wrong; a sentence says what.",
            "130:Interrupted, for instance with Ctrl-C."
        },
        footer = {
            "",
            "Examples:",
            "  hivemind chaos -n 8 --kill-every 2s --duration 60s quicksort --elements 8_000_000 --no-serial",
            "  hivemind chaos -n 5 --kill-every 500ms --stop 3s --backup 2 tsp",
            "  hivemind chaos -n 4 --seed 4711 --duration 1s --logs . quicksort"
        })
final class ChaosCommand implements Callable<Integer> {
    /** With fewer drones none can be killed that the others can do without, whoever it is. */
    private static final int FEWEST_DRONES = 3;

    private static final long MOST_USUAL_SEED = 1_000_000;

    @Option(
            names = {"-n", "--drones"},
            paramLabel = "N",
            defaultValue = "4",
            description = "How many drones each run begins with, at least 3 (default: ${DEFAULT-VALUE}).")
    private String drones;

    @Option(
            names = "--kill-every",
            paramLabel = "TIME",
            defaultValue = "2s",
            description = "How long it is on average from one kill to the next, such as 2s or 500ms (default:"
                    + " ${DEFAULT-VALUE}).")
    private String killEvery;

    @Option(
            names = "--stop",
            paramLabel = "TIME",
            description =
                    "Do not kill every other drone that is hit, but stop it (SIGSTOP) for up to TIME, after which it goes on"
                            + " (SIGCONT); if that is longer than the others bear silence, it finds itself excluded.")
    private Optional<String> stop;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "For how long new runs are begun, such as 60s or 5min (default: ${DEFAULT-VALUE}).")
    private String duration;

    @Option(
            names = "--hung-after",
            paramLabel = "TIME",
            defaultValue = "3min",
            description = "A run that takes longer is ended, and counts as hung (default: ${DEFAULT-VALUE}).")
    private String hungAfter;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Decides who is hit in the first run, how, and after how long; each run that follows takes the next number"
                            + " (default: drawn, and told in the end).")
    private Optional<Long> seed;

    @Option(
            names = "--logs",
            paramLabel = "FOLDER",
            description =
                    "Keep all that drones said in runs that did not end well, a file for each, in FOLDER, which must be there.")
    private Optional<Path> logs;

    @Mixin
    private DroneOptions droneOptions = new DroneOptions();

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final Terminal terminal;

    /** Makes one whose drones go on: that they end is not even the default. */
    ChaosCommand(PrintStream out, PrintStream err, Map<String, String> environment, Terminal terminal) {
        this.out = out;
        this.err = err;
        this.environment = new HashMap<>(environment);
        this.environment.put(DroneSettings.ON_FAILURE, DroneSettings.GO_ON);
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (droneOptions.showsHelp(out)) {
            return 0;
        }
        int size = DroneSettings.drones(drones);
        if (size < FEWEST_DRONES) {
            throw new Mistake(
                    "The option -n takes at least 3 here, so that the others can do without any of them, but was given "
                            + size + ".");
        }
        var settings = settings(size);
        var plan = plan(settings.backups());
        var program = droneOptions.program(environment, settings.bytesPerDrone());
        var launch = new Launch(size, program, settings.variables(), Map.of());
        boolean isShown = terminal.errIsTerminal() && !droneOptions.isVerbose();
        var chaos = new Chaos(launch, plan, new ChaosProgress(err, isShown, plan.duration()), err);
        int code = chaos.run();
        if (code == 0 || code == io.hivemind.apps.Main.FAILED) {
            publish(chaos.report(), plan);
        }
        return code;
    }

    private DroneSettings settings(int size) {
        var settings = droneOptions.settings(environment, size);
        if (!DroneSettings.goesOn(settings.variables(), environment)) {
            throw new Mistake("The option --on-failure takes go-on here, for drones will fail: leave it out.");
        }
        settings.onFailure(DroneSettings.GO_ON);
        if (settings.backups() == 0) {
            throw new Mistake(
                    "Drones without a backup, as with --backup 0 or --memory-per-drone, may lose what a drone that is killed"
                            + " has released, so that no result could be right: use --backup 1 or more.");
        }
        // What they log then tells when they have joined, and go on.
        settings.verbose(true);
        return settings;
    }

    private Chaos.Plan plan(int backup) {
        logs.filter(folder -> !Files.isDirectory(folder) || !Files.isWritable(folder))
                .ifPresent(folder -> {
                    throw new Mistake("The option --logs takes a folder where files may be written, but was given \""
                            + folder + "\".");
                });
        return new Chaos.Plan(
                seed.orElseGet(() -> ThreadLocalRandom.current().nextLong(MOST_USUAL_SEED)),
                DroneSettings.time("--kill-every", killEvery),
                stop.map(text -> DroneSettings.time("--stop", text)),
                DroneSettings.time("--duration", duration),
                DroneSettings.time("--hung-after", hungAfter),
                backup,
                droneOptions.isBuiltIn(),
                droneOptions.isVerbose(),
                logs);
    }

    private void publish(ChaosReport report, Chaos.Plan plan) {
        out.print(report.table());
        out.println("seed " + plan.seed());
        droneOptions.json().map(Path::of).ifPresent(file -> {
            var map = new LinkedHashMap<String, Object>();
            map.put("command", droneOptions.words());
            map.put("seed", plan.seed());
            map.putAll(report.toMap());
            try {
                Files.writeString(file, Json.text(map));
            } catch (IOException failed) {
                throw new Mistake("The results cannot be written: " + Reasons.of(failed) + ".", failed);
            }
        });
    }
}
