package io.hivemind.bench.programs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long hives took from the start of their launcher's process until all drones had passed a barrier.
 *
 * @param millis each hive's time, in milliseconds
 */
public record Starts(List<Double> millis) {
    /** How many drones each hive has. */
    public static final int DRONES = 4;

    private static final int MOST_MILLIS = 1500;

    /** Keeps the list from changing. There must be one hive at least. */
    public Starts {
        millis = List.copyOf(millis);
    }

    private boolean isReached() {
        return Times.median(millis) <= MOST_MILLIS;
    }

    /** {@return a line about it, ending in a line break} */
    String line() {
        return "Start: a hive of %d drones is ready %s ms after the start of its launcher, target: %,d, %s.%n"
                .formatted(
                        DRONES, Table.number(Times.median(millis), 0), MOST_MILLIS, isReached() ? "reached" : "MISSED");
    }

    Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("drones", DRONES);
        map.put("milliseconds", millis);
        map.put("medianMilliseconds", Times.median(millis));
        map.put("targetMilliseconds", MOST_MILLIS);
        map.put("reached", isReached());
        return map;
    }
}
