package io.hivemind.wire;

import java.util.List;

/**
 * Tells a newcomer to which drones it must be linked before it is taken in.
 *
 * @param members all drones of the hive
 */
public record Members(List<Member> members) implements Handshake {
    /** Keeps its own copy of the list. */
    public Members {
        members = List.copyOf(members);
    }
}
