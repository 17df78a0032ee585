package io.hivemind.apps.tsp;

import io.hivemind.apps.frame.Mistake;
import java.util.BitSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** Cities, and how far each is from each other. A tour begins in city 0 and ends there. */
final class Instance {
    static final int FEWEST_CITIES = 3;

    /** More could hardly be searched, and not every length of a tour would be an {@code int}. */
    static final int MOST_CITIES = 100;

    static final int MOST_DISTANCE = 10_000_000;

    private static final int SQUARE = 1000;

    /** Lengths of shortest tours, as TSPLIB publishes them (Reinelt, ORSA Journal on Computing 3, 1991). */
    private static final Map<String, Integer> OPTIMA = Map.ofEntries(
            Map.entry("burma14", 3323),
            Map.entry("ulysses16", 6859),
            Map.entry("gr17", 2085),
            Map.entry("gr21", 2707),
            Map.entry("ulysses22", 7013),
            Map.entry("gr24", 1272),
            Map.entry("fri26", 937),
            Map.entry("bayg29", 1610),
            Map.entry("bays29", 2020),
            Map.entry("dantzig42", 699),
            Map.entry("swiss42", 1273),
            Map.entry("att48", 10628),
            Map.entry("gr48", 5046),
            Map.entry("hk48", 11461),
            Map.entry("eil51", 426),
            Map.entry("berlin52", 7542));

    private final String name;
    private final int cities;

    /** Row after row. */
    private final int[] distances;

    /** Takes the distances row after row. They must be as far one way as the other. */
    Instance(String name, int cities, int[] distances) {
        this.name = name;
        this.cities = cities;
        this.distances = distances;
        for (int from = 0; from < cities; from++) {
            for (int to = 0; to < cities; to++) {
                check(from, to);
            }
        }
    }

    private void check(int from, int to) {
        if (distance(from, to) != distance(to, from)) {
            throw new Mistake(
                    "From city %d to city %d it is %,d in \"%s\", and back %,d; this program takes only distances that are the same both ways."
                            .formatted(from + 1, to + 1, distance(from, to), name, distance(to, from)));
        }
        if (distance(from, to) < 0 || distance(from, to) > MOST_DISTANCE) {
            throw new Mistake("From city %d to city %d it is %,d in \"%s\"; this program takes distances from 0 to %,d."
                    .formatted(from + 1, to + 1, distance(from, to), name, MOST_DISTANCE));
        }
    }

    /** {@return cities at random places in a square of side 1,000, as far from each other as TSPLIB's EUC_2D says} */
    static Instance random(int cities, long seed) {
        var random = new SplittableRandom(seed);
        double[] x = random.doubles(cities, 0, SQUARE).toArray();
        double[] y = random.doubles(cities, 0, SQUARE).toArray();
        return new Instance("random" + cities, cities, Metric.EUC_2D.matrix(x, y));
    }

    /** {@return what it is called} */
    String name() {
        return name;
    }

    /** {@return how many cities there are} */
    int cities() {
        return cities;
    }

    /** {@return all distances, row after row} */
    int[] distances() {
        return distances;
    }

    /** {@return how far it is from one city to another} */
    int distance(int from, int to) {
        return distances[from * cities + to];
    }

    /** {@return the length of the shortest tour, if it has been published} */
    OptionalInt optimum() {
        Integer known = OPTIMA.get(name.replaceFirst("\\.tsp$", ""));
        return known == null ? OptionalInt.empty() : OptionalInt.of(known);
    }

    /** {@return the length of a tour, the way back to its first city included} */
    int length(int[] tour) {
        int length = 0;
        for (int i = 0; i < tour.length; i++) {
            length += distance(tour[i], tour[(i + 1) % tour.length]);
        }
        return length;
    }

    /** {@return whether the tour visits each city once} */
    boolean isTour(int[] tour) {
        var visited = new BitSet();
        for (int city : tour) {
            if (city < 0 || city >= cities) {
                return false;
            }
            visited.set(city);
        }
        return tour.length == cities && visited.cardinality() == cities;
    }
}
