package io.hivemind.simulator;

import java.util.Map;
import java.util.TreeMap;

/** What threads know of what others have done because the view changed, which is a meeting of all members. */
final class Hearsay {
    private final Members members;
    private final Checkers checkers;
    private final Crew crew;
    /** By drone: the number of the last view to the change of which it has come. */
    private final Map<Integer, Integer> cameTo = new TreeMap<>();

    Hearsay(Members members, Checkers checkers, Crew crew) {
        this.members = members;
        this.checkers = checkers;
        this.crew = crew;
    }

    /** A drone has taken something in: perhaps it has come to a change of the view, be it that it answers at once or later. */
    void stepped(SimDrone drone) {
        if (members.hasEntered(drone.rank()) && drone.node().isChanging()) {
            comes(drone.rank());
        }
    }

    /**
     * Whoever comes to a change of the view lets the others know of all that its threads have stored: every decision on the next view
     * includes what was reported first.
     */
    void comes(int drone) {
        int next = members.viewOf(drone).number() + 1;
        if (cameTo.getOrDefault(drone, 0) < next) {
            cameTo.put(drone, next);
            crew.of(drone).forEach(thread -> checkers.comes(thread.number, next));
        }
    }

    /** What all drones had done before they came to the changes of the view is known to a thread that goes on. */
    void catchUp(AppThread thread) {
        int last = members.viewOf(thread.drone).number();
        while (thread.viewSeen < last) {
            thread.viewSeen++;
            checkers.goesOn(
                    thread.number,
                    thread.viewSeen,
                    members.view(thread.viewSeen).members(),
                    members.leftIn(thread.viewSeen).stream()
                            .filter(left -> !members.hasFailed(left))
                            .toList());
        }
    }
}
