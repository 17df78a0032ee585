package io.hivemind.bench.programs;

import io.hivemind.apps.frame.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@link Json} writes: the same maps, lists, strings, booleans and {@link Json.Null}, and every number as a Double. */
final class JsonReader {
    /** One word, number, string or mark, after the white space before it. */
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*([{}\\[\\]:,]|true|false|null|-?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?|\"(?:[^\"\\\\]|\\\\.)*\")");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(u([0-9a-fA-F]{4})|.)");

    private final Matcher tokens;

    private JsonReader(String text) {
        tokens = TOKEN.matcher(text);
    }

    /** {@return the value that {@code text} is} */
    static Object read(String text) {
        var reader = new JsonReader(text);
        Object value = reader.value(reader.next());
        if (!text.substring(reader.tokens.end()).isBlank()) {
            throw new IllegalArgumentException("After the JSON value there is more text.");
        }
        return value;
    }

    private String next() {
        int at = tokens.hasMatch() ? tokens.end() : 0;
        if (!tokens.find() || tokens.start() != at) {
            throw new IllegalArgumentException("There is no JSON at character " + at + ".");
        }
        return tokens.group(1);
    }

    private Object value(String token) {
        return switch (token.charAt(0)) {
            case '{' -> map();
            case '[' -> list();
            case '"' -> string(token);
            case 't', 'f' -> Boolean.valueOf(token);
            case 'n' -> Json.Null.NULL;
            default -> Double.valueOf(token);
        };
    }

    private Map<String, Object> map() {
        var map = new LinkedHashMap<String, Object>();
        String token = next();
        while (!token.equals("}")) {
            String name = string(token.equals(",") ? next() : token);
            expect(":");
            map.put(name, value(next()));
            token = next();
        }
        return map;
    }

    private List<Object> list() {
        var list = new ArrayList<>();
        String token = next();
        while (!token.equals("]")) {
            list.add(value(token.equals(",") ? next() : token));
            token = next();
        }
        return list;
    }

    private void expect(String mark) {
        String token = next();
        if (!token.equals(mark)) {
            throw new IllegalArgumentException("There is " + token + " where " + mark + " should be.");
        }
    }

    private static String string(String token) {
        return ESCAPE.matcher(token.substring(1, token.length() - 1))
                .replaceAll(escape -> Matcher.quoteReplacement(
                        escape.group(2) == null ? plain(escape.group(1)) : unicode(escape.group(2))));
    }

    private static String plain(String letter) {
        return switch (letter) {
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            default -> letter;
        };
    }

    private static String unicode(String digits) {
        return String.valueOf((char) Integer.parseInt(digits, 16));
    }
}
