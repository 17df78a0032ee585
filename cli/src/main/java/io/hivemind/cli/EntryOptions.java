package io.hivemind.cli;

import io.hivemind.apps.frame.Mistake;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The options of {@code hivemind join} that say into which hive a newcomer comes. */
final class EntryOptions {
    private static final Pattern ADDRESS = Pattern.compile("(\\[.+]|[^:]+):\\d{1,5}");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\..*|\\[::1]");

    @Option(
            names = "--hive",
            paramLabel = "HOST:PORT",
            description = "Come into a hive that runs already, of which any drone listens there.")
    private Optional<String> hive;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "With --hive: the file with the token that lets this drone in, once; see hivemind run --invite.")
    private Optional<Path> tokenFile;

    /** {@return whether the drone comes into a hive that runs already, as the options or {@code environment} say} */
    boolean isGiven(Map<String, String> environment) {
        return hive.isPresent()
                || tokenFile.isPresent()
                || !environment.getOrDefault(Launch.ENTER, "").isBlank();
    }

    /** {@return what the options say, in variables} A drone that goes to another machine must be reached from there. */
    SequencedMap<String, String> variables(Map<String, String> environment) {
        String address = hive.or(() -> Optional.ofNullable(environment.get(Launch.ENTER)))
                .orElseThrow(() -> new Mistake("The token opens a hive: say where it is with --hive HOST:PORT."));
        Matcher matcher = ADDRESS.matcher(address);
        if (!matcher.matches()) {
            throw new Mistake(
                    "The option --hive takes an address like 127.0.0.1:4000, but was given \"%s\".".formatted(address));
        }
        String token = tokenFile
                .map(file -> file.toAbsolutePath().toString())
                .or(() -> Optional.ofNullable(environment.get(Launch.TOKEN_FILE)))
                .orElseThrow(() -> new Mistake("A token lets newcomers into a hive: name the file that has one with"
                        + " --token-file, made by \"hivemind run --invite FILE\" or \"hivemind invite\"."));
        var variables = new LinkedHashMap<String, String>();
        variables.put(Launch.ENTER, address);
        variables.put(Launch.TOKEN_FILE, token);
        if (!environment.containsKey(Launch.BIND)) {
            variables.put(Launch.BIND, LOOPBACK.matcher(matcher.group(1)).matches() ? "127.0.0.1" : "0.0.0.0");
        }
        return variables;
    }
}
