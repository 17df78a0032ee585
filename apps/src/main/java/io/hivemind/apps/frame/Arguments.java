package io.hivemind.apps.frame;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/** The values of a program's options, all of them checked. */
public final class Arguments {
    private final List<Option> known;

    /** By the option's name. An option that was not given and has no initial value is not in it. */
    private final Map<String, String> values;

    Arguments(List<Option> known, Map<String, String> values) {
        this.known = known;
        this.values = Map.copyOf(values);
    }

    /** {@return whether the flag was given} */
    public boolean flag(String name) {
        return value(name, Option.Flag.class).isPresent();
    }

    /** {@return the number given, or the initial one} The option must have one. */
    public long number(String name) {
        return optionalNumber(name).orElseThrow(() -> new IllegalStateException(name + " has no initial value"));
    }

    /** {@return the number given, or the initial one, or none} */
    public OptionalLong optionalNumber(String name) {
        return value(name, Option.WholeNumber.class)
                .map(Option.WholeNumber::parse)
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /** {@return the decimal number given, or the initial one} The option must have one. */
    public double decimal(String name) {
        return value(name, Option.Decimal.class)
                .map(Double::parseDouble)
                .orElseThrow(() -> new IllegalStateException(name + " has no initial value"));
    }

    /** {@return the word given, or the initial one} The option must have one. */
    public String choice(String name) {
        return value(name, Option.Choice.class)
                .orElseThrow(() -> new IllegalStateException(name + " has no initial value"));
    }

    /** {@return the file named, or none} */
    public Optional<Path> file(String name) {
        return value(name, Option.File.class).map(Path::of);
    }

    /** {@return the values as text by the options' names without dashes, in the order declared; flags as true or false} */
    public SequencedMap<String, String> asText() {
        var text = new LinkedHashMap<String, String>();
        for (Option option : known) {
            String name = option.name().replaceFirst("^--", "");
            if (option instanceof Option.Flag) {
                text.put(name, String.valueOf(values.containsKey(option.name())));
            } else if (values.containsKey(option.name())) {
                text.put(name, values.get(option.name()));
            }
        }
        return text;
    }

    private Optional<String> value(String name, Class<? extends Option> kind) {
        if (known.stream().noneMatch(option -> option.name().equals(name) && kind.isInstance(option))) {
            throw new IllegalArgumentException(name + " was not declared as a " + kind.getSimpleName());
        }
        return Optional.ofNullable(values.get(name));
    }
}
