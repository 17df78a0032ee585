package io.hivemind.bench.programs;

import io.hivemind.apps.Programs;
import java.util.List;
import java.util.stream.Stream;

/**
 * A built-in program with its options.
 *
 * @param program its name
 * @param options its options, as they are typed
 */
public record Work(String program, List<String> options) {
    /** Keeps the options from changing. */
    public Work {
        options = List.copyOf(options);
    }

    /** {@return the work that a line of text, such as {@code quicksort --elements 1000}, asks for} */
    static Work of(String line) {
        List<String> words = List.of(line.split(" "));
        return new Work(words.getFirst(), words.subList(1, words.size()));
    }

    /** {@return whether there is a program of this name} */
    public boolean exists() {
        return Programs.all().stream().anyMatch(each -> each.name().equals(program));
    }

    /** {@return how many bytes of shared memory it needs on so many drones} Options it does not know are a mistake. */
    public long heapBytes(int drones) {
        var known = Programs.named(program);
        var job = known.prepare(known.options().parse(options));
        job.check();
        return job.heapBytes(drones);
    }

    /** {@return the name and the options, as words of a command} */
    public List<String> words() {
        return Stream.concat(Stream.of(program), options.stream()).toList();
    }

    @Override
    public String toString() {
        return String.join(" ", words());
    }
}
