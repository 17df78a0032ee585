package io.hivemind.apps.tsp;

import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Reasons;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A file in the format of TSPLIB: fields, each with a colon, then sections of numbers (Reinelt, TSPLIB 95, section 1). */
final class TspLib {
    private static final String COORDINATES = "NODE_COORD_SECTION";
    private static final String WEIGHTS = "EDGE_WEIGHT_SECTION";

    /** Where the places are to be drawn; it has no meaning for the tour. */
    private static final String DISPLAY = "DISPLAY_DATA_SECTION";

    private static final String EXPLICIT = "EXPLICIT";

    private final Path file;
    private final Map<String, String> fields = new TreeMap<>();

    /** The words of each section. */
    private final Map<String, List<String>> sections = new TreeMap<>();

    private TspLib(Path file) {
        this.file = file;
    }

    /** {@return the cities in the file} Whatever is wrong with it is a {@link Mistake}. */
    static Instance read(Path file) {
        var parts = new TspLib(file);
        try {
            parts.split(Files.readAllLines(file, StandardCharsets.ISO_8859_1));
        } catch (IOException failed) {
            throw new Mistake("The cities cannot be read from " + file + ": " + Reasons.of(failed) + ".", failed);
        }
        return parts.instance();
    }

    private void split(List<String> lines) {
        List<String> section = new ArrayList<>();
        for (String line : lines) {
            String text = line.strip();
            int colon = text.indexOf(':');
            if (text.equals("EOF")) {
                return;
            } else if (colon > 0) {
                fields.put(
                        text.substring(0, colon).strip(),
                        text.substring(colon + 1).strip());
            } else if (text.endsWith("_SECTION")) {
                section = sections.computeIfAbsent(text, _ -> new ArrayList<>());
            } else if (!text.isEmpty() && sections.isEmpty()) {
                throw wrong("has the line \"" + text + "\", which is neither a field with a colon nor a section");
            } else if (!text.isEmpty()) {
                section.addAll(Arrays.asList(text.split("\\s+")));
            }
        }
    }

    private Instance instance() {
        String type = fields.getOrDefault("TYPE", "TSP");
        if (!type.split("\\s+")[0].equals("TSP")) {
            throw wrong("is of the type " + type + ", but this program solves the type TSP");
        }
        for (String section : sections.keySet()) {
            if (!List.of(COORDINATES, WEIGHTS, DISPLAY).contains(section)) {
                throw wrong("has a " + section + ", which this program does not know");
            }
        }
        int cities = dimension();
        String weightType = field("EDGE_WEIGHT_TYPE");
        int[] distances = weightType.equals(EXPLICIT) ? listed(cities) : computed(weightType, cities);
        return new Instance(fields.getOrDefault("NAME", String.valueOf(file.getFileName())), cities, distances);
    }

    private int dimension() {
        int cities = whole(field("DIMENSION"), "its DIMENSION");
        if (cities < Instance.FEWEST_CITIES || cities > Instance.MOST_CITIES) {
            throw wrong("has the DIMENSION %,d, but this program takes from %d to %d cities"
                    .formatted(cities, Instance.FEWEST_CITIES, Instance.MOST_CITIES));
        }
        return cities;
    }

    private int[] listed(int cities) {
        String name = field("EDGE_WEIGHT_FORMAT");
        MatrixFormat format = Arrays.stream(MatrixFormat.values())
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> wrong("has the EDGE_WEIGHT_FORMAT " + name + ", but this program knows "
                        + Arrays.toString(MatrixFormat.values())));
        List<String> words = section(WEIGHTS);
        int needed = format.count(cities);
        if (words.size() != needed) {
            throw wrong("lists %,d distances, but %d cities as %s have %,d"
                    .formatted(words.size(), cities, format, needed));
        }
        return format.matrix(
                cities,
                words.stream().mapToInt(word -> whole(word, "a distance")).toArray());
    }

    private int[] computed(String weightType, int cities) {
        Metric metric = Arrays.stream(Metric.values())
                .filter(known -> known.name().equals(weightType))
                .findFirst()
                .orElseThrow(() -> wrong("has the EDGE_WEIGHT_TYPE " + weightType + ", but this program knows "
                        + EXPLICIT + " and " + Arrays.toString(Metric.values())));
        List<String> words = section(COORDINATES);
        if (words.size() != 3 * cities) {
            throw wrong("has %,d numbers in its %s, but %d cities have %,d: each its own number and two coordinates"
                    .formatted(words.size(), COORDINATES, cities, 3 * cities));
        }
        double[] x = new double[cities];
        double[] y = new double[cities];
        var named = new BitSet();
        for (int i = 0; i < words.size(); i += 3) {
            int city = whole(words.get(i), "a city");
            if (city < 1 || city > cities || named.get(city)) {
                throw wrong(
                        "names city %d, but its cities are numbered from 1 to %d, each once".formatted(city, cities));
            }
            named.set(city);
            x[city - 1] = coordinate(words.get(i + 1));
            y[city - 1] = coordinate(words.get(i + 2));
        }
        return metric.matrix(x, y);
    }

    private String field(String name) {
        String value = fields.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw wrong("has no field " + name);
        }
        return value;
    }

    private List<String> section(String name) {
        List<String> words = sections.getOrDefault(name, List.of());
        if (words.isEmpty()) {
            throw wrong("has no " + name);
        }
        return words;
    }

    private int whole(String word, String what) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException notANumber) {
            throw new Mistake(
                    sentence("has \"" + word + "\" as " + what + ", which must be a whole number"), notANumber);
        }
    }

    private double coordinate(String word) {
        try {
            double value = Double.parseDouble(word);
            if (Math.abs(value) <= Instance.MOST_DISTANCE) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw new Mistake(sentence("has \"" + word + "\" as a coordinate, which must be a number"), notANumber);
        }
        throw wrong("has %s as a coordinate, but this program takes up to %,d".formatted(word, Instance.MOST_DISTANCE));
    }

    private Mistake wrong(String clause) {
        return new Mistake(sentence(clause));
    }

    private String sentence(String clause) {
        return "The file " + file + " " + clause + ".";
    }
}
