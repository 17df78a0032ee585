package io.hivemind.apps.frame;

import io.hivemind.HiveStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
            "kilobytes",
            "pages",
            "pages",
            "kilobytes",
            "at");
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
            "extra",
            "given up",
            "refetched",
            "held",
            "most");

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
        return text.append('\n').append(table(results)).toString();
    }

    private static String table(Results results) {
        var rows = new ArrayList<List<String>>();
        rows.add(HEADINGS);
        rows.add(SECOND_HEADINGS);
        for (int rank = 0; rank < results.drones(); rank++) {
            rows.add(row("drone " + rank, results.measured().perDrone().get(rank)));
        }
        rows.add(row("all", results.totals()));
        int[] widths = new int[HEADINGS.size()];
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
        counts.toMap().forEach((count, value) -> row.add(number(isBytes(count) ? (value + 500) / 1000 : value)));
        return row;
    }

    private static boolean isBytes(String count) {
        return count.equals("bytes") || count.endsWith("Bytes");
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String pad(String text, int width) {
        return String.format(Locale.ROOT, "%" + width + "s", text);
    }
}
