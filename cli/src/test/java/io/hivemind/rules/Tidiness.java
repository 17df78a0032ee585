package io.hivemind.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What can be said of a source file by reading its text. The patterns are written so that none matches itself. */
final class Tidiness {
    private static final int MOST_LINES = 400;

    /** Files that may be longer, each with its reason. */
    private static final Map<String, String> LONG_FOR_A_REASON = Map.of();

    private record Rule(Pattern found, String instead) {}

    private static final Rule PRINTS =
            new Rule(Pattern.compile("\\bSystem\\.(out|err)\\b"), "SLF4J; only cli and apps talk to a person");

    private static final List<Rule> EVERYWHERE = List.of(
            new Rule(Pattern.compile("\\b(TO[D]O|FIX[M]E|XX[X])\\b"), "the work itself, or an issue"),
            new Rule(Pattern.compile("@Disable[d]\\b"), "a test that runs, or none"),
            new Rule(Pattern.compile("\\bThread\\s*\\.\\s*sleep\\b"), "waiting for what is meant to happen"),
            new Rule(Pattern.compile("\\bprintStackTrac[e]\\b"), "the logger, or the exception's own way up"),
            new Rule(Pattern.compile("\\bsun\\.mis[c]\\.Unsafe\\b"), "MemorySegment or VarHandle"));

    private Tidiness() {}

    /**
     * {@return a sentence for each thing out of place}
     *
     * @param file the path below the root of the project, with slashes
     */
    static List<String> breaches(String file, String source) {
        List<String> breaches = new ArrayList<>();
        List<String> lines = source.lines().toList();
        if (lines.size() > MOST_LINES && !LONG_FOR_A_REASON.containsKey(file)) {
            breaches.add("%s has %d lines, more than %d: look for the second concept in it."
                    .formatted(file, lines.size(), MOST_LINES));
        }
        for (int i = 0; i < lines.size(); i++) {
            for (Rule rule : rules(file)) {
                if (rule.found().matcher(lines.get(i)).find()) {
                    breaches.add("%s:%d has %s. Use instead: %s."
                            .formatted(file, i + 1, lines.get(i).strip(), rule.instead()));
                }
            }
        }
        return breaches;
    }

    private static List<Rule> rules(String file) {
        if (file.startsWith("cli/") || file.startsWith("apps/")) {
            return EVERYWHERE;
        }
        List<Rule> rules = new ArrayList<>(EVERYWHERE);
        rules.add(PRINTS);
        return rules;
    }
}
