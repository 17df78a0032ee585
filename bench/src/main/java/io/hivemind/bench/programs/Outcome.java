package io.hivemind.bench.programs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a program wrote down about one run on a hive, as far as comparisons need it.
 *
 * @param verified whether the result was right
 * @param seconds what the measured part took
 * @param messages what all drones sent since they joined
 * @param bytes how much that was on the wire
 * @param extra what a drone held at the most beside the pages themselves, as a share of the shared heap; of the drone that held most
 * @param numbers all numbers that the program wrote down beside these, by name
 */
public record Outcome(
        boolean verified, double seconds, long messages, long bytes, double extra, Map<String, Double> numbers) {
    private static final double BYTES_PER_KILOBYTE = 1000;

    /** Keeps the numbers from changing. */
    public Outcome {
        numbers = Map.copyOf(numbers);
    }

    /** {@return the outcome that the results of a program tell} */
    public static Outcome parse(String json) {
        Map<?, ?> results = map(JsonReader.read(json));
        Map<?, ?> totals = map(member(results, "totals"));
        return new Outcome(
                member(results, "verified").equals(true),
                number(results, "seconds"),
                (long) number(totals, "messages"),
                (long) number(totals, "bytes"),
                extra(results),
                numbers(results));
    }

    /** {@return the number that the program wrote down by this name} */
    double number(String name) {
        return number(numbers, name);
    }

    /** {@return the bytes in units of 1,000, rounded} */
    long kilobytes() {
        return Math.round(bytes / BYTES_PER_KILOBYTE);
    }

    private static double extra(Map<?, ?> results) {
        double most = 0;
        if (member(results, "perDrone") instanceof List<?> drones) {
            for (Object drone : drones) {
                most = Math.max(most, number(map(drone), "extraBytes"));
            }
        }
        return most / number(results, "memory");
    }

    private static Map<String, Double> numbers(Map<?, ?> results) {
        var numbers = new HashMap<String, Double>();
        results.forEach((name, value) -> {
            if (value instanceof Double number) {
                numbers.put(String.valueOf(name), number);
            }
        });
        return numbers;
    }

    private static Map<?, ?> map(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("The results have " + value + " where names and values should be.");
    }

    private static Object member(Map<?, ?> map, String name) {
        Object value = map.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "The results have no " + name + ", only " + List.copyOf(map.keySet()) + ".");
        }
        return value;
    }

    private static double number(Map<?, ?> map, String name) {
        if (member(map, name) instanceof Double number) {
            return number;
        }
        throw new IllegalArgumentException("The results have no number as " + name + ".");
    }
}
