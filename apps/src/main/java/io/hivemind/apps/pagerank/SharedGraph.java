package io.hivemind.apps.pagerank;

import io.hivemind.Hive;
import io.hivemind.SharedInts;

/** A graph in shared memory, with the border between each two workers' parts. Each worker reads its part once. */
final class SharedGraph {
    private final SharedInts begins;
    private final SharedInts sources;
    private final SharedInts outDegrees;
    private final SharedInts borders;
    private final int workers;

    SharedGraph(Hive hive, int vertices, int edges, int workers) {
        this.workers = workers;
        begins = hive.ints("pagerank.begins", vertices + 1L);
        sources = hive.ints("pagerank.sources", edges);
        outDegrees = hive.ints("pagerank.degrees", vertices);
        borders = hive.ints("pagerank.borders", workers + 1L);
    }

    /** {@return how many bytes of shared memory it needs, but for the borders} */
    static long bytes(long vertices, long edges) {
        return (2 * vertices + 1 + edges) * Integer.BYTES;
    }

    /** Fills it. */
    void put(Graph graph) {
        begins.set(0, graph.begins());
        sources.set(0, graph.sources());
        outDegrees.set(0, graph.outDegrees());
        borders.set(0, graph.shares(workers));
    }

    /** {@return the part of a worker} */
    Part part(int worker, double damping) {
        int first = borders.get(worker);
        int[] ownBegins = new int[borders.get(worker + 1) - first + 1];
        begins.get(first, ownBegins);
        int[] ownSources = new int[ownBegins[ownBegins.length - 1] - ownBegins[0]];
        sources.get(ownBegins[0], ownSources);
        int[] ownDegrees = new int[ownBegins.length - 1];
        outDegrees.get(first, ownDegrees);
        return new Part(first, (int) outDegrees.length(), damping, ownBegins, ownSources, ownDegrees);
    }
}
