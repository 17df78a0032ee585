package io.hivemind.apps.frame;

import io.hivemind.HiveStatistics;
import io.hivemind.apps.frame.Measurement.Measured;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * What came out of a run: the frame that all programs share, so that one reader understands them all.
 *
 * @param app the program's name
 * @param pageSize bytes in a page
 * @param elements how large the problem was, in the program's own unit
 * @param unit that unit, in the plural
 * @param verified whether the result was checked and is right
 * @param measured what the measured part took
 * @param serialSeconds what the same algorithm took on plain memory in one thread, if it was run
 * @param details what else belongs to the results, by its name in JSON
 * @param options the options with which the program ran, by name
 * @param footprints what each drone took of its machine, by rank, if their memory was bounded
 */
public record Results(
        String app,
        int pageSize,
        long elements,
        String unit,
        boolean verified,
        Measured measured,
        OptionalDouble serialSeconds,
        SequencedMap<String, Object> details,
        SequencedMap<String, String> options,
        List<Footprint> footprints) {

    /** Makes the results of drones whose memory nobody counted. */
    public Results(
            String app,
            int pageSize,
            long elements,
            String unit,
            boolean verified,
            Measured measured,
            OptionalDouble serialSeconds,
            SequencedMap<String, Object> details,
            SequencedMap<String, String> options) {
        this(app, pageSize, elements, unit, verified, measured, serialSeconds, details, options, List.of());
    }

    /** {@return the same with what each drone took of its machine} */
    public Results with(List<Footprint> known) {
        return new Results(app, pageSize, elements, unit, verified, measured, serialSeconds, details, options, known);
    }

    /** {@return how many drones took part in the end} */
    public int drones() {
        return measured.perDrone().size();
    }

    /** {@return how many times faster the hive was than plain memory and one thread, if that was run} */
    public OptionalDouble speedup() {
        return serialSeconds.isPresent()
                ? OptionalDouble.of(serialSeconds.getAsDouble() / measured.seconds())
                : OptionalDouble.empty();
    }

    /** {@return what all drones together did} */
    public HiveStatistics totals() {
        return HiveStatistics.sum(measured.perDrone());
    }

    /** {@return the results as JSON} */
    public String json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("app", app);
        json.put("drones", drones());
        json.put("elements", elements);
        json.put("verified", verified);
        json.put("seconds", measured.seconds());
        json.put("serialSeconds", orNull(serialSeconds));
        json.put("speedup", orNull(speedup()));
        json.put("pageSize", pageSize);
        json.put("memory", measured.memoryBytes());
        footprints.stream().findFirst().ifPresent(any -> json.put("memoryPerDrone", any.boundBytes()));
        json.putAll(details);
        json.put("options", options);
        json.put("totals", totals().toMap());
        json.put("perDrone", IntStream.range(0, drones()).mapToObj(this::row).toList());
        return Json.text(json);
    }

    private Map<String, Object> row(int place) {
        var row = new LinkedHashMap<String, Object>();
        row.put("rank", measured.ranks().get(place));
        row.putAll(measured.perDrone().get(place).toMap());
        if (!footprints.isEmpty()) {
            row.put("joinedResidentBytes", footprints.get(place).joinedBytes());
            row.put("javaHeapBytes", footprints.get(place).javaHeapBytes());
            row.put("peakResidentBytes", footprints.get(place).peakBytes());
        }
        return row;
    }

    private static Object orNull(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : Json.Null.NULL;
    }
}
