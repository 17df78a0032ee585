package io.hivemind.wire;

import java.util.List;

/**
 * Where all drones listen.
 *
 * @param addresses by rank
 */
public record Roster(List<Address> addresses) implements Handshake {
    /** Keeps its own copy of the addresses. */
    public Roster {
        addresses = List.copyOf(addresses);
    }
}
