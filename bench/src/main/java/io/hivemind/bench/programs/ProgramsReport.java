package io.hivemind.bench.programs;

import io.hivemind.apps.frame.Json;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** The times of programs on a hive beside those on plain arrays, for people and for programs. */
public final class ProgramsReport {
    /** What others take on two processes, where it was published or measured. */
    private static final String SCALE = """
            For scale, two processes on a machine of two cores, as multiples of two threads:
              sor        page-based shared memory in C++, pages placed by hand: 1.2 by shared memory, 1.7 by TCP;
                         not placed: 6.7; PCJ by hand: 4; messages in C over TCP: 0.7
              quicksort  page-based shared memory in C++: 8 by shared memory, 40 by TCP; PCJ by hand: 1.7;
                         messages in C over TCP: 0.9
              false sharing  page-based shared memory in C++: 34,700 bytes a round
            """;

    private final int drones;
    private final int rounds;

    /** How many threads of the machine ran or wanted to when the measurement began; negative if it does not tell. */
    private final double load;

    private final List<Times> times = new ArrayList<>();
    private Optional<FalseSharing> falseSharing = Optional.empty();
    private Optional<Starts> starts = Optional.empty();

    /** Makes an empty one, about hives of so many drones that are run in so many rounds from now on. */
    public static ProgramsReport begin(int drones, int rounds) {
        return new ProgramsReport(
                drones, rounds, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    ProgramsReport(int drones, int rounds, double load) {
        this.drones = drones;
        this.rounds = rounds;
        this.load = load;
    }

    /** Adds what a program took. */
    public void add(Times taken) {
        times.add(taken);
    }

    /** Adds what it costs that drones write into the same page. */
    public void add(FalseSharing seen) {
        falseSharing = Optional.of(seen);
    }

    /** Adds how long hives took to start. */
    public void add(Starts taken) {
        starts = Optional.of(taken);
    }

    /** {@return whether every result was right} */
    public boolean isSound() {
        return times.stream().allMatch(Times::verified)
                && falseSharing.map(FalseSharing::isVerified).orElse(true);
    }

    /** {@return the times as a table} */
    public String table() {
        var text = new StringBuilder();
        if (!times.isEmpty()) {
            String threads = drones + " threads";
            String hive = drones + " drones";
            var table = new Table()
                    .row(
                            rounds == 1 ? "seconds" : "seconds, medians of " + rounds,
                            "serial",
                            threads,
                            hive,
                            "speed-up",
                            hive + "/" + threads,
                            "goal");
            times.forEach(taken -> table.row(taken.cells()));
            text.append(table.text()).append('\n');
        }
        falseSharing.ifPresent(seen -> text.append(seen.line()));
        starts.ifPresent(taken -> text.append(taken.line()));
        if (load >= 0) {
            text.append("The load of the machine was %s when this began.%n".formatted(Table.number(load, 1)));
        }
        return text.append('\n').append(SCALE).toString();
    }

    /** {@return the times as JSON} */
    public String json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("benchmark", "programs");
        json.put("drones", drones);
        json.put("rounds", rounds);
        json.put("load", load);
        json.put("programs", times.stream().map(Times::toMap).toList());
        falseSharing.ifPresent(seen -> json.put("falseSharing", seen.toMap()));
        starts.ifPresent(taken -> json.put("start", taken.toMap()));
        return Json.text(json);
    }
}
