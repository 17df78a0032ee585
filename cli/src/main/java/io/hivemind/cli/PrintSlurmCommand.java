package io.hivemind.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code hivemind print slurm}. */
@Command(
        name = "slurm",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        synopsisHeading = "",
        customSynopsis = "Usage: hivemind print slurm [OPTIONS] PROGRAM [PROGRAM'S OPTIONS]",
        descriptionHeading = "%n",
        description = "Prints a batch script for sbatch.",
        optionListHeading = "%nOptions, before the name of the program:%n",
        footer = {
            "",
            "Example:",
            "  hivemind print slurm -n 8 --memory-per-drone 1g quicksort >sort.sbatch && sbatch sort.sbatch"
        })
final class PrintSlurmCommand implements Callable<Integer> {
    @Mixin
    private ScriptOptions options = new ScriptOptions();

    private final PrintStream out;

    PrintSlurmCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        Path folder = Path.of(System.getProperty("hivemind.root", "."))
                .toAbsolutePath()
                .normalize();
        out.print(SlurmScript.of(options.script(), folder.toString()));
        return 0;
    }
}
