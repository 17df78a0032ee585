package io.hivemind.cli;

import io.hivemind.bench.programs.Contest;
import io.hivemind.bench.programs.Published;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code hivemind bench}: what things cost on this machine. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        descriptionHeading = "%n",
        description = "Measures what things cost on this machine, and says which targets are reached. Leave the machine"
                + " alone meanwhile.",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hivemind bench primitives -n 4   locks, barriers, pages and diffs between processes",
            "  hivemind bench failover          how long the others wait when a drone is killed",
            "  hivemind bench figures           messages and bytes of programs, beside those of TreadMarks",
            "  hivemind bench programs          times of programs, beside plain arrays in one JVM",
            "  hivemind bench peers             PCJ, Hazelcast and Infinispan beside HiveMind",
            "  hivemind bench access            single accesses, spans, twins and diffs in one process",
            "  hivemind bench jmh Message       whatever else there is, with all that JMH says"
        })
final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    private BenchCommand() {}

    /** {@return the command with its subcommands} */
    static CommandLine commandLine(
            PrintStream out, PrintStream err, Map<String, String> environment, Terminal terminal) {
        return new CommandLine(new BenchCommand())
                .addSubcommand(new BenchPrimitivesCommand(out, err, environment, terminal))
                .addSubcommand(new BenchFailoverCommand(out, err, environment, terminal))
                .addSubcommand(new BenchFiguresCommand(out, err, environment, terminal, Published.ALL))
                .addSubcommand(new BenchProgramsCommand(out, err, environment, terminal, Contest.ALL))
                .addSubcommand(new BenchPeersCommand(
                        out, err, environment, terminal, Optional.ofNullable(System.getProperty(PeersBuild.ROOT))))
                .addSubcommand(new BenchAccessCommand(out, err))
                .addSubcommand(new BenchJmhCommand(out));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
