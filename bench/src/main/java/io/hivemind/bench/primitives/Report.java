package io.hivemind.bench.primitives;

import io.hivemind.apps.frame.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All figures of one run, for people and for programs. */
public final class Report {
    /** On how many drones the start-up is measured, and how long it may take. */
    private static final int START_DRONES = 4;

    private static final long START_TARGET_MILLIS = 1500;

    private final List<Observations> hives;
    private final List<Figure> figures;
    private final Optional<UnderTls> underTls;

    private Report(List<Observations> hives, Optional<Observations> sealed) {
        this.hives = hives;
        this.figures = figures(hives);
        this.underTls = sealed.flatMap(seen -> hives.stream()
                .filter(hive -> hive.drones() == seen.drones())
                .findFirst()
                .map(plain -> new UnderTls(plain, seen)));
    }

    /**
     * {@return the report on what was written into {@code results}, one file a hive}
     *
     * @param sealed what was written on a hive under TLS, if there was one; another had as many drones
     */
    public static Report of(List<Path> results, Optional<Path> sealed) throws IOException {
        List<Observations> hives = new ArrayList<>();
        for (Path file : results) {
            hives.add(Observations.parse(Files.readString(file)));
        }
        return sealed.isEmpty()
                ? on(hives)
                : new Report(hives, Optional.of(Observations.parse(Files.readString(sealed.get()))));
    }

    static Report on(List<Observations> hives) {
        return new Report(hives, Optional.empty());
    }

    static Report on(Observations plain, Observations sealed) {
        return new Report(List.of(plain), Optional.of(sealed));
    }

    /** {@return the figures as a table} */
    public String table() {
        StringBuilder table = new StringBuilder();
        for (Pace pace : Pace.values()) {
            String title = switch (pace) {
                case BACK_TO_BACK -> "One operation after the other";
                case AFTER_WORK -> "Each operation after 100 µs of computing";
            };
            table.append(line(title, "drones", "median µs", "p99 µs", "round trips", "target"));
            figures.stream()
                    .filter(figure -> figure.pace() == pace)
                    .map(Report::line)
                    .forEach(table::append);
            table.append('\n');
        }
        underTls.ifPresent(compared -> table.append(compared.table()).append('\n'));
        hives.forEach(hive -> table.append(start(hive)));
        return table.toString();
    }

    /** {@return the figures as JSON} */
    public String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("benchmark", "primitives");
        json.put("figures", figures.stream().map(Figure::toMap).toList());
        underTls.ifPresent(compared -> json.put("underTls", compared.toMaps()));
        json.put("starts", hives.stream().map(Report::startMap).toList());
        return Json.text(json);
    }

    private static List<Figure> figures(List<Observations> hives) {
        List<Figure> figures = new ArrayList<>();
        for (Pace pace : Pace.values()) {
            for (Primitive primitive : Primitive.values()) {
                for (Observations hive : hives) {
                    if (!hive.of(primitive, pace).isEmpty()) {
                        figures.add(Figure.of(hive, primitive, pace));
                    }
                }
            }
        }
        return figures;
    }

    private static String line(Figure figure) {
        Optional<Double> target = figure.target().stream().boxed().findFirst();
        return line(
                "  " + figure.primitive().title(),
                String.valueOf(figure.drones()),
                number(figure.median()),
                number(figure.p99()),
                figure.primitive().isRaw() ? "1" : number(figure.roundTrips()),
                target.map(most -> "≤ %s %s".formatted(most, figure.roundTrips() <= most ? "reached" : "MISSED"))
                        .orElse(""));
    }

    private static String line(String title, String drones, String median, String p99, String multiple, String target) {
        return "%-58s %6s %10s %10s %12s  %s"
                        .formatted(title, drones, median, p99, multiple, target)
                        .stripTrailing() + "\n";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
    }

    private static String start(Observations hive) {
        return "A hive of %d drones was ready %d ms after the start of its first process.%s%n"
                .formatted(
                        hive.drones(),
                        hive.readyMillis(),
                        hive.drones() == START_DRONES
                                ? " Target: %d ms, %s."
                                        .formatted(START_TARGET_MILLIS, isInTime(hive) ? "reached" : "MISSED")
                                : "");
    }

    private static Map<String, Object> startMap(Observations hive) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("drones", hive.drones());
        map.put("readyMilliseconds", hive.readyMillis());
        if (hive.drones() == START_DRONES) {
            map.put("targetMilliseconds", START_TARGET_MILLIS);
            map.put("reached", isInTime(hive));
        }
        return map;
    }

    private static boolean isInTime(Observations hive) {
        return hive.readyMillis() <= START_TARGET_MILLIS;
    }
}
