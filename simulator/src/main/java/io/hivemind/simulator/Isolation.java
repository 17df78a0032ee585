package io.hivemind.simulator;

import io.hivemind.protocol.Message;
import io.hivemind.simulator.Agenda.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Stops drones for a while, lets others take them to have failed, breaks links, and cuts the hive in two; at odd moments, and more often
 * while the view changes.
 */
final class Isolation {
    private final World world;
    private final Members members;
    private final Recovery recovery;
    private final Dangers dangers;
    private final Breaks breaks;
    private final Pauses pauses;
    private final Agenda agenda;
    private final Chances chances;
    private final Faults faults;
    private final SplittableRandom random;
    private int left;

    Isolation(
            World world,
            Members members,
            Recovery recovery,
            Dangers dangers,
            Breaks breaks,
            Pauses pauses,
            Agenda agenda,
            Chances chances,
            SplittableRandom random) {
        this.world = world;
        this.members = members;
        this.recovery = recovery;
        this.dangers = dangers;
        this.breaks = breaks;
        this.pauses = pauses;
        this.agenda = agenda;
        this.chances = chances;
        this.faults = chances.faults();
        this.random = random;
        this.left = faults.cuts();
        if (left > 0) {
            again();
        }
    }

    private void again() {
        agenda.after(1 + random.nextInt(faults.everyMoments()), new Event.Isolate(Event.ANYBODY, Event.ANYBODY));
    }

    /** A drone sends: perhaps one of the two is stopped soon, or their link breaks. */
    void sent(int from, int to, Message message) {
        if (left > 0 && Reaper.changesTheView(message) && random.nextDouble() < faults.trigger()) {
            agenda.after(random.nextInt(2 + 2 * chances.quickMoments()), new Event.Isolate(from, to));
        }
    }

    /** Somebody is to be stopped or cut off: one of two drones, or anybody. */
    void isolate(Event.Isolate event) {
        if (left == 0) {
            return;
        }
        if (event.one() == Event.ANYBODY) {
            again();
        }
        List<Integer> there = members.inAndWell();
        boolean settled = recovery.isSettled();
        if (there.size() < 2 || (!settled && random.nextDouble() >= faults.overlaps())) {
            return;
        }
        left--;
        boolean chosen = there.contains(event.one()) && there.contains(event.other());
        int one = chosen ? event.one() : take(there);
        int other = chosen ? event.other() : any(without(there, one));
        boolean areEnough = members.areEnoughWithout(one) && members.areEnoughWithout(other);
        if (random.nextDouble() < faults.stops()) {
            stop(one, without(members.inAndWell(), one));
        } else if (random.nextDouble() < faults.splits()) {
            split(members.inAndWell());
        } else {
            cut(one, other);
        }
        if (!settled || !areEnough) {
            dangers.overlap();
        }
    }

    /** A drone is stopped for a while, and each of the others takes it to have failed or does not. */
    private void stop(int drone, List<Integer> others) {
        if (pauses.isStopped(drone)) {
            return;
        }
        int moments = 1 + random.nextInt(faults.stopMoments());
        world.befalls(drone, "is stopped for " + moments + " moments");
        pauses.stop(drone, moments);
        if (random.nextBoolean()) {
            double suspicion = random.nextDouble();
            boolean late = random.nextDouble() < faults.overlaps();
            for (int other : others) {
                if (random.nextDouble() < suspicion) {
                    lose(drone, other);
                    breaks.suspects(other, drone, random.nextInt(late ? 2 * moments : moments));
                }
            }
            if (late) {
                dangers.overlap();
            }
        }
    }

    /** The link between two drones breaks, in one direction or both. Who hears nothing any more finds out, and the other from that one. */
    private void cut(int one, int other) {
        boolean both = random.nextDouble() >= faults.oneWay();
        world.befalls(one, both ? "is cut off from drone " + other : "is not heard by drone " + other + " any more");
        lose(one, other);
        breaks.breaks(one, other, breaks.someMoments());
        breaks.findsOut(other, one);
        if (both) {
            breaks.breaks(other, one, breaks.someMoments());
            breaks.findsOut(one, other);
        }
    }

    /** Two drones hear each other no more. */
    private void lose(int one, int other) {
        recovery.splits(one, other);
        dangers.split(one, other, world.drones().size());
    }

    /** The hive is cut in two at one moment, and each on one side finds out about each on the other. */
    private void split(List<Integer> there) {
        Set<Integer> side = new TreeSet<>();
        double share = random.nextInt(3) == 0 ? 0 : random.nextDouble();
        there.stream().filter(_ -> random.nextDouble() < share).forEach(side::add);
        if (side.isEmpty()) {
            side.add(any(there));
        }
        List<Integer> rest = new ArrayList<>(there);
        rest.removeAll(side);
        world.befalls(there.getFirst(), side + " are cut off from " + rest);
        if (members.areEnough(rest) || members.areEnough(side)) {
            dangers.cutOff(members.areEnough(rest) ? side : new TreeSet<>(rest));
        } else {
            dangers.cutOff(new TreeSet<>(there));
            dangers.overlap();
        }
        int moments = breaks.someMoments();
        for (int one : side) {
            for (int other : rest) {
                breaks.breaks(one, other, moments);
                breaks.breaks(other, one, moments);
                breaks.findsOut(one, other, moments);
                breaks.findsOut(other, one, moments);
            }
        }
    }

    private int take(List<Integer> there) {
        return random.nextInt(3) == 0 ? there.getFirst() : any(there);
    }

    private int any(List<Integer> drones) {
        return drones.get(random.nextInt(drones.size()));
    }

    private static List<Integer> without(List<Integer> drones, int drone) {
        return drones.stream().filter(each -> each != drone).toList();
    }
}
