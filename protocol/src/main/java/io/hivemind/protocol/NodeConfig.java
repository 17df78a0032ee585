package io.hivemind.protocol;

/**
 * What a node must know of its hive.
 *
 * @param rank this drone's number, from 0
 * @param size how many drones there are; every drone says the same
 * @param pages how many pages the shared heap has; every drone says the same
 * @param budgetBytes how many bytes of intervals, notices and diffs may gather before a collection is asked for
 * @param graceTicks how many ticks the coordinator waits for a barrier to carry a wanted collection before it starts one
 *     without
 */
public record NodeConfig(int rank, int size, int pages, long budgetBytes, int graceTicks) {
    /** Checks the ranges. */
    public NodeConfig {
        if (size < 1 || rank < 0 || rank >= size) {
            throw new IllegalArgumentException("rank " + rank + " of " + size
                    + " drones: the rank must be from 0 to the number of drones less one");
        }
        if (pages < 1 || budgetBytes < 0 || graceTicks < 0) {
            throw new IllegalArgumentException("pages " + pages + ", budget " + budgetBytes + ", grace " + graceTicks
                    + ": pages must be at least 1, the others at least 0");
        }
    }
}
