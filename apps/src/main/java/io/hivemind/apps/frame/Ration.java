package io.hivemind.apps.frame;

import io.hivemind.Hive;
import java.util.Map;

/**
 * How much of its data a program may have in hand. Where each drone has as much memory as it wants there is no limit; where that is
 * bounded, the data may be larger than a drone, and a program goes through them piece by piece.
 *
 * @param bytesPerDrone what a drone holds of the shared memory at most; {@link Long#MAX_VALUE} if nobody counts
 */
public record Ration(long bytesPerDrone) {
    /** No limit. */
    public static final Ration UNLIMITED = new Ration(Long.MAX_VALUE);

    /** At least an eighth of a drone's memory is there to work in. What is written takes three times its bytes: page, twin and diff. */
    private static final int TOUCHED_PART = 64;

    /** Plain arrays come on top of what a drone holds, and shall not be what takes most. */
    private static final int COPIED_PART = 4;

    /** {@return the ration on the drones of {@code hive}} */
    public static Ration of(Hive hive) {
        return new Ration(hive.config().memoryPerDrone().orElse(Long.MAX_VALUE));
    }

    /** {@return whether there is a limit} */
    public boolean isLimited() {
        return bytesPerDrone != Long.MAX_VALUE;
    }

    /** {@return how many items of so many bytes each of a drone's threads may read or write in one go: 1 at least} */
    public int touched(long itemBytes, int threads) {
        return items(itemBytes, (long) TOUCHED_PART * threads);
    }

    /** {@return how many items of so many bytes each of a drone's threads may have copies of in plain arrays: 1 at least} */
    public int copied(long itemBytes, int threads) {
        return items(itemBytes, (long) COPIED_PART * threads);
    }

    /**
     * {@return whether the program may do its work once more on plain arrays, if that was asked for} Where there is a limit it
     * may not, because all its data would be in one place; {@code details} then say so.
     */
    public boolean allowsSerial(boolean asked, Map<String, Object> details) {
        if (asked && isLimited()) {
            details.put("serial", "left out: it would have all data on one drone, whose memory is bounded");
        }
        return asked && !isLimited();
    }

    private int items(long itemBytes, long parts) {
        return isLimited() ? Math.clamp(bytesPerDrone / parts / itemBytes, 1, Integer.MAX_VALUE) : Integer.MAX_VALUE;
    }
}
