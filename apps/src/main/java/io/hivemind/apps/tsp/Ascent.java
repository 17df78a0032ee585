package io.hivemind.apps.tsp;

import java.util.Arrays;

/**
 * The search for good {@link Problem potentials}, by rounds. The shortest one-tree, a tree with one more road, is never
 * longer than the shortest tour. Where it has more than two roads at a city the potential there rises, where it has one it falls:
 * one-trees become longer and more like tours (Held and Karp, Mathematical Programming 1, 1971).
 */
final class Ascent {
    /** The first round's step, as a part of what lacks to the length of a tour, and by what later steps are shorter. */
    private static final double FIRST_STEP = 2;

    private static final double LAST_STEP = 1e-3;

    private final Instance instance;
    private final int cities;

    /** How many roads the last one-tree had at each city. */
    private final int[] roads;

    private Ascent(Instance instance) {
        this.instance = instance;
        this.cities = instance.cities();
        this.roads = new int[cities];
    }

    /** {@return the best potentials of so many rounds, for an instance with a tour of that length} */
    static double[] potentials(Instance instance, int rounds, int tour) {
        return new Ascent(instance).climb(rounds, tour);
    }

    private double[] climb(int rounds, int tour) {
        double[] potentials = new double[cities];
        double[] best = potentials.clone();
        double longest = rounds == 0 ? 0 : Double.NEGATIVE_INFINITY;
        double step = FIRST_STEP;
        double shrink = Math.pow(LAST_STEP / FIRST_STEP, 1.0 / Math.max(1, rounds));
        for (int round = 0; round < rounds; round++) {
            double bound = oneTree(potentials);
            if (bound > longest) {
                longest = bound;
                best = potentials.clone();
            }
            int unlike = 0;
            for (int at : roads) {
                unlike += (at - 2) * (at - 2);
            }
            if (unlike == 0) {
                break;
            }
            double length = step * Math.max(1, tour - bound) / unlike;
            for (int city = 0; city < cities; city++) {
                potentials[city] += length * (roads[city] - 2);
            }
            step *= shrink;
        }
        return best;
    }

    /** {@return the length of the shortest one-tree, without the potentials' surplus} City 0 gets the additional road. */
    private double oneTree(double[] potentials) {
        double[] costs = Problem.costs(instance, potentials);
        Arrays.fill(roads, 0);
        double length = tree(costs);
        int first = 1;
        int second = 2;
        for (int city = 2; city < cities; city++) {
            if (costs[city] < costs[first]) {
                second = first;
                first = city;
            } else if (city > 2 && costs[city] < costs[second]) {
                second = city;
            }
        }
        join(0, first);
        join(0, second);
        length += costs[first] + costs[second];
        for (double potential : potentials) {
            length -= 2 * potential;
        }
        return length;
    }

    /** {@return the length of the shortest tree of all cities but 0} By Prim: the city nearest to the tree joins it. */
    private double tree(double[] costs) {
        double[] distance = new double[cities];
        int[] neighbour = new int[cities];
        boolean[] inTree = new boolean[cities];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        double length = 0;
        int joined = 1;
        inTree[joined] = true;
        for (int count = 2; count < cities; count++) {
            int next = 0;
            for (int city = 2; city < cities; city++) {
                if (!inTree[city] && costs[joined * cities + city] < distance[city]) {
                    distance[city] = costs[joined * cities + city];
                    neighbour[city] = joined;
                }
                if (!inTree[city] && (next == 0 || distance[city] < distance[next])) {
                    next = city;
                }
            }
            join(next, neighbour[next]);
            length += distance[next];
            inTree[next] = true;
            joined = next;
        }
        return length;
    }

    private void join(int one, int other) {
        roads[one]++;
        roads[other]++;
    }
}
