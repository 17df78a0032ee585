package io.hivemind.cli;

import io.hivemind.apps.frame.Mistake;
import io.hivemind.runtime.SecretFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code hivemind invite}: tokens for newcomers of a hive whose drones were given their secret in a file. */
@Command(
        name = "invite",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        synopsisHeading = "",
        customSynopsis = "Usage: hivemind invite --secret-file FILE [OPTIONS] TOKEN-FILE...",
        descriptionHeading = "%n",
        description = {
            "Writes tokens, one into each new file, each of which lets one newcomer into the hive whose drones have that secret."
                    + " For hives that were started by hand, or by an engine; \"hivemind run --invite\" does it for its own."
        },
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Example:",
            "  hivemind invite --secret-file hive.secret token",
            "  hivemind join --hive node-a:4000 --token-file token quicksort"
        })
final class InviteCommand implements Callable<Integer> {
    /** How long a secret may take that comes over the standard input. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Option(
            names = "--secret-file",
            required = true,
            paramLabel = "FILE",
            description = "The file that the drones of the hive were given as HIVEMIND_SECRET_FILE.")
    private Path secretFile = Path.of("");

    @Option(names = "--name", paramLabel = "NAME", description = "The hive's HIVEMIND_HIVE (default: hive).")
    private Optional<String> name;

    @Option(
            names = "--unencrypted",
            description =
                    "The links of the hive are not encrypted: its drones listen on loopback addresses, or were started with"
                            + " --insecure.")
    private boolean unencrypted;

    @Parameters(paramLabel = "TOKEN-FILE", arity = "1..*", description = "New files, which only you can read.")
    private List<Path> files = new ArrayList<>();

    private final Map<String, String> environment;

    InviteCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        String hive = name.orElseGet(() -> environment.getOrDefault(Launch.HIVE, "hive"));
        try {
            new Invitations(files, false).write(SecretFile.read(secretFile, PATIENCE), hive, !unencrypted);
        } catch (IllegalArgumentException refused) {
            throw new Mistake(String.valueOf(refused.getMessage()), refused);
        }
        return 0;
    }
}
