package io.hivemind.protocol;

import java.util.List;
import java.util.TreeMap;

/** One drone's side of a meeting: who of those it waits for has come, and what they know. Each may come for others as well. */
final class Rendezvous {
    private final List<Integer> expected;
    /** By drone, what each of those that it came for knows at least. */
    private final TreeMap<Integer, VectorTime> arrivals = new TreeMap<>();
    /** What all who have come know together. */
    private VectorTime mentioned = VectorTime.zero(0);

    /** Makes a meeting to which the drones in {@code expected} come. */
    Rendezvous(List<Integer> expected) {
        this.expected = expected;
    }

    /** Drone {@code from} has come for drones each of which knows {@code least}, and that know {@code together}. */
    void arrive(int from, VectorTime least, VectorTime together) {
        if (!expected.contains(from)) {
            throw new ProtocolException("Drone " + from + " came to a meeting of drones " + expected + ".");
        }
        if (arrivals.put(from, least) != null) {
            throw new ProtocolException("Drone " + from + " arrived twice at one meeting.");
        }
        mentioned = mentioned.max(together);
    }

    boolean isFull() {
        return arrivals.size() == expected.size();
    }

    VectorTime mentioned() {
        return mentioned;
    }

    /** What everybody knows for whom somebody has come. */
    VectorTime least() {
        return arrivals.values().stream().reduce(VectorTime::min).orElseThrow();
    }

    /** What everybody knows at least for whom {@code drone} has come. */
    VectorTime leastOf(int drone) {
        VectorTime least = arrivals.get(drone);
        if (least == null) {
            throw new ProtocolException("A meeting ends without drone " + drone + ", which has not come.");
        }
        return least;
    }

    boolean hasCome(int drone) {
        return arrivals.containsKey(drone);
    }

    List<Integer> expected() {
        return expected;
    }
}
