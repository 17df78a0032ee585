package io.hivemind.bench.primitives;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What TLS costs: two hives of as many drones, one after the other, that differ in nothing else.
 *
 * @param plain what was seen without it
 * @param sealed what was seen with it
 */
record UnderTls(Observations plain, Observations sealed) {
    /** {@return the figures as a table} */
    String table() {
        StringBuilder table = new StringBuilder();
        for (Pace pace : Pace.values()) {
            String title = switch (pace) {
                case BACK_TO_BACK -> "Under TLS, one operation after the other";
                case AFTER_WORK -> "Under TLS, each operation after 100 µs of computing";
            };
            table.append("%-58s %6s %10s %10s %12s%n".formatted(title, "drones", "plain µs", "TLS µs", "times"));
            for (Primitive primitive : measured(pace)) {
                double before = median(plain, primitive, pace);
                double now = median(sealed, primitive, pace);
                table.append("  %-56s %6d %10s %10s %12s%n"
                        .formatted(
                                primitive.title(), plain.drones(), number(before), number(now), number(now / before)));
            }
            table.append('\n');
        }
        return table.append("Under TLS a hive of %d drones was ready after %d ms, without it after %d ms.%n"
                        .formatted(plain.drones(), sealed.readyMillis(), plain.readyMillis()))
                .toString();
    }

    /** {@return the figures for programs} */
    List<Map<String, Object>> toMaps() {
        List<Map<String, Object>> maps = new ArrayList<>();
        for (Pace pace : Pace.values()) {
            for (Primitive primitive : measured(pace)) {
                Map<String, Object> map = new LinkedHashMap<>();
                map.put("name", primitive.key());
                map.put("drones", plain.drones());
                map.put("pace", pace.key());
                map.put("plainMicroseconds", rounded(median(plain, primitive, pace)));
                map.put("tlsMicroseconds", rounded(median(sealed, primitive, pace)));
                map.put("times", rounded(median(sealed, primitive, pace) / median(plain, primitive, pace)));
                maps.add(map);
            }
        }
        return maps;
    }

    private List<Primitive> measured(Pace pace) {
        return List.of(Primitive.values()).stream()
                .filter(primitive -> !plain.of(primitive, pace).isEmpty())
                .filter(primitive -> !sealed.of(primitive, pace).isEmpty())
                .toList();
    }

    private static double median(Observations seen, Primitive primitive, Pace pace) {
        return Figure.of(seen, primitive, pace).median();
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
    }
}
