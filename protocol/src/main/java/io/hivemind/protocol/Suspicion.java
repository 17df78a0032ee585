package io.hivemind.protocol;

import io.hivemind.protocol.Message.LeaveGranted;
import io.hivemind.protocol.Message.Suspected;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who of those that a change of the view concerns is taken to have failed (I72). Whoever leads finds out also if it misses nobody
 * itself, for two drones may have lost each other and nobody else.
 */
final class Suspicion {
    private final Roster roster;
    private final LazyRelease consistency;
    private final CollectFlow collections;
    private final Effects effects;
    /** Who has been told of a suspect, by suspect. */
    private final TreeMap<Integer, Integer> told = new TreeMap<>();
    /** Who suspects a drone, as this one was told. */
    private final TreeMap<Integer, TreeSet<Integer>> accusers = new TreeMap<>();

    Suspicion(Roster roster, LazyRelease consistency, CollectFlow collections, Effects effects) {
        this.roster = roster;
        this.consistency = consistency;
        this.collections = collections;
        this.effects = effects;
    }

    /** The members, and those who have left and still take part in a collection. */
    Set<Integer> concerned() {
        Set<Integer> concerned = new TreeSet<>(roster.view().members());
        concerned.addAll(collections.participants());
        return concerned;
    }

    /** Of those the ones that are left. */
    List<Integer> left() {
        return concerned().stream().filter(drone -> !roster.isSuspect(drone)).toList();
    }

    /** Of those the ones that are taken to have failed. */
    List<Integer> gone() {
        return concerned().stream().filter(roster::isSuspect).toList();
    }

    /** Whether there may be any. */
    boolean isSomebodyGone() {
        boolean wasMember = roster.alive().size() < roster.view().size();
        return wasMember || (roster.hasSuspects() && !collections.participants().isEmpty());
    }

    /** {@code drone} is taken to have failed. Returns whether it was not before. */
    boolean begin(int drone) {
        boolean isNew = roster.suspect(drone);
        if (isNew) {
            effects.suspect(drone);
        }
        return isNew;
    }

    /** {@code by} says that it takes {@code drone} to have failed. */
    void accused(int by, int drone) {
        accusers.computeIfAbsent(drone, accused -> new TreeSet<>()).add(by);
    }

    /** Lets those go who have left and accuse somebody, once nobody needs them any more: that one may have been the only one to let them go. */
    void letGo() {
        if (accusers.isEmpty()) {
            return;
        }
        Set<Integer> free = new TreeSet<>();
        accusers.values().forEach(free::addAll);
        free.removeAll(concerned());
        accusers.values().forEach(by -> by.removeAll(free));
        free.stream()
                .filter(drone -> !roster.isSuspect(drone))
                .forEach(drone -> effects.send(drone, new LeaveGranted()));
    }

    /**
     * Whom the leader takes to have failed because others say so, one at a time, for those who go with it accuse nobody any more: of those that
     * accuse each other the one of whom it heard first, and if it heard of several before it led the one that most accuse.
     */
    Optional<Integer> credible() {
        accusers.keySet().removeIf(roster::isSuspect);
        if (accusers.isEmpty()) {
            return Optional.empty();
        }
        Set<Integer> concerned = concerned();
        return accusers.keySet().stream()
                .filter(accused -> concerned.contains(accused) && countAccusers(accused) > 0)
                .max(Comparator.comparingInt(this::countAccusers)
                        .thenComparing(accused -> !roster.view().has(accused))
                        .thenComparingInt(accused -> accused));
    }

    /** How many accuse it; of a member those who have left are not believed, for members will find out, too. */
    private int countAccusers(int accused) {
        View view = roster.view();
        return (int) accusers.getOrDefault(accused, new TreeSet<>()).stream()
                .filter(drone -> !roster.isSuspect(drone) && (view.has(drone) || !view.has(accused)))
                .count();
    }

    /** Tells whoever leads, as far as is known here, whom this drone misses. */
    void tell() {
        if (roster.alive().isEmpty() || !isSomebodyGone() || roster.isOutside() || roster.isExpelled()) {
            return;
        }
        int leader = roster.alive().getFirst();
        for (int drone : gone()) {
            if (!Integer.valueOf(leader).equals(told.put(drone, leader))) {
                effects.send(leader, new Suspected(roster.number(), consistency.time(), drone));
            }
        }
    }
}
