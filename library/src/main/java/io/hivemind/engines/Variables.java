package io.hivemind.engines;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An environment, read with sentences for what it lacks. A blank variable counts as not set. */
record Variables(Map<String, String> environment) {
    private static final Pattern COUNT = Pattern.compile("\\d{1,9}");

    Optional<String> text(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** {@return the name of the first of {@code names} that is set} */
    Optional<String> firstSet(String... names) {
        return Stream.of(names).filter(name -> text(name).isPresent()).findFirst();
    }

    /** {@return the whole number of at least 0 that the variable holds, if it is set} */
    OptionalInt count(String name) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!COUNT.matcher(text.get()).matches()) {
            throw new IllegalArgumentException(
                    "The environment variable " + name + " must be a whole number from 0, not \"" + text.get() + "\".");
        }
        return OptionalInt.of(Integer.parseInt(text.get()));
    }

    /** {@return the whole number that the variable of {@code engine} holds, which nobody can do without} */
    int needed(String engine, String name) {
        return count(name)
                .orElseThrow(() -> new IllegalArgumentException(engine + " has started this process, but does not say "
                        + name + "; set HIVEMIND_RANK, HIVEMIND_SIZE and HIVEMIND_COORDINATOR yourself."));
    }
}
