package io.hivemind.apps.nas.mg;

import io.hivemind.apps.frame.Share;

/**
 * Who has which planes of the grids.
 *
 * @param levels how many grids there are
 * @param worker the number of this worker among all
 * @param workers how many there are
 */
record Partition(int levels, int worker, int workers) {
    /** {@return the planes of this worker at that level} */
    Share own(int level) {
        return own(level, worker);
    }

    /** {@return the worker who has the plane before the first of this one} */
    int before(int level) {
        int other = worker;
        do {
            other = Math.floorMod(other - 1, workers);
        } while (own(level, other).length() == 0);
        return other;
    }

    /** {@return the worker who has the plane after the last of this one} */
    int after(int level) {
        int other = worker;
        do {
            other = Math.floorMod(other + 1, workers);
        } while (own(level, other).length() == 0);
        return other;
    }

    /** Plane z of a grid lies in the middle of three planes of the next finer one, of which 2z + 1 is in the middle. */
    private Share own(int level, int other) {
        Share finest = Share.of(1 << levels, other, workers);
        return new Share(finest.from() >> (levels - level), finest.to() >> (levels - level));
    }
}
