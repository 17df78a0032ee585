package io.hivemind.apps.pagerank;

import java.util.SplittableRandom;

/**
 * A graph with few vertices of many edges and many of few, as the web has (R-MAT: Chakrabarti, Zhan and Faloutsos, 2004,
 * with the probabilities of the Graph500 benchmark). Each edge is put into one of the four quarters of the matrix of all
 * edges, then into a quarter of that, and so on.
 */
final class MadeUpGraph {
    /** The probability of the first quarter, and of the first two and three, in 65,536ths. */
    private static final int FIRST = (int) (0.57 * (1 << 16));

    private static final int SECOND = (int) (0.76 * (1 << 16));
    private static final int THIRD = (int) (0.95 * (1 << 16));

    /** How many quarters are chosen from one random number. */
    private static final int LEVELS = Long.SIZE / 16;

    private final int vertices;
    private final int scale;
    private final SplittableRandom random;

    private MadeUpGraph(int vertices, long seed) {
        this.vertices = vertices;
        scale = Integer.SIZE - Integer.numberOfLeadingZeros(vertices - 1);
        random = new SplittableRandom(seed);
    }

    /** {@return a graph of so many vertices and edges, the same for the same seed} */
    static Graph of(int vertices, int degree, long seed) {
        var maker = new MadeUpGraph(vertices, seed);
        int[] from = new int[vertices * degree];
        int[] to = new int[vertices * degree];
        for (int edge = 0; edge < from.length; edge++) {
            long made = maker.edge();
            from[edge] = (int) (made >>> Integer.SIZE);
            to[edge] = (int) made;
        }
        return Graph.of(vertices, from, to, new int[0]);
    }

    private long edge() {
        long edge = drawn();
        while (edge >>> Integer.SIZE >= vertices || (int) edge >= vertices) {
            edge = drawn();
        }
        return edge;
    }

    private long drawn() {
        int from = 0;
        int to = 0;
        long bits = 0;
        for (int level = 0; level < scale; level++) {
            bits = level % LEVELS == 0 ? random.nextLong() : bits >>> 16;
            int chance = (int) (bits & 0xFFFF);
            from = 2 * from + (chance < SECOND ? 0 : 1);
            to = 2 * to + (chance < FIRST || (chance >= SECOND && chance < THIRD) ? 0 : 1);
        }
        return (long) from << Integer.SIZE | to;
    }
}
