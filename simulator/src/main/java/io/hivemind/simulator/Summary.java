package io.hivemind.simulator;

import io.hivemind.protocol.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What came of all seeds. */
final class Summary {
    private record Wrong(long seed, Failure failure, Optional<Shrinker.Shrunk> shrunk) {}

    private final SimulationOptions options;
    private final List<Wrong> wrong = new ArrayList<>();
    private Totals totals = Totals.NONE;
    private int seeds;
    private long steps;
    private long reads;
    private long joins;
    private long leaves;
    private long failures;
    private long digest;

    Summary(SimulationOptions options) {
        this.options = options;
    }

    void add(SeedResult result) {
        seeds++;
        steps += result.steps();
        reads += result.reads();
        joins += result.joins();
        leaves += result.leaves();
        failures += result.failures();
        digest = Digest.mix(digest, result.digest());
        totals = Trial.sum(totals, result.totals());
        result.failure().ifPresent(failure -> wrong.add(new Wrong(result.seed(), failure, Optional.empty())));
    }

    /** The last seed added, which failed, has been made smaller. */
    void shrunk(long seed, Shrinker.Shrunk shrunk) {
        Wrong last = wrong.removeLast();
        wrong.add(new Wrong(seed, last.failure(), Optional.of(shrunk)));
    }

    int wrong() {
        return wrong.size();
    }

    /** {@return the first failing trial, shrunk if it was} */
    Optional<Trial> toDraw() {
        return wrong.stream()
                .findFirst()
                .map(first ->
                        first.shrunk().map(Shrinker.Shrunk::trial).orElseGet(() -> Trial.of(first.seed(), options)));
    }

    String lastLine() {
        return "seeds " + seeds + ", drones " + options.drones() + ", steps " + steps + ", joins " + joins
                + ", leaves " + leaves + ", failures " + failures + ", evictions " + totals.evictions()
                + ", reads checked " + reads
                + ", wrong " + wrong.size();
    }

    String toJson() {
        StringBuilder json = new StringBuilder("{\n");
        json.append("  \"workload\": \"").append(options.workload().label()).append("\",\n");
        json.append("  \"drones\": ").append(options.drones()).append(",\n");
        json.append("  \"seed\": ").append(options.seed()).append(",\n");
        json.append("  \"seeds\": ").append(seeds).append(",\n");
        json.append("  \"steps\": ").append(steps).append(",\n");
        json.append("  \"joins\": ").append(joins).append(",\n");
        json.append("  \"leaves\": ").append(leaves).append(",\n");
        json.append("  \"failed\": ").append(failures).append(",\n");
        json.append("  \"readsChecked\": ").append(reads).append(",\n");
        json.append("  \"wrong\": ").append(wrong.size()).append(",\n");
        json.append("  \"digest\": \"").append(Long.toHexString(digest)).append("\",\n");
        json.append("  \"totals\": ").append(ofTotals()).append(",\n");
        json.append("  \"failures\": [");
        for (int i = 0; i < wrong.size(); i++) {
            json.append(i == 0 ? "\n" : ",\n").append(ofWrong(wrong.get(i)));
        }
        return json.append(wrong.isEmpty() ? "]\n}\n" : "\n  ]\n}\n").toString();
    }

    private String ofTotals() {
        return "{\"lockAcquires\": " + totals.lockAcquires() + ", \"remoteLockAcquires\": "
                + totals.remoteLockAcquires() + ", \"barriers\": " + totals.barriers() + ", \"pageFetches\": "
                + totals.pageFetches() + ", \"diffsMade\": " + totals.diffsMade() + ", \"diffsFetched\": "
                + totals.diffsFetched() + ", \"twins\": " + totals.twins() + ", \"intervals\": " + totals.intervals()
                + ", \"collections\": " + totals.collections() + ", \"evictions\": " + totals.evictions()
                + ", \"refetches\": " + totals.refetches() + "}";
    }

    private String ofWrong(Wrong one) {
        StringBuilder json = new StringBuilder("    {\"seed\": ").append(one.seed());
        json.append(", \"kind\": ").append(quoted(one.failure().kind().name()));
        json.append(", \"text\": ").append(quoted(one.failure().text()));
        json.append(", \"again\": ").append(quoted(options.command(one.seed())));
        one.shrunk().ifPresent(shrunk -> {
            json.append(", \"shrunk\": ").append(quoted(shrunk.trial().program().print()));
        });
        return json.append('}').toString();
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                default -> {
                    if (c < ' ') {
                        json.append(String.format("\\u%04x", c));
                    } else {
                        json.append((char) c);
                    }
                }
            }
        });
        return json.append('"').toString();
    }
}
