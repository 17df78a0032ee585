package io.hivemind.apps.nas.cg;

import io.hivemind.apps.nas.Random46;

/**
 * The sparse random vectors of whose outer products the matrix is made, one for each row. Vector i has a few entries at
 * random places, and one half at place i. Everybody who makes them gets the same ones.
 */
final class RandomVectors {
    private static final double OWN_ENTRY = 0.5;

    private final int width;
    private final int[] lengths;

    /** The places of the entries, {@code width} for each vector, as many as it has in use. */
    private final int[] places;

    private final double[] values;

    /** Makes as many vectors as the matrix has rows. */
    RandomVectors(Problem problem) {
        width = problem.nonZeros() + 1;
        lengths = new int[problem.order()];
        places = new int[problem.order() * width];
        values = new double[problem.order() * width];
        var random = new Random46(Random46.SEED);
        random.skip(1);
        for (int vector = 0; vector < problem.order(); vector++) {
            fill(vector, problem, random);
            setOwnEntry(vector);
        }
    }

    /** {@return how many entries the vector has} */
    int length(int vector) {
        return lengths[vector];
    }

    /** {@return the place of an entry of the vector} */
    int place(int vector, int entry) {
        return places[vector * width + entry];
    }

    /** {@return an entry of the vector} */
    double value(int vector, int entry) {
        return values[vector * width + entry];
    }

    /** A place that lies outside, or is taken, costs two random numbers like any other, and a new try. */
    private void fill(int vector, Problem problem, Random46 random) {
        int range = Integer.highestOneBit(problem.order() - 1) << 1;
        while (lengths[vector] < problem.nonZeros()) {
            double value = random.next();
            int place = (int) (range * random.next());
            if (place < problem.order() && find(vector, place) == lengths[vector]) {
                append(vector, place, value);
            }
        }
    }

    private void setOwnEntry(int vector) {
        int entry = find(vector, vector);
        if (entry == lengths[vector]) {
            append(vector, vector, OWN_ENTRY);
        } else {
            values[vector * width + entry] = OWN_ENTRY;
        }
    }

    /** {@return the entry at {@code place}, or the number of entries if there is none} */
    private int find(int vector, int place) {
        int entry = 0;
        while (entry < lengths[vector] && place(vector, entry) != place) {
            entry++;
        }
        return entry;
    }

    private void append(int vector, int place, double value) {
        int next = vector * width + lengths[vector]++;
        places[next] = place;
        values[next] = value;
    }
}
