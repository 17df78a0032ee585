package io.hivemind.apps.frame;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Text in JSON, from maps, lists, strings, numbers, booleans, and {@link Null}. Members keep the order of their map, so
 * the same results give the same text.
 */
public final class Json {
    /** What stands for a value that is not there. */
    public enum Null {
        /** The value null. */
        NULL
    }

    private Json() {}

    /** {@return the value as JSON, indented by two, ending in a line break} */
    public static String text(Object value) {
        var text = new StringBuilder();
        write(value, "\n", text);
        return text.append('\n').toString();
    }

    private static void write(Object value, String margin, StringBuilder to) {
        switch (value) {
            case Map<?, ?> map ->
                writeAll(
                        '{',
                        '}',
                        map.entrySet().stream()
                                .map(member -> quoted(String.valueOf(member.getKey())) + ": "
                                        + nested(member.getValue(), margin))
                                .toList(),
                        margin,
                        to);
            case List<?> list ->
                writeAll(
                        '[',
                        ']',
                        list.stream().map(element -> nested(element, margin)).toList(),
                        margin,
                        to);
            case String string -> to.append(quoted(string));
            case Double number when !Double.isFinite(number) -> to.append("null");
            case Number number -> to.append(number);
            case Boolean truth -> to.append(truth);
            case Null none -> to.append("null");
            default ->
                throw new IllegalArgumentException(
                        "JSON has no form for a " + value.getClass().getName());
        }
    }

    private static String nested(Object value, String margin) {
        var text = new StringBuilder();
        write(value, margin + "  ", text);
        return text.toString();
    }

    private static void writeAll(char open, char close, List<String> parts, String margin, StringBuilder to) {
        String inner = margin + "  ";
        to.append(open);
        if (!parts.isEmpty()) {
            to.append(parts.stream().collect(Collectors.joining("," + inner, inner, margin)));
        }
        to.append(close);
    }

    private static String quoted(String string) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
            }
        }
        return quoted.append('"').toString();
    }
}
