package io.hivemind.simulator;

import io.hivemind.protocol.Message;
import java.util.Map;
import java.util.TreeMap;

/** What threads know of what others have done because the view changed, which is a meeting of all members. */
final class Hearsay {
    private final Members members;
    private final Checkers checkers;
    private final Crew crew;
    /** By drone: the number of the last view to the change of which it has come. */
    private final Map<Integer, Integer> cameTo = new TreeMap<>();
    /** By drone: the number of the last view that it was called to change. */
    private final Map<Integer, Integer> calledIn = new TreeMap<>();

    Hearsay(Members members, Checkers checkers, Crew crew) {
        this.members = members;
        this.checkers = checkers;
        this.crew = crew;
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

    /** A drone hears a message: if it is called to the next change, it closes its interval then, and reports it when that is safe. */
    void called(int drone, Message message) {
        if (message instanceof Message.ChangeCall call && !members.isGone(drone)) {
            calledIn.merge(drone, call.view(), Math::max);
            comesIfCalled(drone);
        }
    }

    /** A drone is in another view, of which a call may have come early. */
    void comesIfCalled(int drone) {
        if (members.viewOf(drone).number() == calledIn.getOrDefault(drone, -1)) {
            comes(drone);
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
