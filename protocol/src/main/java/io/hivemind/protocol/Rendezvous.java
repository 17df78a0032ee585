package io.hivemind.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The coordinator's side of one meeting of all drones: who has come, and what they know. */
final class Rendezvous {
    private final int size;
    /** By drone, the time at which it came. */
    private final TreeMap<Integer, VectorTime> arrivals = new TreeMap<>();
    /** Covers the times of all who have come. */
    private VectorTime mentioned;

    Rendezvous(int size) {
        this.size = size;
        this.mentioned = VectorTime.zero(size);
    }

    /** Drone {@code from} has come and knows up to {@code time}. */
    void arrive(int from, VectorTime time) {
        if (arrivals.put(from, time) != null) {
            throw new ProtocolException("Drone " + from + " arrived twice at one meeting.");
        }
        mentioned = mentioned.max(time);
    }

    boolean isFull() {
        return arrivals.size() == size;
    }

    /** What all who have come know together. */
    VectorTime mentioned() {
        return mentioned;
    }

    /** By drone, the time at which it came. */
    SortedMap<Integer, VectorTime> arrivals() {
        return arrivals;
    }

    boolean hasCome(int drone) {
        return arrivals.containsKey(drone);
    }

    /** The drones that have not come. */
    List<Integer> missing() {
        List<Integer> missing = new ArrayList<>();
        for (int drone = 0; drone < size; drone++) {
            if (!arrivals.containsKey(drone)) {
                missing.add(drone);
            }
        }
        return missing;
    }
}
