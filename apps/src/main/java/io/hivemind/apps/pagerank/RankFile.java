package io.hivemind.apps.pagerank;

import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What comes out of it for people: the file of all ranks, and the vertices ranked highest. */
final class RankFile {
    private static final int BEST = 10;

    private RankFile() {}

    /** Writes a line for each vertex: what it is called in the graph's file, a tab, and its rank. */
    static void write(Path file, Graph graph, double[] ranks) {
        try (var out = Files.newBufferedWriter(file)) {
            for (int vertex = 0; vertex < ranks.length; vertex++) {
                out.write(graph.name(vertex) + "\t" + ranks[vertex] + "\n");
            }
        } catch (IOException failed) {
            throw new Mistake("The ranks cannot be written to " + file + ": " + Reasons.of(failed) + ".", failed);
        }
    }

    /** {@return the vertices ranked highest, the first the highest} */
    static List<Integer> best(double[] ranks) {
        return IntStream.range(0, ranks.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer vertex) -> -ranks[vertex]))
                .limit(BEST)
                .toList();
    }
}
