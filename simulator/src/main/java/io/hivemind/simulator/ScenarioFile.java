package io.hivemind.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * A story about a hive, told as commands and what they bring about: a paragraph that says what it shows, and then blocks of
 *
 * <pre>
 * command
 * more commands
 * ----
 * what happened
 * </pre>
 *
 * with an empty line between two blocks. Lines that begin with {@code #} are remarks.
 */
final class ScenarioFile {
    private static final String RULE = "----";

    private ScenarioFile() {}

    /** {@return the file with everything below the rules as it happens now; the same text if all is as it was} */
    static String rewrite(String text) {
        Scenario scenario = new Scenario();
        List<String> written = new ArrayList<>();
        List<String> lines = text.lines().toList();
        int at = endOfParagraph(lines);
        written.addAll(lines.subList(0, at));
        List<String> commands = new ArrayList<>();
        while (at < lines.size()) {
            String line = lines.get(at++);
            if (!line.equals(RULE)) {
                commands.add(line);
                written.add(line);
                continue;
            }
            written.add(RULE);
            commands.forEach(command -> written.addAll(scenario.perform(command)));
            commands.clear();
            while (at < lines.size() && !lines.get(at).isBlank()) {
                at++;
            }
            if (at < lines.size()) {
                written.add("");
                at++;
            }
        }
        if (!commands.isEmpty()) {
            throw new IllegalArgumentException("The commands " + commands + " have no " + RULE + " after them.");
        }
        return String.join("\n", written) + "\n";
    }

    /** The paragraph ends with the first empty line. */
    private static int endOfParagraph(List<String> lines) {
        int at = 0;
        while (at < lines.size() && !lines.get(at).isBlank()) {
            at++;
        }
        return Math.min(at + 1, lines.size());
    }
}
