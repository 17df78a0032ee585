package io.hivemind.apps.nbody;

import io.hivemind.apps.frame.Arguments;
import io.hivemind.apps.frame.Option;
import io.hivemind.apps.frame.Options;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What was asked for.
 *
 * @param bodies how many bodies
 * @param steps how many steps in time
 * @param theta how large a cell may look, as side over distance, to be taken as one body
 * @param stepTime the time of a step, where the gravitational constant, all mass, and the length of Plummer's model are 1
 * @param seed what the random places and velocities begin with
 * @param threads how many threads of each drone work
 * @param serial whether to run the same algorithm with one thread on plain arrays, too
 * @param options all of this as text
 */
record Settings(
        int bodies,
        int steps,
        double theta,
        double stepTime,
        long seed,
        int threads,
        boolean serial,
        SequencedMap<String, String> options) {

    /** What the program understands. */
    static final Options OPTIONS = new Options(
            "nbody",
            List.of(
                    new Option.WholeNumber("--bodies", Optional.of("16_384"), 2, Curve.MOST_BODIES, "move N bodies"),
                    new Option.WholeNumber("--steps", Optional.of("10"), 1, 1_000_000, "do N steps in time"),
                    new Option.Decimal(
                            "--theta",
                            Optional.of("0.7"),
                            0,
                            1,
                            "take a cell as one body if its side is at most X times its distance; 0 for none"),
                    new Option.Decimal("--step-time", Optional.of("0.025"), 0, 1, "let a step be X units of time"),
                    new Option.WholeNumber(
                            "--seed", Optional.of("1"), Long.MIN_VALUE, Long.MAX_VALUE, "begin with other bodies"),
                    new Option.WholeNumber("--threads", Optional.of("1"), 1, 256, "work with N threads on each drone"),
                    new Option.Flag(
                            "--no-serial", "do not do it once more with one thread on plain arrays to compare")));

    /** {@return what {@code arguments} ask for} */
    static Settings of(Arguments arguments) {
        return new Settings(
                (int) arguments.number("--bodies"),
                (int) arguments.number("--steps"),
                arguments.decimal("--theta"),
                arguments.decimal("--step-time"),
                arguments.number("--seed"),
                (int) arguments.number("--threads"),
                !arguments.flag("--no-serial"),
                arguments.asText());
    }

    /** {@return the same for another problem} */
    Settings with(int otherBodies, int otherSteps) {
        return new Settings(otherBodies, otherSteps, theta, stepTime, seed, threads, serial, options);
    }
}
