package io.hivemind.apps.tsp;

import java.util.Comparator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * An instance made ready for the search. Each city has a <em>potential</em>, which is added to every road that leads to
 * it. As a tour has two roads at each city, this makes all tours longer by the same amount and leaves the shortest one the shortest;
 * but trees then resemble tours more, so that the length of the shortest tree says more (Held and Karp, Operations Research 18, 1970).
 */
final class Problem {
    private final Instance instance;

    /** Distances with the potentials of both ends, row after row. */
    private final double[] costs;

    /** By what all tours are longer with potentials than without. */
    private final double surplus;

    /** For each city the others, nearest first. */
    private final int[][] nearest;

    Problem(Instance instance, double[] potentials) {
        this.instance = instance;
        int cities = instance.cities();
        double[] raised = raised(potentials, costs(instance, potentials));
        costs = costs(instance, raised);
        surplus = 2 * DoubleStream.of(raised).sum();
        nearest = new int[cities][];
        for (int from = 0; from < cities; from++) {
            int row = from * cities;
            int here = from;
            nearest[from] = IntStream.range(0, cities)
                    .filter(to -> to != here)
                    .boxed()
                    .sorted(Comparator.comparingDouble(to -> costs[row + to]))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
    }

    /** {@return distances with the potentials of both ends, row after row} */
    static double[] costs(Instance instance, double[] potentials) {
        int cities = instance.cities();
        double[] costs = new double[cities * cities];
        for (int i = 0; i < costs.length; i++) {
            costs[i] = instance.distances()[i] + potentials[i / cities] + potentials[i % cities];
        }
        return costs;
    }

    /** {@return the potentials, all of them higher by as much as it takes for no cost to be negative} */
    private static double[] raised(double[] potentials, double[] costs) {
        double lowest = Math.min(0, DoubleStream.of(costs).min().orElse(0));
        return DoubleStream.of(potentials)
                .map(potential -> potential - lowest / 2)
                .toArray();
    }

    /** {@return the instance as it was} */
    Instance instance() {
        return instance;
    }

    /** {@return how many cities there are} */
    int cities() {
        return instance.cities();
    }

    /** {@return distances with the potentials of both ends, row after row, none of them negative but for rounding} */
    double[] costs() {
        return costs;
    }

    /** {@return by what all tours are longer with potentials than without} */
    double surplus() {
        return surplus;
    }

    /** {@return the other cities, nearest first} */
    int[] nearest(int city) {
        return nearest[city];
    }
}
