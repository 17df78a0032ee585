package io.hivemind.apps.quicksort;

import io.hivemind.apps.frame.Arguments;
import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Option;
import io.hivemind.apps.frame.Options;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/**
 * What was asked for.
 *
 * @param elements how many random numbers to sort, where no file is given
 * @param seed what the random numbers begin with
 * @param threshold ranges up to this length are not split any more but sorted in place
 * @param grain ranges up to this length are not offered to others; empty to choose it by the size of list and hive
 * @param input the file that holds the list, if it is to come from one
 * @param output the file into which the sorted list goes, if it is to
 * @param format how the files hold numbers, if it was said
 * @param threads how many threads of each drone sort
 * @param leaf what sorts the small ranges
 * @param serial whether to run the same algorithm on a plain array, too
 * @param options all of this as text
 */
record Settings(
        long elements,
        long seed,
        int threshold,
        OptionalLong grain,
        Optional<Path> input,
        Optional<Path> output,
        Optional<Format> format,
        int threads,
        Sorter.Leaf leaf,
        boolean serial,
        SequencedMap<String, String> options) {

    /** Each drone may hold a range as a Java array, and the first range is the whole list. */
    static final long MOST_ELEMENTS = 1L << 30;

    /** What the program understands. */
    static final Options OPTIONS = new Options(
            "quicksort",
            List.of(
                    new Option.WholeNumber(
                            "--elements", Optional.of("4_000_000"), 1, MOST_ELEMENTS, "sort N random numbers"),
                    new Option.WholeNumber(
                            "--seed", Optional.of("1"), Long.MIN_VALUE, Long.MAX_VALUE, "choose other random numbers"),
                    new Option.WholeNumber(
                            "--threshold",
                            Optional.of("1024"),
                            2,
                            MOST_ELEMENTS,
                            "split no range of up to N numbers any more, but sort it in place"),
                    new Option.WholeNumber(
                            "--grain",
                            Optional.empty(),
                            2,
                            MOST_ELEMENTS,
                            "offer no range of up to N numbers to the other drones, but keep it (default: a 16th of what"
                                    + " each thread has to sort, and at least the threshold)"),
                    new Option.File("--input", "sort the numbers in FILE"),
                    new Option.File("--output", "write the sorted numbers into FILE"),
                    new Option.Choice(
                            "--format",
                            Optional.of("auto"),
                            List.of("auto", "text", "little", "big"),
                            "how the files hold numbers: one a line as text, or four bytes each with the lowest (little)"
                                    + " or the highest (big) first; auto is text if the input looks so, else little,"
                                    + " and text if there is no input"),
                    new Option.WholeNumber("--threads", Optional.of("1"), 1, 256, "sort with N threads on each drone"),
                    new Option.Choice(
                            "--leaf",
                            Optional.of("own"),
                            List.of("own", "jdk"),
                            "sort the small ranges by this program's own quick sort, or by java.util.Arrays.sort"),
                    new Option.Flag("--no-serial", "do not sort the list once more on a plain array to compare")));

    /** {@return what {@code arguments} ask for} */
    static Settings of(Arguments arguments) {
        String format = arguments.choice("--format");
        Settings settings = new Settings(
                arguments.number("--elements"),
                arguments.number("--seed"),
                (int) arguments.number("--threshold"),
                arguments.optionalNumber("--grain"),
                arguments.file("--input"),
                arguments.file("--output"),
                format.equals("auto") ? Optional.empty() : Optional.of(Format.named(format)),
                (int) arguments.number("--threads"),
                Sorter.Leaf.valueOf(arguments.choice("--leaf").toUpperCase(Locale.ROOT)),
                !arguments.flag("--no-serial"),
                arguments.asText());
        if (settings.grain.isPresent() && settings.grain.getAsLong() < settings.threshold) {
            throw new Mistake(
                    "The grain of %,d is less than the threshold of %,d, up to which ranges are not split at all."
                            .formatted(settings.grain.getAsLong(), settings.threshold));
        }
        return settings;
    }

    /** {@return the grain that was asked for, or one that gives every worker a good many ranges} */
    int grain(long listLength, int drones) {
        long workers = (long) drones * threads;
        return (int) grain.orElse(Math.max(threshold, listLength / (16 * workers)));
    }
}
