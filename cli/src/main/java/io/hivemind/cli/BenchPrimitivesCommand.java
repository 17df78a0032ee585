package io.hivemind.cli;

import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Reasons;
import io.hivemind.bench.primitives.Main;
import io.hivemind.bench.primitives.Plan;
import io.hivemind.bench.primitives.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code hivemind bench primitives}: what the operations of a hive cost, between processes of this machine. */
@Command(
        name = "primitives",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        descriptionHeading = "%n",
        description = {
            "Measures locks, barriers, page fetches and diff fetches between processes of this machine, and in the same"
                    + " processes the round trip over a plain socket, of which all is told as a multiple.",
            "",
            "Hives of 2, 4, … drones, up to N, are started one after the other; most is measured on that of 4."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hivemind bench primitives",
            "  hivemind bench primitives -n 4 --json primitives.json",
            "  hivemind bench primitives -n 4 --tls",
            "  hivemind bench primitives -n 2 --rounds 5 --json -"
        })
final class BenchPrimitivesCommand implements Callable<Integer> {
    private static final int MOST = 1_000_000;
    private static final int MOST_DRONES = 64;

    @Option(
            names = {"-n", "--drones"},
            paramLabel = "N",
            defaultValue = "8",
            description = "How many drones the largest hive has, at least 2 (default: ${DEFAULT-VALUE}).")
    private String drones;

    @Option(
            names = "--rounds",
            paramLabel = "NUMBER",
            defaultValue = "20",
            description = "How often all is measured (default: ${DEFAULT-VALUE}).")
    private String rounds;

    @Option(
            names = "--samples",
            paramLabel = "NUMBER",
            defaultValue = "100",
            description = "How often each operation is timed in a round (default: ${DEFAULT-VALUE}).")
    private String samples;

    @Option(
            names = "--warm-ups",
            paramLabel = "NUMBER",
            defaultValue = "150",
            description = "How many rounds are not counted, while the JVMs compile (default: ${DEFAULT-VALUE}).")
    private String warmUps;

    @Option(names = "--tls", description = "Measure all of it on a hive under TLS too, and tell what that costs.")
    private boolean tls;

    @Mixin
    private JsonOption json = new JsonOption();

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final Terminal terminal;

    BenchPrimitivesCommand(PrintStream out, PrintStream err, Map<String, String> environment, Terminal terminal) {
        this.out = out;
        this.err = err;
        this.environment = environment;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        int most = BenchRuns.number("-n", drones, 2, MOST_DRONES);
        BenchRuns.number("--rounds", rounds, 1, MOST);
        BenchRuns.number("--samples", samples, 1, MOST);
        BenchRuns.number("--warm-ups", warmUps, 0, MOST);
        json.check();
        try {
            Path folder = Files.createTempDirectory("hivemind-bench");
            try {
                return measure(folder, most);
            } finally {
                remove(folder);
            }
        } catch (IOException failed) {
            throw new Mistake("The figures cannot be kept: " + Reasons.of(failed) + ".", failed);
        }
    }

    private int measure(Path folder, int most) throws IOException, InterruptedException {
        List<Path> results = new ArrayList<>();
        for (int size : Plan.sizesUpTo(most)) {
            err.println("hivemind: measuring on " + size + " drones…");
            Path file = folder.resolve(String.valueOf(size));
            int code = launch(size, most, file, Map.of());
            if (code != 0) {
                return code;
            }
            results.add(file);
        }
        Optional<Path> sealed = tls ? Optional.of(folder.resolve("tls")) : Optional.empty();
        if (sealed.isPresent()) {
            err.println("hivemind: measuring on " + Plan.sizeForMost(most) + " drones under TLS…");
            int code = launch(Plan.sizeForMost(most), most, sealed.get(), Map.of(Launch.TLS, "always"));
            if (code != 0) {
                return code;
            }
        }
        Report report = Report.of(results, sealed);
        json.publish(out, report.table(), report.json());
        return 0;
    }

    private int launch(int size, int most, Path file, Map<String, String> more) throws InterruptedException {
        Plan plan = new Plan(
                size,
                file,
                System.currentTimeMillis(),
                Plan.measuresBarriersOnly(size, most),
                BenchRuns.number("--warm-ups", warmUps, 0, MOST),
                BenchRuns.number("--rounds", rounds, 1, MOST),
                BenchRuns.number("--samples", samples, 1, MOST));
        var settings = new TreeMap<>(plan.environment());
        settings.put(Launch.TLS, "auto");
        settings.putAll(more);
        var program = DroneProgram.ofClass(Main.class, DroneProgram.optionsFrom(environment), plan.toArguments());
        var launch = new Launch(size, program, settings, Map.of());
        return new Launcher(new Output(out, err, terminal)).run(launch.commands(Ports.free()));
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
