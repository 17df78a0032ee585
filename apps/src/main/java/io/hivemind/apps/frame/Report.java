package io.hivemind.apps.frame;

import io.hivemind.HiveStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The results of a run as a person likes to read them: a few lines, and a table of what each drone did. */
public final class Report {
    private static final List<String> HEADINGS = List.of(
            "",
            "messages",
            "kilobytes",
            "locks",
            "remote",
            "barriers",
            "pages",
            "diffs",
            "diffs",
            "twins",
            "intervals",
            "collections",
            "kilobytes");
    private static final List<String> SECOND_HEADINGS = List.of(
            "",
            "sent",
            "sent",
            "acquired",
            "of them",
            "passed",
            "fetched",
            "made",
            "fetched",
            "made",
            "made",
            "done",
            "extra");

    /** What is told of drones whose memory is bounded, in kilobytes and in pages. */
    private static final List<String> MEMORY_HEADINGS =
            List.of("", "kilobytes", "kilobytes", "pages", "pages", "resident", "Java", "resident");

    private static final List<String> SECOND_MEMORY_HEADINGS =
            List.of("", "allowed", "held", "given up", "refetched", "joined", "heap", "at most");

    /** The counts that are told there. */
    private static final Set<String> OF_MEMORY = Set.of("evictions", "refetches", "heldBytes", "mostHeldBytes");

    private Report() {}

    /** {@return the results as text, ending in a line break} */
    public static String text(Results results) {
        var text = new StringBuilder();
        text.append("%s: %,d %s on %,d %s, pages of %,d bytes: %s%n"
                .formatted(
                        results.app(),
                        results.elements(),
                        results.unit(),
                        results.drones(),
                        results.drones() == 1 ? "drone" : "drones",
                        results.pageSize(),
                        results.verified() ? "verified" : "WRONG"));
        results.details().forEach((name, value) -> text.append("  %-10s %s%n".formatted(name, value)));
        text.append("  %-10s %.3f s%n".formatted("time", results.measured().seconds()));
        results.serialSeconds().ifPresent(seconds -> text.append("  %-10s %.3f s%n".formatted("serial", seconds)));
        results.speedup().ifPresent(speedup -> text.append("  %-10s %.2f%n".formatted("speed-up", speedup)));
        text.append('\n').append(table(counts(results)));
        if (!results.footprints().isEmpty()) {
            text.append('\n').append(table(memory(results)));
        }
        return text.toString();
    }

    private static List<List<String>> counts(Results results) {
        var rows = new ArrayList<List<String>>();
        rows.add(HEADINGS);
        rows.add(SECOND_HEADINGS);
        for (int place = 0; place < results.drones(); place++) {
            rows.add(row(name(results, place), results.measured().perDrone().get(place)));
        }
        rows.add(row("all", results.totals()));
        return rows;
    }

    private static List<List<String>> memory(Results results) {
        var rows = new ArrayList<List<String>>();
        rows.add(MEMORY_HEADINGS);
        rows.add(SECOND_MEMORY_HEADINGS);
        for (int place = 0; place < results.drones(); place++) {
            HiveStatistics counts = results.measured().perDrone().get(place);
            Footprint footprint = results.footprints().get(place);
            rows.add(List.of(
                    name(results, place),
                    kilobytes(footprint.boundBytes()),
                    kilobytes(counts.mostHeldBytes()),
                    number(counts.evictions()),
                    number(counts.refetches()),
                    kilobytes(footprint.joinedBytes()),
                    kilobytes(footprint.javaHeapBytes()),
                    kilobytes(footprint.peakBytes())));
        }
        return rows;
    }

    private static String name(Results results, int place) {
        return "drone " + results.measured().ranks().get(place);
    }

    private static String table(List<List<String>> rows) {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        var table = new StringBuilder();
        for (List<String> row : rows) {
            table.append("  ").append(pad(row.getFirst(), -widths[0]));
            for (int column = 1; column < widths.length; column++) {
                table.append("  ").append(pad(row.get(column), widths[column]));
            }
            table.append('\n');
        }
        return table.toString();
    }

    private static List<String> row(String name, HiveStatistics counts) {
        var row = new ArrayList<String>();
        row.add(name);
        counts.toMap().forEach((count, value) -> {
            if (!OF_MEMORY.contains(count)) {
                row.add(isBytes(count) ? kilobytes(value) : number(value));
            }
        });
        return row;
    }

    private static boolean isBytes(String count) {
        return count.equals("bytes") || count.endsWith("Bytes");
    }

    private static String kilobytes(long bytes) {
        return number((bytes + 500) / 1000);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String pad(String text, int width) {
        return String.format(Locale.ROOT, "%" + width + "s", text);
    }
}
