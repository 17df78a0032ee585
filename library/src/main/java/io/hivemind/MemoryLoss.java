package io.hivemind;

import io.hivemind.protocol.Message.Repair;
import java.util.List;

/**
 * Shared memory of which something was lost because drones failed: so much of it that nobody who is left has it.
 *
 * @param address the first address concerned
 * @param bytes how many bytes from there on are concerned: some of them, perhaps all, are older than they should be
 * @param stale whether all of them are as in an older copy, because all better ones are gone
 * @param changes whose changes are lost; a page has what others wrote
 */
public record MemoryLoss(long address, int bytes, boolean stale, List<Change> changes) {
    /**
     * What a drone wrote between two moments at which it synchronised.
     *
     * @param drone the rank of the drone, which has failed
     * @param interval how many such pieces of its work came before
     */
    public record Change(int drone, int interval) {}

    /** Keeps its own copy of the list. */
    public MemoryLoss {
        changes = List.copyOf(changes);
    }

    static MemoryLoss of(Repair repair, int pageSize) {
        return new MemoryLoss(
                (long) repair.page() * pageSize,
                pageSize,
                repair.stale(),
                repair.sources().stream()
                        .filter(source -> source.drone() < 0)
                        .map(source -> new Change(
                                source.interval().creator(), source.interval().index()))
                        .toList());
    }
}
