package io.hivemind.apps.nbody;

import java.util.Arrays;

/**
 * The bodies in the order in which Morton's curve passes them: all of one octant of space before all of the next, and so
 * within each octant. Every cell of the tree is a range of this order.
 */
final class Curve {
    /** How often space is halved in each direction. */
    static final int LEVELS = 14;

    private static final int BODY_BITS = 21;

    /** The number of a body must fit beside its place on the curve into one long. */
    static final int MOST_BODIES = 1 << BODY_BITS;

    private final double[] corner = new double[3];
    private final double side;

    /** In order: the place on the curve, three bits for each level, and the number of the body. */
    private final long[] places;

    private final double[] positions;

    /** Puts the bodies at {@code unordered}, three numbers each, into their order. */
    Curve(double[] unordered) {
        double longest = 0;
        for (int axis = 0; axis < 3; axis++) {
            double least = unordered[axis];
            double most = unordered[axis];
            for (int i = axis; i < unordered.length; i += 3) {
                least = Math.min(least, unordered[i]);
                most = Math.max(most, unordered[i]);
            }
            corner[axis] = least;
            longest = Math.max(longest, most - least);
        }
        side = Math.max(longest, Double.MIN_NORMAL);
        places = new long[unordered.length / 3];
        for (int body = 0; body < places.length; body++) {
            places[body] = place(unordered, 3 * body) << BODY_BITS | body;
        }
        Arrays.sort(places);
        positions = new double[unordered.length];
        for (int place = 0; place < places.length; place++) {
            System.arraycopy(unordered, 3 * body(place), positions, 3 * place, 3);
        }
    }

    /** {@return how many bodies there are} */
    int bodies() {
        return places.length;
    }

    /** {@return the number that the body had before it was put into order} */
    int body(int place) {
        return (int) places[place] & (MOST_BODIES - 1);
    }

    /** {@return where the bodies are, in their order, three numbers each} */
    double[] positions() {
        return positions;
    }

    /** {@return in which octant of its cell at {@code level} the body is} */
    int octant(int place, int level) {
        return (int) (places[place] >>> (BODY_BITS + 3 * (LEVELS - 1 - level))) & 7;
    }

    /** {@return the first place from {@code from} on, and before {@code to}, in another octant of the cell, or {@code to}} */
    int end(int from, int to, int level) {
        int octant = octant(from, level);
        int inside = from;
        int outside = to;
        while (outside - inside > 1) {
            int middle = (inside + outside) >>> 1;
            if (octant(middle, level) == octant) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return outside;
    }

    /** {@return the side of a cell at {@code level}} */
    double side(int level) {
        return side / (1 << level);
    }

    /** {@return one coordinate of the centre of the cell at {@code level} that the body is in} */
    double centre(int place, int level, int axis) {
        int cell = 0;
        for (int above = 0; above < level; above++) {
            cell = 2 * cell + ((octant(place, above) >>> axis) & 1);
        }
        return corner[axis] + (cell + 0.5) * side(level);
    }

    private long place(double[] at, int body) {
        return spread(cell(at, body, 0)) | spread(cell(at, body, 1)) << 1 | spread(cell(at, body, 2)) << 2;
    }

    private long cell(double[] at, int body, int axis) {
        int cells = 1 << LEVELS;
        return Math.min(cells - 1, (long) ((at[body + axis] - corner[axis]) / side * cells));
    }

    /** {@return the bits of a number below 2^21, each followed by two that are not set} */
    private static long spread(long number) {
        long bits = (number | number << 32) & 0x1F00000000FFFFL;
        bits = (bits | bits << 16) & 0x1F0000FF0000FFL;
        bits = (bits | bits << 8) & 0x100F00F00F00F00FL;
        bits = (bits | bits << 4) & 0x10C30C30C30C30C3L;
        return (bits | bits << 2) & 0x1249249249249249L;
    }
}
