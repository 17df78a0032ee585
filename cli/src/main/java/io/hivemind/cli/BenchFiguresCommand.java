package io.hivemind.cli;

import io.hivemind.bench.programs.FiguresReport;
import io.hivemind.bench.programs.Outcome;
import io.hivemind.bench.programs.Published;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code hivemind bench figures}: how many messages programs take, beside what TreadMarks took. */
@Command(
        name = "figures",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        descriptionHeading = "%n",
        description = {
            "Runs the programs with which TreadMarks was measured in 1994, as large as then, and counts their messages and"
                    + " bytes, the first distribution of the data included.",
            "",
            "These counts hardly depend on the machine, so it need not be quiet."
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Every result was right, whether the goals were reached or not.",
            "1:A program failed, is missing, or its result is wrong.",
            "2:Something in the command was wrong; a sentence says what."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  hivemind bench figures", "  hivemind bench figures -n 8 --json figures.json"})
final class BenchFiguresCommand implements Callable<Integer> {
    @Option(
            names = {"-n", "--drones"},
            paramLabel = "N",
            defaultValue = "8",
            description = "How many drones; the figures of TreadMarks are for eight (default: ${DEFAULT-VALUE}).")
    private String drones;

    @Mixin
    private JsonOption json = new JsonOption();

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final Terminal terminal;
    private final List<Published> programs;

    BenchFiguresCommand(
            PrintStream out,
            PrintStream err,
            Map<String, String> environment,
            Terminal terminal,
            List<Published> programs) {
        this.out = out;
        this.err = err;
        this.environment = environment;
        this.terminal = terminal;
        this.programs = List.copyOf(programs);
    }

    @Override
    public Integer call() throws InterruptedException {
        int size = BenchRuns.drones(drones);
        json.check();
        var report = new FiguresReport(size);
        var progress = new BenchProgress(err, terminal, programs.size());
        try (var runs = new BenchRuns(environment)) {
            for (Published program : programs) {
                report.add(program, outcome(runs, progress, program, size));
            }
        } finally {
            progress.clear();
        }
        json.publish(out, report.table(), report.json());
        return report.isSound() ? 0 : io.hivemind.apps.Main.FAILED;
    }

    private static Optional<Outcome> outcome(BenchRuns runs, BenchProgress progress, Published program, int size)
            throws InterruptedException {
        if (!program.work().exists()) {
            progress.note("there is no program called " + program.work().program() + "; it is left out.");
            return Optional.empty();
        }
        progress.next(program.title(), size + " drones");
        try {
            return Optional.of(runs.hive(program.work(), size, 1));
        } catch (RunFailure failure) {
            progress.note(String.valueOf(failure.getMessage()));
            return Optional.empty();
        }
    }
}
