package io.hivemind.cli;

import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Nearest;
import io.hivemind.bench.programs.Contest;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code hivemind bench programs}: how long programs take on a hive, beside plain arrays in one JVM. */
@Command(
        name = "programs",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        descriptionHeading = "%n",
        description = {
            "Runs each program in one thread on plain arrays, in N threads of one JVM on plain arrays, and on N drones of"
                    + " one thread each. Each runs 20 times in the same processes, on a new hive or new arrays each time; the"
                    + " medians of the last five are compared, so that compiled code is.",
            "",
            "Measures also what it costs that drones write into the same page (false-sharing), and how long a hive of four"
                    + " drones takes to start (start). Leave the machine alone meanwhile."
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Every result was right, whether the goals were reached or not.",
            "1:A program failed, is missing, or its result is wrong.",
            "2:Something in the command was wrong; a sentence says what."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hivemind bench programs",
            "  hivemind bench programs -n 2 --rounds 3 --json programs.json",
            "  hivemind bench programs --only sor,ep,start"
        })
final class BenchProgramsCommand implements Callable<Integer> {
    private static final int MOST_ROUNDS = 1000;

    @Option(
            names = {"-n", "--drones"},
            paramLabel = "N",
            defaultValue = "2",
            description = "How many drones, and how many threads they are compared with (default: ${DEFAULT-VALUE}).")
    private String drones;

    @Option(
            names = "--rounds",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "How often all is measured, in new processes; of several the median counts (default:"
                    + " ${DEFAULT-VALUE}).")
    private String rounds;

    @Option(
            names = "--only",
            paramLabel = "NAMES",
            split = ",",
            description = "Measure only these, separated by commas (default: all).")
    private List<String> only = new ArrayList<>();

    @Mixin
    private JsonOption json = new JsonOption();

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final Terminal terminal;
    private final List<Contest> contests;

    BenchProgramsCommand(
            PrintStream out, PrintStream err, Map<String, String> environment, Terminal terminal, List<Contest> all) {
        this.out = out;
        this.err = err;
        this.environment = environment;
        this.terminal = terminal;
        this.contests = List.copyOf(all);
    }

    @Override
    public Integer call() throws InterruptedException {
        int size = BenchRuns.drones(drones);
        int times = BenchRuns.number("--rounds", rounds, 1, MOST_ROUNDS);
        List<String> names = chosen();
        json.check();
        try (var runs = new BenchRuns(environment)) {
            var comparison = new Comparison(runs, err, terminal, size, times, contests, names);
            comparison.run();
            json.publish(out, comparison.report().table(), comparison.report().json());
            return comparison.isSound() ? 0 : io.hivemind.apps.Main.FAILED;
        }
    }

    private List<String> chosen() {
        var names = Stream.concat(contests.stream().map(Contest::name), Stream.of(Contest.FALSE_SHARING, Contest.START))
                .toList();
        for (String name : only) {
            if (!names.contains(name)) {
                throw new Mistake("The option --only takes some of %s, but was given \"%s\".%s"
                        .formatted(
                                String.join(",", names),
                                name,
                                Nearest.to(name, names)
                                        .map(nearest -> " Did you mean " + nearest + "?")
                                        .orElse("")));
            }
        }
        return only.isEmpty() ? names : List.copyOf(only);
    }
}
