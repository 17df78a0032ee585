package io.hivemind.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** By barrier, the meeting of this drone and of those that arrive through it in the {@link Tree} (I36, I40). */
final class Arrivals {
    private final TreeMap<Integer, Rendezvous> meetings = new TreeMap<>();

    /** The meeting at a barrier, which begins with the first arrival, of those who come here by {@code tree}. */
    Rendezvous at(int barrier, Tree tree) {
        return meetings.computeIfAbsent(barrier, id -> {
            List<Integer> expected = new ArrayList<>(tree.children());
            expected.addFirst(tree.rank());
            return new Rendezvous(expected);
        });
    }

    /** All arrivals are void, for the tree is another from now on. */
    void clear() {
        meetings.clear();
    }

    /** The meeting at a barrier, or null if nobody has arrived. */
    @Nullable
    Rendezvous find(int barrier) {
        return meetings.get(barrier);
    }

    /** The barriers at which somebody has arrived and which have not opened. */
    List<Integer> open() {
        return List.copyOf(meetings.keySet());
    }

    /** The barrier opens. */
    Rendezvous end(int barrier) {
        Rendezvous meeting = meetings.remove(barrier);
        if (meeting == null || !meeting.isFull()) {
            throw new ProtocolException("Barrier " + barrier
                    + " opened, but this drone has not arrived at it, or not everybody who arrives through it has.");
        }
        return meeting;
    }

    /**
     * Why a barrier can never open, if one cannot. A drone that has arrived at barrier {@code last} arrives nowhere else
     * any more, but somebody who has not waits for it.
     */
    Optional<String> hopeless(int last) {
        Rendezvous leaving = meetings.get(last);
        if (leaving == null) {
            return Optional.empty();
        }
        for (Map.Entry<Integer, Rendezvous> entry : meetings.entrySet()) {
            Rendezvous meeting = entry.getValue();
            List<Integer> gone = meeting.expected().stream()
                    .filter(drone -> !meeting.hasCome(drone) && leaving.hasCome(drone))
                    .toList();
            boolean somebodyWaits =
                    meeting.expected().stream().anyMatch(drone -> meeting.hasCome(drone) && !leaving.hasCome(drone));
            if (!gone.isEmpty() && somebodyWaits) {
                return Optional.of("Drone " + gone.getFirst() + " has left, but barrier " + entry.getKey()
                        + " cannot open without it; the hive ends.");
            }
        }
        return Optional.empty();
    }
}
