package io.hivemind.protocol;

/**
 * What a node must know of its hive.
 *
 * @param rank this drone's number, from 0; from {@code size} on that of a newcomer
 * @param size how many drones founded the hive; every drone says the same
 * @param pages how many pages the shared heap has; every drone says the same
 * @param budgetBytes how many bytes of intervals, notices and diffs may gather before a collection is asked for
 * @param graceTicks how many ticks the coordinator waits for a barrier to carry a wanted collection before it starts one
 *     without
 * @param ahead what is sent before anybody asks for it
 * @param arity how many drones at most arrive at barriers through one other; every drone says the same
 * @param room how much memory this drone has; every drone says the same
 * @param backup how many other drones have what this one has released, so that so many may fail; every drone says the same
 */
public record NodeConfig(
        int rank,
        int size,
        int pages,
        long budgetBytes,
        int graceTicks,
        Ahead ahead,
        int arity,
        Room room,
        int backup) {
    /** The arity if nobody says: up to nine drones arrive at drone 0 itself. */
    public static final int USUAL_ARITY = 8;

    /**
     * What is sent before anybody asks for it. Whatever it says, all drones see the same memory; they exchange more messages,
     * or more bytes.
     *
     * @param grantBytes how many bytes of diffs go along with the token of a lock at most; 0 for none
     * @param pushes how many times in a row a drone is sent the changes of a page that it asks for time after time, before it
     *     has to ask again; 0 for never
     */
    public record Ahead(int grantBytes, int pushes) {
        /** Nothing moves before it is asked for, as in the papers. */
        public static final Ahead NOTHING = new Ahead(0, 0);

        /** A few short diffs make a grant no slower; a follower that has asked often enough is believed for long. */
        public static final Ahead USUAL = new Ahead(8 << 10, 64);

        /** Checks the ranges. */
        public Ahead {
            if (grantBytes < 0 || pushes < 0) {
                throw new IllegalArgumentException(
                        "grant bytes " + grantBytes + ", pushes " + pushes + ": both must be at least 0");
            }
        }
    }

    /** {@return whether the drone did not found the hive, but waits to be taken in} */
    public boolean isNewcomer() {
        return rank >= size;
    }

    /** Makes the configuration of a node that sends nothing before it is asked for it. */
    public NodeConfig(int rank, int size, int pages, long budgetBytes, int graceTicks) {
        this(rank, size, pages, budgetBytes, graceTicks, Ahead.NOTHING);
    }

    /** Makes the configuration of a node with the usual arity. */
    public NodeConfig(int rank, int size, int pages, long budgetBytes, int graceTicks, Ahead ahead) {
        this(rank, size, pages, budgetBytes, graceTicks, ahead, USUAL_ARITY);
    }

    /** Makes the configuration of a node with as much room as it wants. */
    public NodeConfig(int rank, int size, int pages, long budgetBytes, int graceTicks, Ahead ahead, int arity) {
        this(rank, size, pages, budgetBytes, graceTicks, ahead, arity, Room.UNBOUNDED);
    }

    /** Makes the configuration of a node of whose releases nobody else has a copy. */
    public NodeConfig(
            int rank, int size, int pages, long budgetBytes, int graceTicks, Ahead ahead, int arity, Room room) {
        this(rank, size, pages, budgetBytes, graceTicks, ahead, arity, room, 0);
    }

    /** Checks the ranges. */
    public NodeConfig {
        if (size < 1 || rank < 0) {
            throw new IllegalArgumentException(
                    "rank " + rank + " of " + size + " drones: the rank must be at least 0, and there must be a drone");
        }
        if (pages < 1 || budgetBytes < 0 || graceTicks < 0) {
            throw new IllegalArgumentException("pages " + pages + ", budget " + budgetBytes + ", grace " + graceTicks
                    + ": pages must be at least 1, the others at least 0");
        }
        if (backup < 0 || (backup > 0 && room.isBounded())) {
            throw new IllegalArgumentException("backup " + backup
                    + ": it must be at least 0, and 0 where room is bounded, for copies need room, too");
        }
        if (arity < 1) {
            throw new IllegalArgumentException("arity " + arity + ": it must be at least 1");
        }
        if (room.isBounded() && pages > room.mostPages(size)) {
            throw new IllegalArgumentException("a heap of " + pages + " pages: " + size + " drones with room for "
                    + room.bytes() + " bytes each hold at most " + room.mostPages(size));
        }
    }
}
