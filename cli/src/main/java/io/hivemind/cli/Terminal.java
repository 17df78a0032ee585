package io.hivemind.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the place to which the command writes can show.
 *
 * @param outIsTerminal whether somebody watches the standard output
 * @param errIsTerminal whether somebody watches the standard error output
 * @param colour whether colours are welcome on a terminal
 */
record Terminal(boolean outIsTerminal, boolean errIsTerminal, boolean colour) {
    /** {@return what this process writes to} */
    static Terminal ofThisProcess() {
        return new Terminal(isTerminal(1), isTerminal(2), wantsColour(System.getenv()));
    }

    /** {@return whether colours are welcome: see no-color.org} */
    static boolean wantsColour(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.getOrDefault("TERM", ""));
    }

    // Java tells only whether input and output both are terminals, so where the kernel says more, that is asked.
    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException notLinux) {
            return Optional.ofNullable(System.console())
                    .filter(Console::isTerminal)
                    .isPresent();
        }
    }
}
