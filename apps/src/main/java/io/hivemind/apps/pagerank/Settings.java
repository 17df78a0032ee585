package io.hivemind.apps.pagerank;

import io.hivemind.apps.frame.Arguments;
import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Option;
import io.hivemind.apps.frame.Options;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What was asked for.
 *
 * @param edges the file with the edges of the graph, if it is to come from one
 * @param vertices how many vertices to make up, where no file is given
 * @param degree how many edges to make up for each vertex, on average
 * @param seed what the made-up graph begins with
 * @param damping how likely the random walk is to follow an edge rather than to begin anew
 * @param iterations after how many iterations to end
 * @param tolerance by how much all ranks together must change in an iteration for another to follow
 * @param threads how many threads of each drone work
 * @param output the file into which all ranks go, if they are to
 * @param serial whether to run the same algorithm with one thread on plain arrays, too
 * @param options all of this as text
 */
record Settings(
        Optional<Path> edges,
        int vertices,
        int degree,
        long seed,
        double damping,
        int iterations,
        double tolerance,
        int threads,
        Optional<Path> output,
        boolean serial,
        SequencedMap<String, String> options) {

    /** The sources of all edges are a Java array on drone 0. */
    static final int MOST_EDGES = 1 << 29;

    /** What the program understands. */
    static final Options OPTIONS = new Options(
            "pagerank",
            List.of(
                    new Option.File(
                            "--edges",
                            "read the graph from FILE: on each line the numbers of two vertices, from and to; lines that"
                                    + " begin with # do not count"),
                    new Option.WholeNumber(
                            "--vertices",
                            Optional.of("200_000"),
                            1,
                            MOST_EDGES,
                            "make up a graph of N vertices if there is no file"),
                    new Option.WholeNumber(
                            "--degree", Optional.of("16"), 0, 10_000, "make up N edges for each vertex, on average"),
                    new Option.WholeNumber(
                            "--seed", Optional.of("1"), Long.MIN_VALUE, Long.MAX_VALUE, "make up another graph"),
                    new Option.Decimal(
                            "--damping",
                            Optional.of("0.85"),
                            0,
                            1,
                            "follow an edge with probability X, or else begin anew"),
                    new Option.WholeNumber("--iterations", Optional.of("50"), 1, 100_000, "end after N iterations"),
                    new Option.Decimal(
                            "--tolerance",
                            Optional.of("0"),
                            0,
                            2,
                            "end before if an iteration changes all ranks together by less than X"),
                    new Option.File("--output", "write each vertex and its rank into FILE"),
                    new Option.WholeNumber("--threads", Optional.of("1"), 1, 256, "work with N threads on each drone"),
                    new Option.Flag(
                            "--no-serial", "do not rank once more with one thread on plain arrays to compare")));

    /** {@return what {@code arguments} ask for} */
    static Settings of(Arguments arguments) {
        Settings settings = new Settings(
                arguments.file("--edges"),
                (int) arguments.number("--vertices"),
                (int) arguments.number("--degree"),
                arguments.number("--seed"),
                arguments.decimal("--damping"),
                (int) arguments.number("--iterations"),
                arguments.decimal("--tolerance"),
                (int) arguments.number("--threads"),
                arguments.file("--output"),
                !arguments.flag("--no-serial"),
                arguments.asText());
        long edges = (long) settings.vertices * settings.degree;
        if (edges > MOST_EDGES) {
            throw new Mistake("A graph of %,d vertices with %,d edges each has %,d edges; this program takes up to %,d."
                    .formatted(settings.vertices, settings.degree, edges, MOST_EDGES));
        }
        return settings;
    }
}
