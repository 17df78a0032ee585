package io.hivemind.simulator;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who may be left out although it has not failed: of some that do not hear each other any more all of one side will be, or one at least. */
final class Dangers {
    /**
     * Some who are in danger together.
     *
     * @param oneIsEnough whether the others are safe when one of them is out
     */
    private record Danger(Set<Integer> drones, boolean oneIsEnough) {}

    private final List<Danger> dangers = new ArrayList<>();
    /** Those who have been in danger, and everybody once it was not clear who was. */
    private final BitSet ever = new BitSet();
    /** Whether so much went wrong at a time that perhaps nobody can go on. */
    private boolean overlapping;

    /** The hive is cut in two, and the drones of one side are too few to go on. */
    void cutOff(Set<Integer> side) {
        dangers.add(new Danger(new TreeSet<>(side), false));
        side.forEach(ever::set);
    }

    /** Two drones do not hear each other; whoever goes on with one of them leaves out the other, and those who go on with that. */
    void split(int one, int other, int drones) {
        dangers.add(new Danger(new TreeSet<>(Set.of(one, other)), true));
        ever.set(0, drones);
    }

    /** A drone comes in; if any are in danger it may hear both sides, or those alone who let it in, and they are not enough with it. */
    void in(int drone) {
        if (!areNone()) {
            ever.set(0, drone + 1);
            overlap();
        }
    }

    /** A drone is out. */
    void out(int drone) {
        dangers.removeIf(danger -> danger.oneIsEnough() && danger.drones().contains(drone));
        dangers.forEach(danger -> danger.drones().remove(drone));
        dangers.removeIf(danger -> danger.drones().isEmpty());
    }

    /** {@return whether a drone may be left out} */
    boolean threaten(int drone) {
        return dangers.stream().anyMatch(danger -> danger.drones().contains(drone));
    }

    boolean areNone() {
        return dangers.isEmpty();
    }

    /** {@return whether a drone was never in danger} */
    boolean haveSpared(int drone) {
        return !ever.get(drone);
    }

    /** Something more goes wrong before the hive has got over what went wrong before. */
    void overlap() {
        overlapping |= !ever.isEmpty();
    }

    /** {@return whether nobody need be left} */
    boolean mayAllEnd() {
        return overlapping;
    }
}
