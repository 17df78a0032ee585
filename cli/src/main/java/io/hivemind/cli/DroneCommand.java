package io.hivemind.cli;

import java.io.IOException;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What starts one drone on this machine.
 *
 * @param rank the drone's number
 * @param command the program and its arguments
 * @param environment the variables that are set for it, beside the launcher's own
 */
record DroneCommand(int rank, List<String> command, SequencedMap<String, String> environment) implements DroneStart {
    private static final Pattern NEEDS_NO_QUOTES = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    DroneCommand {
        command = List.copyOf(command);
    }

    @Override
    public String name() {
        return "drone " + rank;
    }

    @Override
    public Process start() throws IOException {
        return builder().start();
    }

    @Override
    public void awaitDrone(Process process) {
        // It is the drone from the beginning.
    }

    /** {@return the process, not started yet} */
    ProcessBuilder builder() {
        var builder = new ProcessBuilder(command);
        // The launcher's own place in a hive, if it has one, is not its drones'.
        builder.environment().keySet().removeIf(Launch.OF_ONE_DRONE::contains);
        builder.environment().putAll(environment);
        return builder;
    }

    @Override
    public String shellLine() {
        var variables = new TreeMap<>(environment);
        // Typed into a shell there is no launcher whose end would have to be noticed, and that tells a secret.
        variables.remove(Launch.TETHER);
        variables.remove(Launch.SECRET_FILE);
        return Stream.concat(
                        variables.entrySet().stream()
                                .map(variable -> variable.getKey() + "=" + quoted(variable.getValue())),
                        command.stream().map(DroneCommand::quoted))
                .collect(Collectors.joining(" "));
    }

    static String quoted(String word) {
        return NEEDS_NO_QUOTES.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
