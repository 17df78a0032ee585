package io.hivemind.bench.failover;

import io.hivemind.apps.frame.Json;
import io.hivemind.bench.programs.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** How long hives were held up, for people and for programs. */
public final class FailoverReport {
    /** Who is killed. */
    public enum Victim {
        /** Any drone but drone 0. */
        PLAIN("a drone is killed", "plain"),
        /** Drone 0, at which the others meet and which leads changes of the view. */
        FIRST("drone 0 is killed", "drone0");

        private final String title;
        private final String key;

        Victim(String title, String key) {
            this.title = title;
            this.key = key;
        }

        /** {@return the words for it} */
        public String title() {
            return title;
        }
    }

    /** What is told of each. */
    private enum Step {
        NOTICED("noticed by all others", "noticedMilliseconds", OptionalDouble.of(100)),
        VIEWED("all others in the next view", "viewMilliseconds", OptionalDouble.empty()),
        LOCKED("the lock that it held is taken over", "lockMilliseconds", OptionalDouble.of(1000)),
        PASSED("all others past the barrier", "barrierMilliseconds", OptionalDouble.of(1000));

        private final String title;
        private final String key;
        private final OptionalDouble target;

        Step(String title, String key, OptionalDouble target) {
            this.title = title;
            this.key = key;
            this.target = target;
        }

        private double of(Failover failover) {
            return switch (this) {
                case NOTICED -> failover.noticed();
                case VIEWED -> failover.viewed();
                case LOCKED -> failover.locked();
                case PASSED -> failover.passed();
            };
        }
    }

    private final int drones;
    private final Map<Victim, List<Failover>> rounds = new LinkedHashMap<>();

    /** Makes an empty one for hives of so many drones. */
    public FailoverReport(int drones) {
        this.drones = drones;
    }

    /** Adds what came out in a round. */
    public void add(Victim victim, Failover failover) {
        rounds.computeIfAbsent(victim, _ -> new ArrayList<>()).add(failover);
    }

    /** {@return the times as a table} */
    public String table() {
        var table = new Table().row("ms after the kill, " + drones + " drones", "median", "worst", "target");
        rounds.forEach((victim, failovers) -> {
            table.row(victim.title() + ", " + failovers.size() + " times", "", "", "");
            for (Step step : Step.values()) {
                double[] millis = sorted(failovers, step::of);
                table.row(
                        "  " + step.title,
                        Table.number(median(millis), 1),
                        Table.number(worst(millis), 1),
                        step.target.isPresent() ? target(worst(millis), step.target.getAsDouble()) : "");
            }
        });
        return table.text()
                + "A round trip of 64 bytes between two of the processes takes %s µs.%n"
                        .formatted(Table.number(roundTripMicros(), 1));
    }

    /** {@return the times as JSON} */
    public String json() {
        var map = new LinkedHashMap<String, Object>();
        map.put("benchmark", "failover");
        map.put("drones", drones);
        map.put("roundTripMicroseconds", roundTripMicros());
        rounds.forEach((victim, failovers) -> {
            var steps = new LinkedHashMap<String, Object>();
            for (Step step : Step.values()) {
                steps.put(
                        step.key,
                        Arrays.stream(sorted(failovers, step::of)).boxed().toList());
            }
            map.put(victim.key, steps);
        });
        return Json.text(map);
    }

    private double roundTripMicros() {
        List<Failover> all = rounds.values().stream().flatMap(List::stream).toList();
        return all.isEmpty() ? 0 : median(sorted(all, Failover::roundTripMicros));
    }

    private static String target(double worst, double most) {
        return "≤ %s %s".formatted(Table.number(most, 0), worst <= most ? "reached" : "MISSED");
    }

    private static double[] sorted(List<Failover> failovers, ToDoubleFunction<Failover> of) {
        return failovers.stream().mapToDouble(of).sorted().toArray();
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }

    private static double worst(double[] sorted) {
        return sorted[sorted.length - 1];
    }
}
