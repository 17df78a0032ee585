package io.hivemind.cli;

import io.hivemind.bench.programs.Table;
import io.hivemind.cli.ChaosResult.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of all runs whose drones were killed. */
final class ChaosReport {
    private final List<ChaosResult> results = new ArrayList<>();

    /** One more run has ended. */
    void add(ChaosResult result) {
        results.add(result);
    }

    /** {@return how many runs there were} */
    int runs() {
        return results.size();
    }

    /** {@return how many runs ended so} */
    int runs(Verdict verdict) {
        return (int)
                results.stream().filter(result -> result.verdict() == verdict).count();
    }

    /** {@return how many drones were killed} */
    int kills() {
        return results.stream().mapToInt(result -> result.victims().size()).sum();
    }

    /** {@return whether every result was right} */
    boolean isSound() {
        return runs(Verdict.RIGHT) == results.size();
    }

    /** {@return it as a table} */
    String table() {
        var table = new Table()
                .row("runs", Table.number(results.size()), "")
                .row("  result right", Table.number(runs(Verdict.RIGHT)), "")
                .row("  result wrong, or failed", Table.number(runs(Verdict.WRONG)), seeds(Verdict.WRONG))
                .row("  hung", Table.number(runs(Verdict.HUNG)), seeds(Verdict.HUNG));
        table.row("drones killed", Table.number(kills()), Table.number(killsOfFirst()) + " of them drone 0");
        table.row("drones stopped and resumed", Table.number(stops()), "");
        table.row("drones that ended unharmed", Table.number(unharmed()), "");
        List<Double> millis = millis();
        if (!millis.isEmpty()) {
            table.row(
                    "ms until the others went on",
                    Table.number(millis.getLast(), 0),
                    "at most; median %s, of %s kills"
                            .formatted(Table.number(millis.get(millis.size() / 2), 0), Table.number(millis.size())));
        }
        return table.text();
    }

    /** {@return it for programs} */
    Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("runs", results.size());
        map.put("right", runs(Verdict.RIGHT));
        map.put("wrong", runs(Verdict.WRONG));
        map.put("hung", runs(Verdict.HUNG));
        map.put("kills", kills());
        map.put("killsOfDrone0", killsOfFirst());
        map.put("stops", stops());
        map.put("endedUnharmed", unharmed());
        map.put("goneOnMilliseconds", millis());
        map.put(
                "seedsToLookInto",
                results.stream()
                        .filter(result -> !result.isSound())
                        .map(ChaosResult::seed)
                        .toList());
        return map;
    }

    private String seeds(Verdict verdict) {
        var seeds = results.stream()
                .filter(result -> result.verdict() == verdict)
                .map(result -> String.valueOf(result.seed()))
                .toList();
        return seeds.isEmpty() ? "" : "seed " + String.join(", ", seeds);
    }

    private long killsOfFirst() {
        return results.stream()
                .flatMap(result -> result.victims().stream())
                .filter(rank -> rank == 0)
                .count();
    }

    private int stops() {
        return results.stream().mapToInt(ChaosResult::stops).sum();
    }

    private int unharmed() {
        return results.stream().mapToInt(result -> result.unharmed().size()).sum();
    }

    /** {@return the times from kills until all others had gone on, ascending} */
    private List<Double> millis() {
        return results.stream()
                .flatMap(result -> result.taken().stream())
                .sorted()
                .map(Duration::toNanos)
                .map(nanos -> Math.round(nanos / 1e4) / 100.0)
                .toList();
    }
}
