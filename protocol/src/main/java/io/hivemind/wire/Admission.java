package io.hivemind.wire;

import java.util.List;

/**
 * Tells a newcomer that it may come, and all that it must know to do so.
 *
 * @param rank the rank that is its own from now on
 * @param founders how many drones founded the hive
 * @param hive the id of the hive
 * @param pageSize bytes a page
 * @param heapBytes bytes of the shared heap
 * @param roomBytes how much memory a drone has; {@link Long#MAX_VALUE} if nobody counts
 * @param budgetBytes how many bytes of consistency data may gather before a collection
 * @param survival what the hive does when a drone of it fails
 * @param sealedSecret the secret of the hive, which only who has the token can read
 * @param spent the tokens that were used, which nobody may use again
 * @param members all drones of the hive
 */
public record Admission(
        int rank,
        int founders,
        String hive,
        int pageSize,
        long heapBytes,
        long roomBytes,
        long budgetBytes,
        Survival survival,
        String sealedSecret,
        List<String> spent,
        List<Member> members)
        implements Handshake {
    /** Keeps its own copies of the lists. */
    public Admission {
        spent = List.copyOf(spent);
        members = List.copyOf(members);
    }
}
