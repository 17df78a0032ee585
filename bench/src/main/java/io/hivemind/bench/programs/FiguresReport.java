package io.hivemind.bench.programs;

import io.hivemind.apps.frame.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The messages and bytes of programs beside those of TreadMarks, for people and for programs. */
public final class FiguresReport {
    /** What came out for one program, if it could be run. */
    private record Line(Published published, Optional<Outcome> outcome) {}

    private static final double MOST_EXTRA = 0.25;

    private final int drones;
    private final List<Line> lines = new ArrayList<>();

    /** Makes one without any program, about hives of so many drones. */
    public FiguresReport(int drones) {
        this.drones = drones;
    }

    /** Adds what came out for a program; nothing if it could not be run. */
    public void add(Published published, Optional<Outcome> outcome) {
        lines.add(new Line(published, outcome));
    }

    /** {@return whether every program was run and its result was right} */
    public boolean isSound() {
        return lines.stream()
                .allMatch(line -> line.outcome.map(Outcome::verified).orElse(false));
    }

    /** {@return the figures as a table} */
    public String table() {
        var table = new Table()
                .row("", "TreadMarks", "", drones + " drones", "", "goal", "", "memory", "")
                .row("", "messages", "KB", "messages", "KB", "messages", "KB", "beside", "");
        lines.forEach(line -> table.row(cells(line)));
        return table.text()
                + "\nAll messages and bytes since the drones joined, pages of %,d bytes, 1 KB = 1,000 bytes.%n"
                        .formatted(Published.PAGE_BYTES)
                + "Memory beside pages: twins, diffs and intervals of the drone that held most, as a share of the shared heap;"
                + " goal ≤ 25 %.\n"
                + "TreadMarks: eight processors; " + Published.SOURCE + ".\n";
    }

    /** {@return the figures as JSON} */
    public String json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("benchmark", "figures");
        json.put("drones", drones);
        json.put("pageSize", Published.PAGE_BYTES);
        json.put("source", Published.SOURCE);
        json.put("figures", lines.stream().map(FiguresReport::map).toList());
        return Json.text(json);
    }

    private static String[] cells(Line line) {
        Published published = line.published;
        return new String[] {
            published.title(),
            Table.number(published.messages()),
            Table.number(published.kilobytes()),
            line.outcome.map(outcome -> Table.number(outcome.messages())).orElse("-"),
            line.outcome.map(outcome -> Table.number(outcome.kilobytes())).orElse("-"),
            "≤ " + Table.number(published.mostMessages()),
            "≤ " + Table.number(published.mostKilobytes()),
            line.outcome
                    .map(outcome -> "%.1f %%".formatted(100 * outcome.extra()))
                    .orElse("-"),
            line.outcome.map(outcome -> verdict(published, outcome)).orElse("was not run")
        };
    }

    private static String verdict(Published published, Outcome outcome) {
        if (!outcome.verified()) {
            return "WRONG RESULT";
        }
        return published.isReachedBy(outcome) && outcome.extra() <= MOST_EXTRA ? "reached" : "MISSED";
    }

    private static Map<String, Object> map(Line line) {
        Published published = line.published;
        var map = new LinkedHashMap<String, Object>();
        map.put("title", published.title());
        map.put("program", published.work().program());
        map.put("options", published.work().options());
        map.put("treadMarks", counts(published.messages(), published.kilobytes()));
        map.put("goal", counts(published.mostMessages(), published.mostKilobytes()));
        line.outcome.ifPresent(outcome -> {
            map.put("hive", counts(outcome.messages(), outcome.kilobytes()));
            map.put("verified", outcome.verified());
            map.put("reached", verdict(published, outcome).equals("reached"));
            map.put("extraMemory", outcome.extra());
        });
        return map;
    }

    private static Map<String, Object> counts(long messages, long kilobytes) {
        var counts = new LinkedHashMap<String, Object>();
        counts.put("messages", messages);
        counts.put("kilobytes", kilobytes);
        return counts;
    }
}
