package io.hivemind.bench.micro;

import io.hivemind.apps.frame.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came out of the benchmarks of this package, for people and for programs. */
public final class MicroReport {
    /** The median of each benchmark in nanoseconds, by class and method. */
    private final Map<String, Double> medians;

    MicroReport(Map<String, Double> medians) {
        this.medians = new LinkedHashMap<>(medians);
    }

    /** {@return the medians and the comparisons as tables} */
    public String table() {
        StringBuilder table = new StringBuilder("%-44s %12s%n".formatted("", "median ns"));
        medians.forEach((name, nanos) -> table.append(String.format(Locale.ROOT, "%-44s %12.2f%n", name, nanos)));
        if (!ratios().isEmpty()) {
            table.append("%n%-44s %12s%n".formatted("", "ratio"));
        }
        for (Ratio ratio : ratios()) {
            double value = value(ratio);
            table.append(String.format(
                    Locale.ROOT,
                    "%-44s %12.2f  ≤ %.2f %s%n",
                    ratio.title(),
                    value,
                    ratio.target(),
                    value <= ratio.target() ? "reached" : "MISSED"));
        }
        return table.toString();
    }

    /** {@return the medians and the comparisons as JSON} */
    public String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("benchmark", "access");
        json.put("medianNanoseconds", medians);
        json.put("ratios", ratios().stream().map(this::toMap).toList());
        return Json.text(json);
    }

    private List<Ratio> ratios() {
        return Ratio.ALL.stream()
                .filter(ratio -> medians.containsKey(ratio.benchmark()) && medians.containsKey(ratio.baseline()))
                .toList();
    }

    private double value(Ratio ratio) {
        return medians.getOrDefault(ratio.benchmark(), Double.NaN) / medians.getOrDefault(ratio.baseline(), Double.NaN);
    }

    private Map<String, Object> toMap(Ratio ratio) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("title", ratio.title());
        map.put("benchmark", ratio.benchmark());
        map.put("baseline", ratio.baseline());
        map.put("ratio", value(ratio));
        map.put("target", ratio.target());
        map.put("reached", value(ratio) <= ratio.target());
        return map;
    }
}
