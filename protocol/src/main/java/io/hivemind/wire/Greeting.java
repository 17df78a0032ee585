package io.hivemind.wire;

/**
 * The first thing that a drone says on a link: who it is, and what both must agree on.
 *
 * @param protocol the version of the messages that it speaks, {@link #PROTOCOL}
 * @param hive the id of the hive that it belongs to
 * @param pageSize bytes a page
 * @param heapBytes bytes of the shared heap
 * @param rank its rank
 * @param size how many drones it expects
 * @param listens where it listens for other drones
 * @param roomBytes how much memory it has for its part of the heap and what it works with; {@link Long#MAX_VALUE} if nobody counts
 * @param survival what it does when another drone fails
 */
public record Greeting(
        int protocol,
        String hive,
        int pageSize,
        long heapBytes,
        int rank,
        int size,
        Address listens,
        long roomBytes,
        Survival survival)
        implements Handshake {
    /** The version of the messages of this release. */
    public static final int PROTOCOL = 7;

    /** Makes the greeting of a drone that ends when another fails. */
    public Greeting(
            int protocol,
            String hive,
            int pageSize,
            long heapBytes,
            int rank,
            int size,
            Address listens,
            long roomBytes) {
        this(protocol, hive, pageSize, heapBytes, rank, size, listens, roomBytes, Survival.NONE);
    }
}
