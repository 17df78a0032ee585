package io.hivemind.apps.tsp;

import io.hivemind.apps.frame.Arguments;
import io.hivemind.apps.frame.Option;
import io.hivemind.apps.frame.Options;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What was asked for.
 *
 * @param cities how many random cities, where no file is given
 * @param seed what their places begin with
 * @param file the TSPLIB file that holds the cities, if they are to come from one
 * @param depth partial tours of so many cities are not extended any more in the pool, but searched by one worker
 * @param ascent how many rounds the lower bound is raised before the search
 * @param racyBound whether the bound is looked at without its lock
 * @param threads how many threads of each drone search
 * @param serial whether to search with one thread on plain memory, too
 * @param options all of this as text
 */
record Settings(
        int cities,
        long seed,
        Optional<Path> file,
        int depth,
        int ascent,
        boolean racyBound,
        int threads,
        boolean serial,
        SequencedMap<String, String> options) {

    /** The longest partial tour that the pool holds. */
    static final int MOST_DEPTH = 16;

    /** What the program understands. */
    static final Options OPTIONS = new Options(
            "tsp",
            List.of(
                    new Option.WholeNumber(
                            "--cities",
                            Optional.of("19"),
                            Instance.FEWEST_CITIES,
                            Instance.MOST_CITIES,
                            "visit N cities at random places"),
                    new Option.WholeNumber(
                            "--seed", Optional.of("1"), Long.MIN_VALUE, Long.MAX_VALUE, "choose other places"),
                    new Option.File("--file", "visit the cities of FILE, which is in the format of TSPLIB"),
                    new Option.WholeNumber(
                            "--depth",
                            Optional.of("10"),
                            2,
                            MOST_DEPTH,
                            "share partial tours of up to N cities, even if some worker then has nothing to do"),
                    new Option.WholeNumber(
                            "--ascent",
                            Optional.of("1000"),
                            0,
                            100_000,
                            "raise the lower bound in N rounds before the search; with 0 the search takes much longer"),
                    new Option.Flag(
                            "--racy-bound",
                            "look at the shortest length without its lock, and take the lock only when it has changed"),
                    new Option.WholeNumber(
                            "--threads", Optional.of("1"), 1, 256, "search with N threads on each drone"),
                    new Option.Flag(
                            "--no-serial", "do not search once more with one thread on plain memory and compare")));

    /** {@return what {@code arguments} ask for} */
    static Settings of(Arguments arguments) {
        return new Settings(
                (int) arguments.number("--cities"),
                arguments.number("--seed"),
                arguments.file("--file"),
                (int) arguments.number("--depth"),
                (int) arguments.number("--ascent"),
                arguments.flag("--racy-bound"),
                (int) arguments.number("--threads"),
                !arguments.flag("--no-serial"),
                arguments.asText());
    }
}
