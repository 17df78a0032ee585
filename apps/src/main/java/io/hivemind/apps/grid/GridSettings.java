package io.hivemind.apps.grid;

import io.hivemind.apps.frame.Arguments;
import io.hivemind.apps.frame.Option;
import io.hivemind.apps.frame.Options;
import io.hivemind.apps.frame.Saving;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * What was asked of a program that relaxes a grid.
 *
 * @param rows how many rows of numbers
 * @param columns how many numbers in each
 * @param type what each of them is
 * @param iterations how often each number is computed anew
 * @param fill who makes the grid
 * @param padded whether rows begin on page borders
 * @param threads how many threads of each drone work
 * @param serial whether to compare with one thread on plain arrays
 * @param saving when to write checkpoints
 * @param keepSeconds how often the grid is copied to where it outlives drones that fail, in a hive that goes on
 * @param options all of this as text
 */
public record GridSettings(
        int rows,
        int columns,
        Type type,
        int iterations,
        Fill fill,
        boolean padded,
        int threads,
        boolean serial,
        Saving saving,
        double keepSeconds,
        SequencedMap<String, String> options) {

    private static final int LEAST_SIDE = 3;
    private static final int MOST_SIDE = 1 << 24;
    private static final int MOST_THREADS = 256;
    private static final int USUAL_EVERY = 10;
    private static final int MOST_SECONDS = 1_000_000;

    /** What a number in the grid is. */
    public enum Type {
        /** Four bytes. */
        FLOAT,
        /** Eight bytes. */
        DOUBLE
    }

    /** Who makes the grid. */
    public enum Fill {
        /** Each drone its own part. */
        OWN,
        /** Drone 0 all of it. */
        DRONE0
    }

    /** {@return the options of the program with these initial values, and those that it has for itself} */
    public static Options options(String program, int side, Type type, int iterations, Option... own) {
        Stream<Option> common = Stream.of(
                new Option.WholeNumber(
                        "--rows", Optional.of(String.valueOf(side)), LEAST_SIDE, MOST_SIDE, "relax N rows of numbers"),
                new Option.WholeNumber(
                        "--columns",
                        Optional.of(String.valueOf(side)),
                        LEAST_SIDE,
                        MOST_SIDE,
                        "give each row N numbers"),
                new Option.Choice(
                        "--type",
                        Optional.of(word(type)),
                        words(Type.values()),
                        "what each number is: four or eight bytes"),
                new Option.WholeNumber(
                        "--iterations",
                        Optional.of(String.valueOf(iterations)),
                        1,
                        Integer.MAX_VALUE,
                        "compute each number anew N times"),
                new Option.Choice(
                        "--fill",
                        Optional.of(word(Fill.OWN)),
                        words(Fill.values()),
                        "who makes the grid: each drone its own part, or drone 0 all of it"),
                new Option.Flag("--padded", "let each row begin on a page border"),
                new Option.WholeNumber(
                        "--threads", Optional.of("1"), 1, MOST_THREADS, "work with N threads on each drone"),
                new Option.Decimal(
                        "--keep-every",
                        Optional.of("5"),
                        0,
                        MOST_SECONDS,
                        "where drones may fail, keep a copy of the grid every X seconds"),
                new Option.Flag(
                        "--no-serial",
                        "check against plain arrays and a thread for each processor, instead of one thread to compare with"));
        return new Options(
                program,
                Stream.of(common, Saving.options("iterations", USUAL_EVERY).stream(), Stream.of(own))
                        .flatMap(some -> some)
                        .toList());
    }

    /** {@return what {@code arguments} ask of the program} */
    public static GridSettings of(String program, Arguments arguments) {
        return new GridSettings(
                (int) arguments.number("--rows"),
                (int) arguments.number("--columns"),
                Type.valueOf(arguments.choice("--type").toUpperCase(Locale.ROOT)),
                (int) arguments.number("--iterations"),
                Fill.valueOf(arguments.choice("--fill").toUpperCase(Locale.ROOT)),
                arguments.flag("--padded"),
                (int) arguments.number("--threads"),
                !arguments.flag("--no-serial"),
                Saving.of(program, arguments),
                arguments.decimal("--keep-every"),
                arguments.asText());
    }

    /** {@return how many numbers there are} */
    long cells() {
        return (long) rows * columns;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> words(Enum<?>[] values) {
        return Stream.of(values).map(GridSettings::word).toList();
    }
}
