package io.hivemind.protocol;

import java.util.TreeMap;

/**
 * What this drone has told the others with grants. A link keeps the order, so whoever is granted several locks has taken in
 * the news of the first before the second comes, and need not be told twice (I30).
 */
final class Told {
    /** By drone, what it knows when it has heard what is on its way. */
    private final TreeMap<Integer, VectorTime> byDrone = new TreeMap<>();

    /** What {@code drone}, which said that its time is {@code theirs}, knows before it hears the next word. */
    VectorTime knownBy(int drone, VectorTime theirs) {
        VectorTime before = byDrone.get(drone);
        return before == null ? theirs : before.max(theirs);
    }

    /** {@code drone} is told all up to {@code time}. */
    void tell(int drone, VectorTime time) {
        byDrone.put(drone, time);
    }
}
