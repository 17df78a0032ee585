package io.hivemind.apps.tsp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The search of one worker, in memory of its own. It extends a partial tour by each city that is left, nearest first, unless no
 * tour that begins so can be shorter than the shortest known: what is left to go is at least as long as the way into the cities
 * left, the shortest tree that joins them, and the way from them home.
 */
final class Search {
    /** After so many partial tours the worker looks at the shared bound again. */
    private static final int GLANCE = 1 << 13;

    /** Lengths are whole numbers, sums of costs are not quite. */
    private static final double ROUNDING = 1e-6;

    private final Problem problem;
    private final Bound bound;
    private final int cities;
    private final double[] costs;
    private final int[] tour;
    private final boolean[] visited;

    /** What the lower bound computes with: cities outside the tree, and how far each is from the tree. */
    private final int[] outside;

    private final double[] distance;

    /** A tour that costs more is no shorter than the shortest known. */
    private double limit;

    private int untilGlance;

    Search(Problem problem, Bound bound) {
        this.problem = problem;
        this.bound = bound;
        this.cities = problem.cities();
        this.costs = problem.costs();
        this.tour = new int[cities];
        this.visited = new boolean[cities];
        this.outside = new int[cities];
        this.distance = new double[cities];
    }

    /** {@return the partial tours that are longer by one city and may become short enough, the most promising first} */
    List<int[]> extend(int[] partial) {
        var extended = new ArrayList<int[]>();
        double cost = begin(partial);
        int last = partial[partial.length - 1];
        for (int next : problem.nearest(last)) {
            if (!visited[next] && isPromising(next, cost + costs[last * cities + next])) {
                int[] longer = Arrays.copyOf(partial, partial.length + 1);
                longer[partial.length] = next;
                extended.add(longer);
            }
        }
        return extended;
    }

    /** Searches all tours that begin so. Shorter ones become the bound. */
    void search(int[] partial) {
        double cost = begin(partial);
        search(partial.length, cost);
    }

    /** {@return what the partial tour costs that is to be worked on from now on} */
    private double begin(int[] partial) {
        glance(bound.length());
        Arrays.fill(visited, false);
        double cost = 0;
        for (int i = 0; i < partial.length; i++) {
            tour[i] = partial[i];
            visited[partial[i]] = true;
            cost += i == 0 ? 0 : costs[partial[i - 1] * cities + partial[i]];
        }
        return cost;
    }

    private void glance(int shortest) {
        limit = shortest - 1 + problem.surplus() + ROUNDING;
        untilGlance = GLANCE;
    }

    private void search(int visits, double cost) {
        if (--untilGlance == 0) {
            glance(bound.length());
        }
        int last = tour[visits - 1];
        if (visits == cities) {
            if (cost + costs[last * cities] <= limit) {
                glance(bound.offer(problem.instance().length(tour), tour));
            }
            return;
        }
        for (int next : problem.nearest(last)) {
            double costWithNext = cost + costs[last * cities + next];
            if (!visited[next] && isPromising(next, costWithNext)) {
                visited[next] = true;
                tour[visits] = next;
                search(visits + 1, costWithNext);
                visited[next] = false;
            }
        }
    }

    /** {@return whether a tour that goes on to {@code next}, at that cost, may be short enough} */
    private boolean isPromising(int next, double cost) {
        if (cost > limit) {
            return false;
        }
        int left = 0;
        double in = Double.POSITIVE_INFINITY;
        double home = Double.POSITIVE_INFINITY;
        int row = next * cities;
        for (int city = 1; city < cities; city++) {
            if (!visited[city] && city != next) {
                outside[left++] = city;
                in = Math.min(in, costs[row + city]);
                home = Math.min(home, costs[city]);
            }
        }
        return left == 0 ? cost + costs[next] <= limit : isTreeWithin(left, limit - cost - in - home);
    }

    /** {@return whether the shortest tree that joins the cities {@link #outside} costs no more than {@code most}} By Prim. */
    private boolean isTreeWithin(int count, double most) {
        Arrays.fill(distance, 0, count, Double.POSITIVE_INFINITY);
        double length = 0;
        int left = count - 1;
        int joined = outside[left];
        while (left > 0 && length <= most) {
            int row = joined * cities;
            int nearest = 0;
            for (int i = 0; i < left; i++) {
                distance[i] = Math.min(distance[i], costs[row + outside[i]]);
                if (distance[i] < distance[nearest]) {
                    nearest = i;
                }
            }
            length += distance[nearest];
            joined = outside[nearest];
            left--;
            outside[nearest] = outside[left];
            distance[nearest] = distance[left];
        }
        return length <= most;
    }
}
