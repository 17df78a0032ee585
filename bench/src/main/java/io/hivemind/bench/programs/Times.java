package io.hivemind.bench.programs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a program took, in seconds, round by round.
 *
 * @param contest what was run
 * @param serial on plain arrays in one thread
 * @param threads on plain arrays in as many threads of one JVM as there are drones
 * @param drones on a hive
 * @param verified whether every result was right
 */
public record Times(Contest contest, List<Double> serial, List<Double> threads, List<Double> drones, boolean verified) {
    /** Keeps the lists from changing. There must be one round at least. */
    public Times {
        serial = List.copyOf(serial);
        threads = List.copyOf(threads);
        drones = List.copyOf(drones);
    }

    /** {@return the middle one of {@code values} by size, or the mean of the two in the middle} */
    public static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** {@return how many times the time of the threads the hive took, by their medians} */
    double ratio() {
        return median(drones) / median(threads);
    }

    boolean isReached() {
        return verified && ratio() <= contest.most();
    }

    String[] cells() {
        return new String[] {
            contest.title(),
            Table.number(median(serial), 3),
            Table.number(median(threads), 3),
            Table.number(median(drones), 3),
            Table.number(median(serial) / median(drones), 2),
            Table.number(ratio(), 2),
            "≤ %s %s".formatted(contest.most(), verified ? isReached() ? "reached" : "MISSED" : "WRONG RESULT")
        };
    }

    Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", contest.name());
        map.put("program", contest.work().program());
        map.put("options", contest.work().options());
        map.put("verified", verified);
        map.put("serialSeconds", serial);
        map.put("threadsSeconds", threads);
        map.put("dronesSeconds", drones);
        map.put("medianSerialSeconds", median(serial));
        map.put("medianThreadsSeconds", median(threads));
        map.put("medianDronesSeconds", median(drones));
        map.put("ratio", ratio());
        map.put("target", contest.most());
        map.put("reached", isReached());
        return map;
    }
}
