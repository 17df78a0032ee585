package io.hivemind.engines;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A list of machines as Slurm writes it, such as {@code n[001-003,7],gpu2}. */
final class NodeList {
    /** More than this is no cluster but a mistake. */
    private static final int MOST = 1 << 20;

    /** Commas between machines, and not those in brackets. */
    private static final Pattern COMMA = Pattern.compile(",(?![^\\[]*])");

    private static final Pattern NAME = Pattern.compile("(?:[^\\[\\],\\s]|\\[[\\d,-]+])+");
    private static final Pattern BRACKETS = Pattern.compile("([^\\[]*)\\[([^]]+)](.*)");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    private final String variable;
    private final String text;
    private final List<String> names = new ArrayList<>();

    private NodeList(String variable, String text) {
        this.variable = variable;
        this.text = text;
    }

    /**
     * {@return the names of all machines in {@code text}, in its order}
     *
     * @param variable who says so, for the sentence about what cannot be read
     */
    static List<String> expanded(String variable, String text) {
        var list = new NodeList(variable, text);
        for (String part : COMMA.split(text, -1)) {
            if (!NAME.matcher(part).matches()) {
                throw list.unreadable();
            }
            list.expand("", part);
        }
        return list.names;
    }

    /** Adds all that {@code rest} means behind {@code prefix}: its first brackets here, those after them in turn. */
    private void expand(String prefix, String rest) {
        Matcher brackets = BRACKETS.matcher(rest);
        if (!brackets.matches()) {
            names.add(prefix + rest);
            if (names.size() > MOST) {
                throw unreadable();
            }
            return;
        }
        for (String part : brackets.group(2).split(",", -1)) {
            Matcher range = RANGE.matcher(part);
            if (!range.matches()) {
                throw unreadable();
            }
            String first = range.group(1);
            int last = Integer.parseInt(Optional.ofNullable(range.group(2)).orElse(first));
            if (last < Integer.parseInt(first)) {
                throw unreadable();
            }
            for (int number = Integer.parseInt(first); number <= last; number++) {
                // As wide as the first, with zeros before it.
                String digits = ("%0" + first.length() + "d").formatted(number);
                expand(prefix + brackets.group(1) + digits, brackets.group(3));
            }
        }
    }

    private IllegalArgumentException unreadable() {
        return new IllegalArgumentException("The environment variable " + variable
                + " must be a list of machines like n[001-003,7],gpu2, not \"" + text
                + "\"; set HIVEMIND_RANK, HIVEMIND_SIZE and HIVEMIND_COORDINATOR yourself.");
    }
}
