package io.hivemind.simulator;

import io.hivemind.protocol.Message;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** The links of a scenario: what is under way, between whom nothing arrives any more, and who does not read for a while. */
final class Wires {
    /** A message that has been sent. */
    record Sent(int from, int to, Message message) {}

    private record Cut(int one, int other) {}

    private final List<Sent> underWay = new ArrayList<>();
    private final List<Cut> cuts = new ArrayList<>();
    private final BitSet stopped = new BitSet();
    private final BitSet gone = new BitSet();

    void add(Sent sent) {
        if (!cuts.contains(new Cut(sent.from(), sent.to()))) {
            underWay.add(sent);
        }
    }

    /** Nothing that is on its way between two drones arrives any more, nor what they will say. */
    void cut(int one, int other) {
        cuts.add(new Cut(one, other));
        cuts.add(new Cut(other, one));
        underWay.removeIf(sent -> cuts.contains(new Cut(sent.from(), sent.to())));
    }

    /** A drone reads nothing until it goes on. */
    void stop(int drone) {
        stopped.set(drone);
    }

    void goOn(int drone) {
        stopped.clear(drone);
    }

    /** The process of a drone has ended. What it sent before still arrives. */
    void ends(int drone) {
        gone.set(drone);
        underWay.removeIf(sent -> sent.to() == drone);
    }

    boolean isGone(int drone) {
        return gone.get(drone);
    }

    /** {@return whether a drone runs} */
    boolean runs(int drone) {
        return !gone.get(drone) && !stopped.get(drone);
    }

    /** {@return what arrives next, which is under way no more} */
    Optional<Sent> next() {
        return taken(underWay.stream().filter(sent -> runs(sent.to())).findFirst());
    }

    /** {@return what arrives next from one drone at another} */
    Optional<Sent> next(int from, int to) {
        return taken(underWay.stream()
                .filter(sent -> sent.from() == from && sent.to() == to && runs(to))
                .findFirst());
    }

    private Optional<Sent> taken(Optional<Sent> first) {
        first.ifPresent(underWay::remove);
        return first;
    }
}
