package io.hivemind.cli;

import io.hivemind.apps.frame.Mistake;
import io.hivemind.bench.micro.MicroBenchmarks;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code hivemind bench jmh}: any of the benchmarks of single parts. */
@Command(
        name = "jmh",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        descriptionHeading = "%n",
        description = "Runs benchmarks of single parts, and shows all that JMH says of them.",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hivemind bench jmh",
            "  hivemind bench jmh Message",
            "  hivemind bench jmh 'Diff.*Page' --seconds 5"
        })
final class BenchJmhCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "PATTERN",
            arity = "0..1",
            defaultValue = ".*",
            description = "A regular expression; the benchmarks whose names it is found in are run (default: all).")
    private String pattern;

    @Option(
            names = "--forks",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "How many JVMs each benchmark gets, one after the other (default: ${DEFAULT-VALUE}).")
    private int forks;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "For how long each JVM measures (default: ${DEFAULT-VALUE}).")
    private double seconds;

    private final PrintStream out;

    BenchJmhCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException wrong) {
            throw new Mistake(
                    "\"" + pattern + "\" is not a regular expression: " + wrong.getDescription() + ".", wrong);
        }
        out.print(MicroBenchmarks.run(pattern, forks, seconds, true).table());
        return 0;
    }
}
