package io.hivemind.protocol;

/**
 * What the protocol has done on one drone since it started. All are counts.
 *
 * @param lockAcquires acquisitions of locks by threads of this drone
 * @param remoteLockAcquires those of them for which the token had to come from another drone
 * @param barriers barriers passed
 * @param pageFetches whole pages received
 * @param diffsMade diffs made here
 * @param diffsFetched diffs received
 * @param twins twins made
 * @param intervals intervals made here
 * @param collections collections completed
 * @param consistencyBytes bytes of intervals, notices and diffs held now
 * @param twinPages twins held now
 * @param evictions pages given up to make room
 * @param refetches pages that had been given up and were brought back
 * @param heldBytes bytes of page frames, twins, diffs, notices and intervals held now
 * @param mostHeldBytes the most of them at any time
 */
public record Totals(
        long lockAcquires,
        long remoteLockAcquires,
        long barriers,
        long pageFetches,
        long diffsMade,
        long diffsFetched,
        long twins,
        long intervals,
        long collections,
        long consistencyBytes,
        long twinPages,
        long evictions,
        long refetches,
        long heldBytes,
        long mostHeldBytes) {
    /** Nothing done. */
    public static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
