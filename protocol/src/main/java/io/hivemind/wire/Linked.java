package io.hivemind.wire;

import java.util.List;

/**
 * A newcomer says to which drones it is linked, in both directions.
 *
 * @param ranks their ranks
 */
public record Linked(List<Integer> ranks) implements Handshake {
    /** Keeps its own copy of the ranks. */
    public Linked {
        ranks = List.copyOf(ranks);
    }
}
