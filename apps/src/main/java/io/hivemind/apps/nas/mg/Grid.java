package io.hivemind.apps.nas.mg;

import io.hivemind.apps.frame.Share;
import java.util.Arrays;

/**
 * Some neighbouring planes of a periodic grid, with a copy of the plane before and of the plane after them. Rows and planes
 * have ghosts, too: a copy of what comes before the first and after the last element, which are the last and the first.
 * Used by one thread.
 */
final class Grid {
    /** How many elements the grid has in each direction. */
    final int width;

    /** The planes that are no copies. */
    final Share own;

    /** By z, counted from the plane before the first own one; then by y and x, counted from the ghosts. */
    private final double[][][] planes;

    Grid(int width, Share own) {
        this.width = width;
        this.own = own;
        planes = new double[own.length() + 2][width + 2][width + 2];
    }

    /** {@return plane {@code z}, one of its own or next to them; by y and x from 0, a ghost, to width + 1, another} */
    double[][] plane(int z) {
        return planes[z - own.from() + 1];
    }

    /** Makes all elements zero. */
    void clear() {
        for (double[][] plane : planes) {
            for (double[] row : plane) {
                Arrays.fill(row, 0);
            }
        }
    }

    /** Sets an element by its number, x + width·(y + width·z), if it is in one of the own planes. */
    void setOwn(int place, double value) {
        int z = place / width / width;
        if (own.from() <= z && z < own.to()) {
            plane(z)[place / width % width + 1][place % width + 1] = value;
        }
    }

    /** Makes the ghosts inside plane {@code z} what they are copies of. */
    void close(int z) {
        double[][] plane = plane(z);
        for (int y = 1; y <= width; y++) {
            plane[y][0] = plane[y][width];
            plane[y][width + 1] = plane[y][1];
        }
        System.arraycopy(plane[width], 0, plane[0], 0, width + 2);
        System.arraycopy(plane[1], 0, plane[width + 1], 0, width + 2);
    }

    /** Makes the planes before and after the own ones copies of the last and the first. For who owns all planes. */
    void closeRound() {
        for (int y = 0; y < width + 2; y++) {
            System.arraycopy(plane(width - 1)[y], 0, plane(-1)[y], 0, width + 2);
            System.arraycopy(plane(0)[y], 0, plane(width)[y], 0, width + 2);
        }
    }

    /** {@return the sum of the squares of all elements in own planes} */
    double squares() {
        double sum = 0;
        for (int z = own.from(); z < own.to(); z++) {
            for (int y = 1; y <= width; y++) {
                double[] row = plane(z)[y];
                for (int x = 1; x <= width; x++) {
                    sum += row[x] * row[x];
                }
            }
        }
        return sum;
    }
}
