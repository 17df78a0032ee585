package io.hivemind.cli;

import io.hivemind.apps.Programs;
import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that say which hive an engine is to start. */
final class ScriptOptions {
    @Option(
            names = {"-n", "--drones"},
            paramLabel = "N",
            defaultValue = "4",
            description = "How many drones (default: ${DEFAULT-VALUE}).")
    private String drones;

    @Option(
            names = "--memory-per-drone",
            paramLabel = "SIZE",
            description =
                    "The most that each drone holds, such as 64m; the engine is asked for what its process takes with it.")
    private Optional<String> memoryPerDrone;

    @Option(names = "--name", paramLabel = "NAME", description = "The name of the job (default: that of the program).")
    private Optional<String> name;

    @Option(names = "--insecure", description = "Do not encrypt what drones of different machines say to each other.")
    private boolean insecure;

    @Parameters(
            paramLabel = "PROGRAM",
            arity = "0..*",
            hideParamSyntax = true,
            description = "A built-in program and its options (hivemind run PROGRAM --help).")
    private List<String> words = new ArrayList<>();

    /** {@return the hive} What cannot be is a {@link Mistake}. */
    Script script() {
        if (words.isEmpty()) {
            throw new Mistake("Which program? Name one of " + ProgramHelp.names() + ".");
        }
        String program = Programs.named(words.getFirst()).name();
        return new Script(name.orElse(program), DroneSettings.drones(drones), memoryPerDrone(), insecure, words);
    }

    private OptionalLong memoryPerDrone() {
        if (memoryPerDrone.isEmpty()) {
            return OptionalLong.empty();
        }
        String text = memoryPerDrone.get();
        return OptionalLong.of(Sizes.parse(text)
                .orElseThrow(() -> new Mistake("The option --memory-per-drone takes a size such as 200m or 1g, but was"
                        + " given \"" + text + "\".")));
    }
}
