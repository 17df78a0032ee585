package io.hivemind.protocol;

import java.util.Collections;
import java.util.List;

/**
 * Through whom a drone arrives at barriers: a tree in the shape of a heap of the members of a view with the coordinator as its
 * root, so that at no drone there are more messages than its arity makes (I36).
 */
record Tree(int rank, List<Integer> members, int arity) {
    boolean isRoot() {
        return members.getFirst() == rank;
    }

    int parent() {
        return members.get((position() - 1) / arity);
    }

    /** The drones that arrive through this one, ascending. */
    List<Integer> children() {
        long first = (long) position() * arity + 1;
        int size = members.size();
        return members.subList((int) Math.min(size, first), (int) Math.min(size, first + arity));
    }

    private int position() {
        return Collections.binarySearch(members, rank);
    }
}
