package io.hivemind.cli;

import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code hivemind print}: files for an engine that is to start a hive. Without a subcommand it prints its help. */
@Command(
        name = "print",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "ENGINE",
        descriptionHeading = "%n",
        description = "Prints what an engine needs to start a hive.",
        commandListHeading = "%nEngines:%n")
final class PrintCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    private PrintCommand() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** {@return the command with its subcommands, which print to {@code out}} */
    static CommandLine commandLine(PrintStream out) {
        return new CommandLine(new PrintCommand())
                .addSubcommand(new CommandLine(new PrintSlurmCommand(out)).setStopAtPositional(true))
                .addSubcommand(new CommandLine(new PrintKubernetesCommand(out)).setStopAtPositional(true));
    }
}
