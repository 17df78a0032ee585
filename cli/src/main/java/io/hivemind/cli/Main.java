package io.hivemind.cli;

import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Nearest;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code hivemind}. Without a subcommand it prints its help. */
@Command(
        name = "hivemind",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = HelpCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        descriptionHeading = "%n",
        description = "A shared memory for the processes of many machines: lazy release consistency, in Java.",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hivemind run -n 4 quicksort     sort one list on four drones",
            "  srun -n 4 hivemind join pi      find the other drones by what Slurm says, or mpirun, or Kubernetes",
            "  hivemind run --help             what can be run, and how",
            "  hivemind chaos -n 8 quicksort   kill drones while they sort, and see whether the result is right",
            "  hivemind simulate --seeds 300   check the protocol on hives that exist in one thread",
            "  hivemind bench primitives       what locks, barriers and pages cost here",
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    private Main() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT); // The text is English, so are its numbers.
        System.exit(commandLine(System.out, System.err, System.getenv(), Terminal.ofThisProcess())
                .execute(arguments));
    }

    /** {@return the command with all its subcommands, writing to the given places} */
    static CommandLine commandLine(
            PrintStream out, PrintStream err, Map<String, String> environment, Terminal terminal) {
        var run = new CommandLine(new RunCommand(out, err, environment, terminal)).setStopAtPositional(true);
        var successor =
                Optional.ofNullable(System.getProperty("hivemind.successor")).map(Path::of);
        var join = new CommandLine(new JoinCommand(out, environment, terminal, successor)).setStopAtPositional(true);
        var chaos = new CommandLine(new ChaosCommand(out, err, environment, terminal)).setStopAtPositional(true);
        var simulate = new CommandLine(new SimulateCommand(out));
        explainFirst(run, "%nPrograms:%n", ProgramHelp.list());
        explainFirst(join, "%nPrograms:%n", ProgramHelp.list());
        explainFirst(simulate, "%nWorkloads:%n", SimulateCommand.workloads());
        var main = new CommandLine(new Main())
                .addSubcommand(run)
                .addSubcommand(join)
                .addSubcommand(new CommandLine(new InviteCommand(environment)))
                .addSubcommand(chaos)
                .addSubcommand(PrintCommand.commandLine(out))
                .addSubcommand(simulate)
                .addSubcommand(BenchCommand.commandLine(out, err, environment, terminal));
        main.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().versionProvider(new Version()));
        boolean coloured = terminal.colour() && terminal.outIsTerminal();
        return main.setOut(writer(out))
                .setErr(writer(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(coloured ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler((wrong, given) -> refuse(wrong))
                .setExecutionExceptionHandler((failure, command, given) -> explain(failure, command));
    }

    /** Puts a list that the program itself knows best before what else stands at the end of a command's help. */
    private static void explainFirst(CommandLine command, String heading, String[] list) {
        var usage = command.getCommandSpec().usageMessage();
        usage.footerHeading(heading);
        usage.footer(Stream.concat(Stream.of(list), Stream.of(usage.footer())).toArray(String[]::new));
    }

    private static int refuse(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        String sentence = wrong instanceof UnmatchedArgumentException unmatched
                ? unknown(unmatched.getUnmatched().getFirst(), command.getCommandSpec())
                : wrong.getMessage() + ".";
        command.getErr().println("hivemind: " + sentence);
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return io.hivemind.apps.Main.MISTAKEN;
    }

    private static String unknown(String word, CommandSpec command) {
        boolean option = word.startsWith("-");
        var known =
                option ? command.optionsMap().keySet() : command.subcommands().keySet();
        String hint = Nearest.to(word, List.copyOf(known))
                .map(nearest -> " Did you mean " + nearest + "?")
                .orElse("");
        return "There is no " + (option ? "option" : "command") + " called \"" + word + "\"." + hint;
    }

    private static int explain(Exception failure, CommandLine command) throws Exception {
        if (failure instanceof Mistake) {
            command.getErr().println("hivemind: " + failure.getMessage());
            return io.hivemind.apps.Main.MISTAKEN;
        }
        throw failure;
    }

    private static PrintWriter writer(PrintStream to) {
        return new PrintWriter(to, true, StandardCharsets.UTF_8);
    }
}
