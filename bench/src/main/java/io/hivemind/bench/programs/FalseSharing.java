package io.hivemind.bench.programs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What it costs that drones write into the same page: each adds to a number of its own, with a barrier a round.
 *
 * @param drones how many they were
 * @param runs what came out, one run a round of the comparison
 */
public record FalseSharing(int drones, List<Outcome> runs) {
    /** What is run. It tells itself what a round takes. */
    public static final Work WORK = Work.of("false-sharing");

    /** For two drones. */
    private static final int MOST_BYTES = 600;

    private static final int DRONES_OF_TARGET = 2;

    /** Keeps the list from changing. There must be one run at least. */
    public FalseSharing {
        runs = List.copyOf(runs);
    }

    /** {@return what a round put on the wire, of all drones together} */
    double bytes() {
        return Times.median(
                runs.stream().map(run -> run.number("bytesPerRound")).toList());
    }

    double micros() {
        return Times.median(
                runs.stream().map(run -> run.number("microsPerRound")).toList());
    }

    boolean isVerified() {
        return runs.stream().allMatch(Outcome::verified);
    }

    /** {@return a line about it, ending in a line break} */
    String line() {
        String target = drones == DRONES_OF_TARGET
                ? ", target: %d, %s".formatted(MOST_BYTES, bytes() < MOST_BYTES ? "reached" : "MISSED")
                : "";
        return "False sharing: a round of %d drones takes %s bytes (all its messages%s) and %s µs%s.%n"
                .formatted(
                        drones,
                        Table.number(bytes(), 0),
                        target,
                        Table.number(micros(), 1),
                        isVerified() ? "" : "; WRONG RESULT");
    }

    Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("drones", drones);
        map.put("verified", isVerified());
        map.put("bytesPerRound", bytes());
        map.put("microsecondsPerRound", micros());
        if (drones == DRONES_OF_TARGET) {
            map.put("targetBytesPerRound", MOST_BYTES);
            map.put("reached", bytes() < MOST_BYTES);
        }
        return map;
    }
}
