package io.hivemind.cli;

import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Option;
import io.hivemind.apps.frame.Sizes;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What all drones of a hive are told in the same words: collected from the options of the command, each checked. */
final class DroneSettings {
    private static final String MEMORY = "HIVEMIND_MEMORY";
    private static final int MOST_DRONES = 256;
    private static final int SMALLEST_PAGE = 256;
    private static final int LARGEST_PAGE = 65_536;
    private static final long USUAL_MEMORY = 64L << 20;
    private static final Pattern TIME = Pattern.compile("0*[1-9]\\d{0,8}(ms|s|min)?");

    /** What the drones inherit and an option may replace. */
    private final Map<String, String> inherited;

    private final SequencedMap<String, String> variables = new TreeMap<>();

    DroneSettings(Map<String, String> inherited) {
        this.inherited = inherited;
    }

    /** {@return the number of drones that {@code text} means} */
    static int drones(String text) {
        new Option.WholeNumber("-n", Optional.empty(), 1, MOST_DRONES, "").check(text);
        return (int) Option.WholeNumber.parse(text);
    }

    void pageSize(String text) {
        OptionalLong size = Sizes.parse(text);
        if (size.isEmpty()
                || size.getAsLong() < SMALLEST_PAGE
                || size.getAsLong() > LARGEST_PAGE
                || Long.bitCount(size.getAsLong()) != 1) {
            throw wrong("--page-size", "a power of two from 256 to 65536", text);
        }
        variables.put("HIVEMIND_PAGE_SIZE", String.valueOf(size.getAsLong()));
    }

    void budget(String text) {
        variables.put("HIVEMIND_BUDGET", String.valueOf(size("--budget", text)));
    }

    void waitBound(String text) {
        if (!TIME.matcher(text).matches()) {
            throw wrong("--wait", "a time such as 90s, 5min or 500ms", text);
        }
        variables.put("HIVEMIND_WAIT", text);
    }

    void verbose(boolean verbose) {
        if (verbose) {
            variables.put("HIVEMIND_VERBOSE", "true");
        }
    }

    void memory(String text) {
        variables.put(MEMORY, String.valueOf(size("--memory", text)));
    }

    /** Sets the memory to what was asked for, if that is enough for the program, or else to what the program needs. */
    void memory(String program, Optional<String> text, long needed) {
        Optional<String> given = text.or(() -> Optional.ofNullable(inherited.get(MEMORY)));
        long bytes = given.map(size -> size(text.isPresent() ? "--memory" : MEMORY, size))
                .orElse(Math.max(USUAL_MEMORY, needed));
        if (bytes < needed) {
            throw new Mistake(
                    "The program %s needs %s of shared memory, but was given %s: use --memory %s, or leave it out."
                            .formatted(program, Sizes.text(needed), Sizes.text(bytes), Sizes.option(needed)));
        }
        variables.put(MEMORY, String.valueOf(bytes));
    }

    /** {@return the variables that say so, by name} */
    SequencedMap<String, String> variables() {
        return variables;
    }

    private static long size(String option, String text) {
        return Sizes.parse(text).orElseThrow(() -> wrong(option, "a size such as 200m or 1g", text));
    }

    private static Mistake wrong(String option, String allowed, String given) {
        return new Mistake("The option %s takes %s, but was given \"%s\".".formatted(option, allowed, given));
    }
}
