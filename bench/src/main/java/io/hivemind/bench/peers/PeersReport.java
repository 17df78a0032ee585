package io.hivemind.bench.peers;

import io.hivemind.apps.frame.Json;
import io.hivemind.bench.programs.Table;
import io.hivemind.bench.programs.Times;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The figures of all systems, for people and for programs. */
public final class PeersReport {
    private final Map<Rival, String> versions;
    private final Map<Rival, Map<Task, List<Double>>> figures = new EnumMap<>(Rival.class);

    /** Makes one without figures, about systems of these versions. */
    public PeersReport(Map<Rival, String> versions) {
        this.versions = new EnumMap<>(versions);
    }

    /** {@return the figures that a process wrote down, by task: a name and a number a line} */
    public static Map<Task, Double> parse(String text) {
        var parsed = new EnumMap<Task, Double>(Task.class);
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ");
            for (Task task : Task.values()) {
                if (task.key().equals(words[0])) {
                    parsed.put(task, Double.valueOf(words[1]));
                }
            }
        }
        return parsed;
    }

    /** Adds what was measured in one round. */
    public void add(Rival rival, Map<Task, Double> seen) {
        seen.forEach((task, figure) -> figures.computeIfAbsent(rival, added -> new EnumMap<>(Task.class))
                .computeIfAbsent(task, added -> new ArrayList<>())
                .add(figure));
    }

    /** {@return the medians over the rounds as a table} */
    public String table() {
        var table = new Table();
        var headings = new ArrayList<>(List.of(""));
        for (Task task : Task.values()) {
            headings.add(task.heading());
        }
        headings.add("");
        table.row(headings.toArray(String[]::new));
        for (Rival rival : Rival.values()) {
            var cells = new ArrayList<>(List.of((rival.title() + " " + version(rival)).strip()));
            for (Task task : Task.values()) {
                cells.add(median(rival, task)
                        .map(median -> Table.number(median, task.digits()))
                        .orElse("-"));
            }
            cells.add(rival.note());
            table.row(cells.toArray(String[]::new));
        }
        return table.text();
    }

    /** {@return the figures as JSON} */
    public String json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("benchmark", "peers");
        json.put("systems", figures.keySet().stream().map(this::map).toList());
        return Json.text(json);
    }

    private Map<String, Object> map(Rival rival) {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", rival.key());
        map.put("version", version(rival));
        for (Task task : Task.values()) {
            median(rival, task).ifPresent(median -> {
                map.put(task.key(), median);
                map.put(task.key() + "Rounds", rounds(rival, task));
            });
        }
        return map;
    }

    private String version(Rival rival) {
        return versions.getOrDefault(rival, "");
    }

    private Optional<Double> median(Rival rival, Task task) {
        return Optional.of(rounds(rival, task))
                .filter(rounds -> !rounds.isEmpty())
                .map(Times::median);
    }

    private List<Double> rounds(Rival rival, Task task) {
        return figures.getOrDefault(rival, Map.of()).getOrDefault(task, List.of());
    }
}
