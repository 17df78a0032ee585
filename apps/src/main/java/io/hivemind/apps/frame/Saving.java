package io.hivemind.apps.frame;

import io.hivemind.Hive;
import io.hivemind.Resumed;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * When a program writes checkpoints of its hive, and where it goes on if the hive began with one. What the program computes goes on in
 * steps, such as iterations.
 *
 * @param path the directory, if checkpoints are written
 * @param every after how many steps
 * @param note what the checkpoint is of: the program, and the options that decide what is in shared memory
 */
public record Saving(Optional<Path> path, int every, String note) {
    private static final String PATH = "--checkpoint";
    private static final String EVERY = "--checkpoint-every";

    /** The options that have no say in what is in shared memory after so many steps. */
    private static final Set<String> WITHOUT_SAY = Set.of(
            "iterations", "fill", "threads", "no-serial", "json", "checkpoint", "checkpoint-every", "keep-every");

    /** {@return the options} */
    public static List<Option> options(String steps, int every) {
        return List.of(
                new Option.File(
                        PATH, "PATH", "write checkpoints into the directory PATH, on the machine of each drone"),
                new Option.WholeNumber(
                        EVERY,
                        Optional.of(String.valueOf(every)),
                        1,
                        Integer.MAX_VALUE,
                        "write a checkpoint after each N " + steps));
    }

    /** {@return what {@code arguments} ask of a program} */
    public static Saving of(String program, Arguments arguments) {
        return new Saving(arguments.file(PATH), (int) arguments.number(EVERY), note(program, arguments.asText()));
    }

    /** {@return whether checkpoints are written} */
    public boolean isOn() {
        return path.isPresent();
    }

    /** Refuses a hive that began with a checkpoint of something else. To be asked before the names that it knows are. */
    public void requireSame(Hive hive) {
        hive.resumed().map(Resumed::note).filter(other -> !other.equals(note)).ifPresent(other -> {
            throw new Mistake(
                    "The checkpoint is of \"%s\", and this is \"%s\": resume it with the same program and options."
                            .formatted(other, note));
        });
    }

    /**
     * {@return how many of {@code whole} steps were done before the hive began: 0, unless it began with a checkpoint} A checkpoint of
     * something else is a {@link Mistake}.
     */
    public int begun(Hive hive, int whole) {
        if (hive.resumed().isEmpty()) {
            return 0;
        }
        requireSame(hive);
        Resumed resumed = hive.resumed().get();
        if (resumed.step() > whole) {
            throw new Mistake(
                    "The checkpoint is of %,d steps, and only %,d were asked for.".formatted(resumed.step(), whole));
        }
        return (int) resumed.step();
    }

    /** {@return whether a checkpoint is due after {@code done} of {@code whole} steps} None is when all are done. */
    public boolean isDue(int done, int whole) {
        return isOn() && done % every == 0 && done < whole;
    }

    /** Writes a checkpoint after {@code done} steps. A barrier of {@code threads} threads of every drone. */
    public void save(Hive hive, int done, int threads) {
        hive.checkpoint(path.orElseThrow(), done, note, threads);
    }

    private static String note(String program, SequencedMap<String, String> options) {
        var note = new StringBuilder(program);
        options.forEach((name, value) -> {
            if (!WITHOUT_SAY.contains(name)) {
                note.append(' ').append(name).append('=').append(value);
            }
        });
        return note.toString();
    }
}
