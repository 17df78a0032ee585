package io.hivemind.apps.tsp;

import java.util.BitSet;

/** A tour to begin with: always on to the nearest city, then crossings undone as long as that makes it shorter. */
final class FirstTour {
    private FirstTour() {}

    /** {@return a good tour, as a rule not the shortest} */
    static int[] of(Instance instance) {
        int[] tour = nearestNeighbours(instance);
        boolean shorter = true;
        while (shorter) {
            shorter = isShortened(instance, tour);
        }
        return tour;
    }

    private static int[] nearestNeighbours(Instance instance) {
        int[] tour = new int[instance.cities()];
        var visited = new BitSet();
        visited.set(0);
        for (int i = 1; i < tour.length; i++) {
            int nearest = visited.nextClearBit(0);
            for (int city = visited.nextClearBit(nearest + 1);
                    city < tour.length;
                    city = visited.nextClearBit(city + 1)) {
                if (instance.distance(tour[i - 1], city) < instance.distance(tour[i - 1], nearest)) {
                    nearest = city;
                }
            }
            tour[i] = nearest;
            visited.set(nearest);
        }
        return tour;
    }

    /** Turns every piece of the tour round of which that makes the tour shorter. {@return whether there was one} */
    private static boolean isShortened(Instance instance, int[] tour) {
        boolean shortened = false;
        for (int from = 1; from < tour.length - 1; from++) {
            for (int to = from + 1; to < tour.length; to++) {
                int before = tour[from - 1];
                int after = tour[(to + 1) % tour.length];
                int now = instance.distance(before, tour[from]) + instance.distance(tour[to], after);
                int then = instance.distance(before, tour[to]) + instance.distance(tour[from], after);
                if (then < now) {
                    turn(tour, from, to);
                    shortened = true;
                }
            }
        }
        return shortened;
    }

    private static void turn(int[] tour, int from, int to) {
        for (int left = from, right = to; left < right; left++, right--) {
            int city = tour[left];
            tour[left] = tour[right];
            tour[right] = city;
        }
    }
}
