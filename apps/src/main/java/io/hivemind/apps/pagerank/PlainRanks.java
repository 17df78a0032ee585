package io.hivemind.apps.pagerank;

import io.hivemind.apps.frame.Crew;
import io.hivemind.apps.frame.Meeting;
import java.util.Arrays;

/** The ranks on plain arrays that the threads of one process share. */
final class PlainRanks implements Exchange {
    private final Part[] parts;
    private final Meeting barrier;
    private final double[][] shares;
    private final double[][] sums;
    private final double[] ranks;

    PlainRanks(Graph graph, double damping, int threads) {
        int[] borders = graph.shares(threads);
        parts = new Part[threads];
        for (int part = 0; part < threads; part++) {
            parts[part] = graph.part(borders[part], borders[part + 1], damping);
        }
        barrier = Meeting.of(threads);
        shares = new double[2][graph.vertices()];
        sums = new double[2][Part.SUMS * Part.blocks(graph.vertices())];
        ranks = new double[graph.vertices()];
    }

    /** Ranks the vertices; {@link #ranks} has the result. {@return after how many iterations it ended} */
    int run(Settings settings) throws InterruptedException {
        int[] iterations = new int[parts.length];
        Crew.run(parts.length, thread -> iterations[thread] = new Worker(parts[thread], this, settings, _ -> {}).run());
        return iterations[0];
    }

    /** {@return all ranks} */
    double[] ranks() {
        return ranks;
    }

    /** {@return the ranks after so many iterations by the textbook: one loop over all edges, sums as they come} */
    static double[] textbook(Graph graph, double damping, int iterations) {
        int vertices = graph.vertices();
        double[] old = new double[vertices];
        double[] ranks = new double[vertices];
        Arrays.fill(ranks, 1.0 / vertices);
        for (int iteration = 0; iteration < iterations; iteration++) {
            System.arraycopy(ranks, 0, old, 0, vertices);
            double dangling = 0;
            for (int vertex = 0; vertex < vertices; vertex++) {
                dangling += graph.outDegrees()[vertex] == 0 ? old[vertex] : 0;
            }
            for (int vertex = 0; vertex < vertices; vertex++) {
                double sum = dangling / vertices;
                for (int edge = graph.begins()[vertex]; edge < graph.begins()[vertex + 1]; edge++) {
                    int source = graph.sources()[edge];
                    sum += old[source] / graph.outDegrees()[source];
                }
                ranks[vertex] = (1 - damping) / vertices + damping * sum;
            }
        }
        return ranks;
    }

    @Override
    public double[] shares(int buffer) {
        return shares[buffer];
    }

    @Override
    public double[] sums(int buffer) {
        return sums[buffer];
    }

    @Override
    public void put(int buffer, Part part) {
        System.arraycopy(part.shares(), 0, shares[buffer], part.first(), part.shares().length);
        int block = part.first() / Part.BLOCK;
        System.arraycopy(part.sums(), 0, sums[buffer], Part.SUMS * block, part.sums().length);
    }

    @Override
    public void end(Part part) {
        System.arraycopy(part.ranks(), 0, ranks, part.first(), part.ranks().length);
    }

    @Override
    public void await() throws InterruptedException {
        barrier.await();
    }
}
