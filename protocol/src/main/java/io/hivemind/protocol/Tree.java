package io.hivemind.protocol;

import java.util.stream.IntStream;

/**
 * Through whom a drone arrives at barriers: a tree in the shape of a heap with drone 0 as its root, so that at no drone there
 * are more messages than its arity makes (I36).
 */
record Tree(int rank, int size, int arity) {
    static final int ROOT = 0;

    boolean isRoot() {
        return rank == ROOT;
    }

    int parent() {
        return (rank - 1) / arity;
    }

    /** The drones that arrive through this one, ascending. */
    IntStream children() {
        long first = (long) rank * arity + 1;
        return IntStream.range((int) Math.min(size, first), (int) Math.min(size, first + arity));
    }
}
