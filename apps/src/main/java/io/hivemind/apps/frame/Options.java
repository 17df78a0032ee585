package io.hivemind.apps.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The options that a program understands, declared once: read from its arguments and explained in its help. */
public final class Options {
    private static final int HELP_WIDTH = 100;

    /** What every program takes beside its own options. */
    private static final List<Option> COMMON =
            List.of(new Option.File("--json", "write the results into FILE as well"));

    private final String program;
    private final List<Option> known;

    /** Declares the options of a program, in the order in which its help shows them. */
    public Options(String program, List<Option> own) {
        this.program = program;
        this.known = Stream.concat(own.stream(), COMMON.stream()).toList();
    }

    /** {@return the values that the arguments give, and the initial ones of the options not given} Wrong ones are a {@link Mistake}. */
    public Arguments parse(List<String> arguments) {
        var values = new TreeMap<String, String>();
        for (Option option : known) {
            option.initial().ifPresent(value -> values.put(option.name(), value));
        }
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            Option option = named(equals < 0 ? argument : argument.substring(0, equals));
            if (equals >= 0) {
                option.check(argument.substring(equals + 1));
                values.put(option.name(), argument.substring(equals + 1));
            } else if (option instanceof Option.Flag) {
                values.put(option.name(), "");
            } else if (rest.hasNext()) {
                String value = rest.next();
                option.check(value);
                values.put(option.name(), value);
            } else {
                throw new Mistake("The option " + option.name() + " needs a value: " + usage(option) + ".");
            }
        }
        return new Arguments(known, values);
    }

    /** {@return what each option means, in lines of up to 100 characters} */
    public String help() {
        int width =
                known.stream().mapToInt(option -> usage(option).length()).max().orElse(0);
        var help = new StringBuilder();
        for (Option option : known) {
            String initial =
                    option.initial().map(value -> " (default: " + value + ")").orElse("");
            String lead = usage(option);
            for (String line : wrapped(option.text() + initial, HELP_WIDTH - width - 4)) {
                help.append("  %-".concat(width + "s  %s%n").formatted(lead, line));
                lead = "";
            }
        }
        return help.toString();
    }

    private Option named(String typed) {
        for (Option option : known) {
            if (option.name().equals(typed)) {
                return option;
            }
        }
        var names = known.stream().map(Option::name).toList();
        String hint = Nearest.to(typed, names)
                .map(name -> " Did you mean " + name + "?")
                .orElse(" It takes " + String.join(", ", names) + ".");
        throw new Mistake("The program " + program + " does not know \"" + typed + "\"." + hint);
    }

    private static String usage(Option option) {
        return option.label().isEmpty() ? option.name() : option.name() + " " + option.label();
    }

    private static List<String> wrapped(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
