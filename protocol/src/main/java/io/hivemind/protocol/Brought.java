package io.hivemind.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The intervals that drones have brought to meetings and that this drone has not taken in or passed on, because not
 * all have come. Each drone brings its own (I37), and each once. While it waits at one meeting its other threads may make
 * more, and a third drone may have heard of those and mention them: then they have to be asked for (I39). What comes
 * through the tree and what comes straight from its creator may overtake each other.
 */
final class Brought {
    /** By creator, by index. */
    private final TreeMap<Integer, TreeMap<Integer, Interval>> byCreator = new TreeMap<>();
    /** The drones that are being asked for intervals. */
    private final TreeSet<Integer> asked = new TreeSet<>();

    /** Somebody brings intervals, his own or those that others brought to him. */
    void bring(List<Interval> intervals) {
        for (Interval interval : intervals) {
            byCreator
                    .computeIfAbsent(interval.creator(), creator -> new TreeMap<>())
                    .put(interval.index(), interval);
        }
    }

    /** Drone {@code from} was asked for its intervals and sends them. */
    void answered(int from, List<Interval> own) {
        asked.remove(from);
        bring(own);
    }

    /**
     * By drone, the number after which its intervals are lacking, so that everything up to {@code mentioned} is here or in
     * {@code known}.
     */
    SortedMap<Integer, Integer> gaps(VectorTime known, VectorTime mentioned) {
        TreeMap<Integer, Integer> gaps = new TreeMap<>();
        for (int drone : mentioned.differences(known)) {
            TreeMap<Integer, Interval> here = byCreator.getOrDefault(drone, new TreeMap<>());
            int have = known.get(drone);
            while (here.containsKey(have + 1)) {
                have++;
            }
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
        byCreator.forEach((creator, here) -> {
            SortedMap<Integer, Interval> covered = here.headMap(mentioned.get(creator), true);
            taken.addAll(covered.values());
            covered.clear();
        });
        byCreator.values().removeIf(TreeMap::isEmpty);
        return taken;
    }

    /** Whoever is lacking intervals asks anew. */
    void forgetAsked() {
        asked.clear();
    }

    /** Everybody knows all that was brought. */
    void clear() {
        byCreator.clear();
        asked.clear();
    }

    /** Hands over all intervals, creator by creator, ascending. */
    List<Interval> takeAll() {
        List<Interval> taken = new ArrayList<>();
        byCreator.values().forEach(here -> taken.addAll(here.values()));
        byCreator.clear();
        return taken;
    }
}
