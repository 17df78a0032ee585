package io.hivemind.apps.pagerank;

/**
 * What one worker has of the graph: vertices that follow one another, with the edges to them, and their ranks. This is the
 * arithmetic; the hive and the plain program share it.
 *
 * <p>All sums are taken in the same order, however many workers there are: first within each block of {@link #BLOCK}
 * vertices, which no two workers share, then over the blocks. So the result is the same to the last bit.
 */
final class Part {
    /** How many vertices a block has: as many as fit into a page of usual size. */
    static final int BLOCK = 512;

    /** What is summed up in each block: the ranks of vertices that no edge leads from, and by how much ranks have changed. */
    static final int DANGLING = 0;

    static final int CHANGE = 1;
    static final int SUMS = 2;

    private final int first;
    private final int all;
    private final double damping;

    /** Where the edges to each vertex begin, counted from where the edges of the whole graph do. */
    private final int[] begins;

    private final int[] sources;
    private final int[] outDegrees;
    private final double[] ranks;

    /** By vertex: what it gives to each vertex that it has an edge to; its rank if it has none. */
    private final double[] shares;

    private final double[] sums;

    /**
     * Makes the part from vertex {@code first} on.
     *
     * @param all how many vertices the whole graph has
     * @param begins where the edges to each vertex begin among all edges, and where those to the last vertex end
     * @param sources where the edges to these vertices come from
     */
    Part(int first, int all, double damping, int[] begins, int[] sources, int[] outDegrees) {
        this.first = first;
        this.all = all;
        this.damping = damping;
        this.begins = begins;
        this.sources = sources;
        this.outDegrees = outDegrees;
        ranks = new double[outDegrees.length];
        shares = new double[outDegrees.length];
        sums = new double[SUMS * blocks(outDegrees.length)];
    }

    /** {@return how many blocks so many vertices take} */
    static int blocks(int vertices) {
        return (vertices + BLOCK - 1) / BLOCK;
    }

    int first() {
        return first;
    }

    double[] ranks() {
        return ranks;
    }

    double[] shares() {
        return shares;
    }

    /** {@return the sums of its blocks, {@value #SUMS} each} */
    double[] sums() {
        return sums;
    }

    /** Gives all vertices the same rank. */
    void begin() {
        for (int block = 0; block < blocks(ranks.length); block++) {
            sums[SUMS * block + DANGLING] = 0;
            sums[SUMS * block + CHANGE] = 0;
            for (int vertex = BLOCK * block; vertex < end(block); vertex++) {
                set(block, vertex, 1.0 / all);
            }
        }
    }

    /**
     * Does one iteration.
     *
     * @param given the shares of all vertices of the graph
     * @param dangling the ranks of all vertices that no edge leads from, which is given to all vertices alike
     */
    void step(double[] given, double dangling) {
        double base = (1 - damping) / all + damping * dangling / all;
        for (int block = 0; block < blocks(ranks.length); block++) {
            sums[SUMS * block + DANGLING] = 0;
            sums[SUMS * block + CHANGE] = 0;
            for (int vertex = BLOCK * block; vertex < end(block); vertex++) {
                double sum = 0;
                int end = begins[vertex + 1] - begins[0];
                for (int edge = begins[vertex] - begins[0]; edge < end; edge++) {
                    sum += given[sources[edge]];
                }
                set(block, vertex, base + damping * sum);
            }
        }
    }

    private void set(int block, int vertex, double rank) {
        sums[SUMS * block + CHANGE] += Math.abs(rank - ranks[vertex]);
        ranks[vertex] = rank;
        if (outDegrees[vertex] == 0) {
            sums[SUMS * block + DANGLING] += rank;
            shares[vertex] = rank;
        } else {
            shares[vertex] = rank / outDegrees[vertex];
        }
    }

    private int end(int block) {
        return Math.min(ranks.length, BLOCK * (block + 1));
    }
}
