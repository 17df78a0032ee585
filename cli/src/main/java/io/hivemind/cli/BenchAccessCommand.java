package io.hivemind.cli;

import io.hivemind.bench.micro.MicroBenchmarks;
import io.hivemind.bench.micro.MicroReport;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code hivemind bench access}: what happens within one drone, compared with what Java itself does. */
@Command(
        name = "access",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        descriptionHeading = "%n",
        description =
                "Measures single accesses, spans and bulk copies, twins and diffs within one process, and compares"
                        + " them with plain arrays and segments.",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {"  hivemind bench access", "  hivemind bench access --seconds 5 --forks 3 --json access.json"})
final class BenchAccessCommand implements Callable<Integer> {
    @Option(
            names = "--forks",
            paramLabel = "NUMBER",
            defaultValue = "2",
            description = "How many JVMs each benchmark gets, one after the other (default: ${DEFAULT-VALUE}).")
    private int forks;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "For how long each JVM measures (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Mixin
    private JsonOption json = new JsonOption();

    private final PrintStream out;
    private final PrintStream err;

    BenchAccessCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        json.check();
        err.println("hivemind: measuring; this takes a few minutes…");
        MicroReport report = MicroBenchmarks.run(MicroBenchmarks.COMPARED, forks, seconds, false);
        json.publish(out, report.table(), report.json());
        return 0;
    }
}
