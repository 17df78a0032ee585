package io.hivemind.apps.nas;

import io.hivemind.apps.frame.Arguments;
import io.hivemind.apps.frame.Option;
import io.hivemind.apps.frame.Options;
import io.hivemind.apps.frame.Saving;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * What was asked of a NAS parallel benchmark.
 *
 * @param size how large the problem is
 * @param threads how many threads of each drone work
 * @param serial whether to do the same work on plain arrays with one thread, too
 * @param saving when to write checkpoints
 * @param options all of this as text
 */
public record NpbSettings(
        NpbClass size, int threads, boolean serial, Saving saving, SequencedMap<String, String> options) {
    private static final int MOST_THREADS = 256;

    /** {@return what the benchmark {@code program} understands, whose size is {@code initial} unless told} */
    static Options options(String program, NpbClass initial) {
        Stream<Option> own = Stream.of(
                new Option.Choice(
                        "--class",
                        Optional.of(initial.name()),
                        Stream.of(NpbClass.values()).map(NpbClass::name).toList(),
                        "the size of the problem, as NPB names it: sample, workstation, or the smallest to be"
                                + " measured"),
                new Option.WholeNumber(
                        "--threads", Optional.of("1"), 1, MOST_THREADS, "work with N threads on each drone"),
                new Option.Flag("--no-serial", "do not do the work once more on plain arrays to compare"));
        return new Options(
                program,
                Stream.concat(own, Saving.options("steps of the kernel", 1).stream())
                        .toList());
    }

    /** {@return what {@code arguments} ask of the program} */
    static NpbSettings of(String program, Arguments arguments) {
        return new NpbSettings(
                NpbClass.valueOf(arguments.choice("--class")),
                (int) arguments.number("--threads"),
                !arguments.flag("--no-serial"),
                Saving.of(program, arguments),
                arguments.asText());
    }
}
