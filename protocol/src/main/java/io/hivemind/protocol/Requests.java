package io.hivemind.protocol;

import io.hivemind.protocol.Fetches.Wait;
import io.hivemind.protocol.Message.PageRequest;
import io.hivemind.protocol.Message.PageWant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What one step asks of others, gathered so that each drone gets one request, and the waits that the step ends. */
final class Requests {
    private final Roster roster;
    private final History history;
    private final Effects effects;
    private final TreeMap<Integer, List<PageWant>> wants = new TreeMap<>();
    private final List<Wait> over = new ArrayList<>(1);

    Requests(Roster roster, History history, Effects effects) {
        this.roster = roster;
        this.history = history;
        this.effects = effects;
    }

    void add(int drone, PageWant want) {
        wants.computeIfAbsent(drone, to -> new ArrayList<>(1)).add(want);
    }

    void over(Wait wait) {
        over.add(wait);
    }

    /** Sends what has been gathered. Returns the waits that are over. */
    List<Wait> carryOut() {
        wants.forEach((drone, list) -> {
            boolean wantsCopy = list.stream().anyMatch(want -> want.copyOf() >= 0);
            Optional<VectorTime> time = wantsCopy ? Optional.of(history.time()) : Optional.empty();
            effects.send(drone, new PageRequest(roster.epoch(), time, list));
        });
        wants.clear();
        List<Wait> ended = List.copyOf(over);
        over.clear();
        return ended;
    }
}
