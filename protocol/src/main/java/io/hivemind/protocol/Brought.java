package io.hivemind.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The intervals that drones have brought to meetings and that the coordinator has not taken in, because what precedes them
 * may still be on its way. Each drone brings only its own (I37), and each only once. While it waits at one meeting its
 * other threads may make more, and a third drone may have heard of those and mention them: then they have to be asked for (I39).
 */
final class Brought {
    /** By creator, ascending and without gaps. */
    private final TreeMap<Integer, List<Interval>> byCreator = new TreeMap<>();
    /** The drones that are being asked for intervals. */
    private final TreeSet<Integer> asked = new TreeSet<>();

    /** Drone {@code from} brings its intervals. */
    void bring(int from, List<Interval> own) {
        asked.remove(from);
        List<Interval> list = byCreator.computeIfAbsent(from, drone -> new ArrayList<>());
        for (Interval interval : own) {
            if (list.isEmpty() || interval.index() > list.getLast().index()) {
                list.add(interval);
            }
        }
    }

    /**
     * By drone, the number after which its intervals are lacking, so that everything up to {@code mentioned} is here or in
     * {@code known}.
     */
    SortedMap<Integer, Integer> gaps(VectorTime known, VectorTime mentioned) {
        TreeMap<Integer, Integer> gaps = new TreeMap<>();
        if (known.dominates(mentioned)) {
            return gaps;
        }
        for (int drone = 0; drone < mentioned.size(); drone++) {
            List<Interval> list = byCreator.getOrDefault(drone, List.of());
            int have = Math.max(
                    known.get(drone), list.isEmpty() ? 0 : list.getLast().index());
            if (mentioned.get(drone) > have) {
                gaps.put(drone, have);
            }
        }
        return gaps;
    }

    /** Notes that {@code drone} is asked for its intervals. Returns whether it was not being asked already. */
    boolean ask(int drone) {
        return asked.add(drone);
    }

    /** Hands over all intervals that {@code mentioned} covers, creator by creator, ascending. */
    List<Interval> take(VectorTime mentioned) {
        List<Interval> taken = new ArrayList<>();
        byCreator.forEach((creator, list) -> {
            int covered = 0;
            while (covered < list.size()
                    && mentioned.covers(creator, list.get(covered).index())) {
                covered++;
            }
            taken.addAll(list.subList(0, covered));
            list.subList(0, covered).clear();
        });
        return taken;
    }
}
