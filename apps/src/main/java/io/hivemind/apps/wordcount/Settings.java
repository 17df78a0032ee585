package io.hivemind.apps.wordcount;

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
 * @param input the file, or the folder of files, whose words are counted
 * @param words how many words to make up, where no file is given
 * @param vocabulary how many different words there are among those made up, at most
 * @param seed what the made-up text begins with
 * @param stripes how many parts the shared table has, each with its own lock
 * @param threads how many threads of each drone count
 * @param output the file into which all counts go, if they are to
 * @param serial whether to count once more with one thread on plain memory
 * @param options all of this as text
 */
record Settings(
        Optional<Path> input,
        long words,
        int vocabulary,
        long seed,
        int stripes,
        int threads,
        Optional<Path> output,
        boolean serial,
        SequencedMap<String, String> options) {

    /** What the program understands. */
    static final Options OPTIONS = new Options(
            "wordcount",
            List.of(
                    new Option.File("--input", "count the words in FILE, or in all files of the folder FILE"),
                    new Option.WholeNumber(
                            "--words",
                            Optional.of("4_000_000"),
                            1,
                            100_000_000,
                            "make up N words if there is no input"),
                    new Option.WholeNumber(
                            "--vocabulary",
                            Optional.of("50_000"),
                            1,
                            1_000_000,
                            "make up N different words at most, the r-th an r-th as often as the first"),
                    new Option.WholeNumber(
                            "--seed", Optional.of("1"), Long.MIN_VALUE, Long.MAX_VALUE, "make up another text"),
                    new Option.WholeNumber(
                            "--stripes",
                            Optional.of("64"),
                            1,
                            1024,
                            "divide the shared table into N parts, each with a lock of its own"),
                    new Option.File("--output", "write all counts into FILE, the most frequent words first"),
                    new Option.WholeNumber("--threads", Optional.of("1"), 1, 256, "count with N threads on each drone"),
                    new Option.Flag("--no-serial", "do not count once more with one thread to compare the time")));

    /** {@return what {@code arguments} ask for} */
    static Settings of(Arguments arguments) {
        return new Settings(
                arguments.file("--input"),
                arguments.number("--words"),
                (int) arguments.number("--vocabulary"),
                arguments.number("--seed"),
                (int) arguments.number("--stripes"),
                (int) arguments.number("--threads"),
                arguments.file("--output"),
                !arguments.flag("--no-serial"),
                arguments.asText());
    }
}
