package io.hivemind.bench.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of text in columns: the first and the last to the left, those between them to the right, as numbers are. */
public final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    /** Makes an empty table. */
    public Table() {}

    /** Adds a row. */
    public Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** {@return the rows, each ending in a line break} */
    public String text() {
        var text = new StringBuilder();
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                boolean left = column == 0 || column == row.size() - 1;
                String cell = row.get(column);
                String space = " ".repeat(width(column) - cell.length());
                line.append(column == 0 ? "" : GAP).append(left ? cell + space : space + cell);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** {@return the number with commas} */
    public static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** {@return the number with so many digits after the point} */
    public static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> column < row.size())
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(0);
    }
}
