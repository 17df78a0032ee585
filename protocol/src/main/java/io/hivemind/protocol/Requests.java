package io.hivemind.protocol;

import io.hivemind.protocol.Fetches.Wait;
import io.hivemind.protocol.Message.PageRequest;
import io.hivemind.protocol.Message.PageWant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What one step asks of others, gathered so that each drone gets one request, and the waits that the step ends. */
final class Requests {
    private final TreeMap<Integer, List<PageWant>> wants = new TreeMap<>();
    private final List<Wait> over = new ArrayList<>(1);

    void add(int drone, PageWant want) {
        wants.computeIfAbsent(drone, to -> new ArrayList<>(1)).add(want);
    }

    void over(Wait wait) {
        over.add(wait);
    }

    /** Sends them, in the {@code epoch} that is. Returns the waits that are over. */
    List<Wait> carryOut(Effects effects, int epoch) {
        wants.forEach((drone, list) -> effects.send(drone, new PageRequest(epoch, list)));
        return over;
    }
}
