package io.hivemind.apps.water;

import io.hivemind.apps.frame.Arguments;
import io.hivemind.apps.frame.Option;
import io.hivemind.apps.frame.Options;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What was asked for.
 *
 * @param molecules how many molecules there are
 * @param steps how many steps of time they move
 * @param seed what the velocities begin with
 * @param threads how many threads of each drone work
 * @param serial whether to run the same steps on plain arrays, too, and to compare
 * @param options all of this as text
 */
record Settings(
        int molecules, int steps, long seed, int threads, boolean serial, SequencedMap<String, String> options) {

    /** Each worker holds a copy of all positions, and compares its molecules with half of all. */
    static final int MOST_MOLECULES = 100_000;

    /**
     * Molecules that bump into each other multiply every difference, that of a last bit too, over some hundreds of
     * femtoseconds. Within so many steps what the order of a sum changes stays far below what the check allows.
     */
    static final int MOST_STEPS = 1000;

    /** What the program understands. */
    static final Options OPTIONS = new Options(
            "water",
            List.of(
                    new Option.WholeNumber("--molecules", Optional.of("343"), 1, MOST_MOLECULES, "move N molecules"),
                    new Option.WholeNumber(
                            "--steps",
                            Optional.of("5"),
                            1,
                            MOST_STEPS,
                            "move them for N steps, of a quarter femtosecond each"),
                    new Option.WholeNumber(
                            "--seed", Optional.of("1"), Long.MIN_VALUE, Long.MAX_VALUE, "choose other velocities"),
                    new Option.WholeNumber("--threads", Optional.of("1"), 1, 256, "work with N threads on each drone"),
                    new Option.Flag(
                            "--no-serial",
                            "do not compare with the same steps on plain arrays; the laws of conservation are checked"
                                    + " all the same")));

    /** {@return what {@code arguments} ask for} */
    static Settings of(Arguments arguments) {
        return new Settings(
                (int) arguments.number("--molecules"),
                (int) arguments.number("--steps"),
                arguments.number("--seed"),
                (int) arguments.number("--threads"),
                !arguments.flag("--no-serial"),
                arguments.asText());
    }
}
