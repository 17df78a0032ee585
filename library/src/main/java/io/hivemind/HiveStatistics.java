package io.hivemind;

import io.hivemind.protocol.Totals;
import io.hivemind.runtime.DroneStatistics;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What one drone has done since it joined, or the sum of several drones. All only grow but {@code heldBytes}.
 *
 * @param messages messages sent to other drones
 * @param bytes bytes of these messages as they went over the wire, with their framing
 * @param lockAcquires locks acquired by threads of this drone; a thread that acquires a lock it holds already is not counted
 * @param remoteLockAcquires those of them for which the lock had to come from another drone
 * @param barriers barriers passed
 * @param pageFetches whole pages received
 * @param diffsMade diffs made here
 * @param diffsFetched diffs received
 * @param twins twins made
 * @param intervals intervals made here
 * @param collections collections of consistency data completed
 * @param extraBytes the most bytes that the drone has held at one time beside the pages themselves: intervals, write
 *     notices, diffs and twins; of several drones, the sum of what each has held
 * @param evictions pages given up to make room, where {@link HiveConfig#memoryPerDrone} bounds it
 * @param refetches those of them that were brought back because somebody touched them again
 * @param heldBytes bytes of pages, twins, diffs, notices and intervals that the drone holds now, which its room bounds; a page counts that
 *     anything was ever stored to here or that came from another drone
 * @param mostHeldBytes the most of them at one time; of several drones, the sum of what each has held
 */
public record HiveStatistics(
        long messages,
        long bytes,
        long lockAcquires,
        long remoteLockAcquires,
        long barriers,
        long pageFetches,
        long diffsMade,
        long diffsFetched,
        long twins,
        long intervals,
        long collections,
        long extraBytes,
        long evictions,
        long refetches,
        long heldBytes,
        long mostHeldBytes) {

    /** How many counts there are. */
    static final int COUNTS = 16;

    /** Nothing done yet. */
    public static final HiveStatistics ZERO = new HiveStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** {@return what a drone has done} */
    static HiveStatistics of(DroneStatistics done) {
        Totals totals = done.totals();
        return new HiveStatistics(
                done.messagesSent(),
                done.bytesSent(),
                totals.lockAcquires(),
                totals.remoteLockAcquires(),
                totals.barriers(),
                totals.pageFetches(),
                totals.diffsMade(),
                totals.diffsFetched(),
                totals.twins(),
                totals.intervals(),
                totals.collections(),
                done.mostBytesBesidePages(),
                totals.evictions(),
                totals.refetches(),
                totals.heldBytes(),
                totals.mostHeldBytes());
    }

    /** {@return the sum of all of {@code parts}, count by count} */
    public static HiveStatistics sum(Collection<HiveStatistics> parts) {
        return parts.stream().reduce(ZERO, HiveStatistics::plus);
    }

    /** {@return the sum of this and {@code other}, count by count} */
    public HiveStatistics plus(HiveStatistics other) {
        return new HiveStatistics(
                messages + other.messages,
                bytes + other.bytes,
                lockAcquires + other.lockAcquires,
                remoteLockAcquires + other.remoteLockAcquires,
                barriers + other.barriers,
                pageFetches + other.pageFetches,
                diffsMade + other.diffsMade,
                diffsFetched + other.diffsFetched,
                twins + other.twins,
                intervals + other.intervals,
                collections + other.collections,
                extraBytes + other.extraBytes,
                evictions + other.evictions,
                refetches + other.refetches,
                heldBytes + other.heldBytes,
                mostHeldBytes + other.mostHeldBytes);
    }

    /** {@return what was done since {@code earlier}, count by count, with what is held now and the most that ever was} */
    public HiveStatistics since(HiveStatistics earlier) {
        return new HiveStatistics(
                messages - earlier.messages,
                bytes - earlier.bytes,
                lockAcquires - earlier.lockAcquires,
                remoteLockAcquires - earlier.remoteLockAcquires,
                barriers - earlier.barriers,
                pageFetches - earlier.pageFetches,
                diffsMade - earlier.diffsMade,
                diffsFetched - earlier.diffsFetched,
                twins - earlier.twins,
                intervals - earlier.intervals,
                collections - earlier.collections,
                extraBytes - earlier.extraBytes,
                evictions - earlier.evictions,
                refetches - earlier.refetches,
                heldBytes,
                mostHeldBytes);
    }

    /** {@return every count, in the order of the components} */
    long[] toArray() {
        return new long[] {
            messages,
            bytes,
            lockAcquires,
            remoteLockAcquires,
            barriers,
            pageFetches,
            diffsMade,
            diffsFetched,
            twins,
            intervals,
            collections,
            extraBytes,
            evictions,
            refetches,
            heldBytes,
            mostHeldBytes
        };
    }

    /** {@return the statistics that follow each other in {@code rows}, each as {@link #toArray} made it} */
    static List<HiveStatistics> ofRows(long[] rows) {
        return IntStream.range(0, rows.length / COUNTS)
                .map(row -> row * COUNTS)
                .mapToObj(at -> ofRow(Arrays.copyOfRange(rows, at, at + COUNTS)))
                .toList();
    }

    private static HiveStatistics ofRow(long[] row) {
        return new HiveStatistics(
                row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8], row[9], row[10], row[11],
                row[12], row[13], row[14], row[15]);
    }

    /** {@return every count under its name, in the order of the components} */
    public Map<String, Long> toMap() {
        Map<String, Long> counts = LinkedHashMap.newLinkedHashMap(COUNTS);
        counts.put("messages", messages);
        counts.put("bytes", bytes);
        counts.put("lockAcquires", lockAcquires);
        counts.put("remoteLockAcquires", remoteLockAcquires);
        counts.put("barriers", barriers);
        counts.put("pageFetches", pageFetches);
        counts.put("diffsMade", diffsMade);
        counts.put("diffsFetched", diffsFetched);
        counts.put("twins", twins);
        counts.put("intervals", intervals);
        counts.put("collections", collections);
        counts.put("extraBytes", extraBytes);
        counts.put("evictions", evictions);
        counts.put("refetches", refetches);
        counts.put("heldBytes", heldBytes);
        counts.put("mostHeldBytes", mostHeldBytes);
        return counts;
    }
}
