package io.hivemind.apps.nas.mg;

/**
 * The operators of the multigrid method, each for one plane at a time. All look at the 27 elements around each element and weigh
 * them by whether they share a face, an edge or a corner with it. Sums of neighbours in other rows are made once for a
 * whole row and used for three elements each. Used by one thread.
 */
final class Stencil {
    private static final double RESIDUAL_CENTRE = -8.0 / 3;
    private static final double RESIDUAL_EDGE = 1.0 / 6;
    private static final double RESIDUAL_CORNER = 1.0 / 12;
    private static final double SMOOTH_CENTRE = -3.0 / 8;
    private static final double SMOOTH_FACE = 1.0 / 32;
    private static final double SMOOTH_EDGE = -1.0 / 64;

    /** For each x, the sum of the four elements beside a row, and of the four across its edges. */
    private final double[] beside;

    private final double[] across;

    /** Makes one for grids up to that width. */
    Stencil(int width) {
        beside = new double[width + 2];
        across = new double[width + 2];
    }

    /** Makes plane {@code z} of {@code r} the residual: {@code v}, which may be {@code r} itself, less the operator applied to {@code u}. */
    void residual(Grid u, Grid v, Grid r, int z) {
        for (int y = 1; y <= u.width; y++) {
            sum(u, z, y);
            residual(u.plane(z)[y], v.plane(z)[y], r.plane(z)[y], beside, across);
        }
        r.close(z);
    }

    /** Adds to plane {@code z} of {@code u} an approximate solution for the residual {@code r}. */
    void smooth(Grid r, Grid u, int z) {
        for (int y = 1; y <= u.width; y++) {
            sum(r, z, y);
            smooth(r.plane(z)[y], u.plane(z)[y], beside, across);
        }
        u.close(z);
    }

    /** Makes plane {@code z} of a grid what the grid twice as fine is in the mean. */
    void project(Grid fine, Grid coarse, int z) {
        int centre = 2 * z + 1;
        for (int y = 1; y <= coarse.width; y++) {
            sum(fine, centre, 2 * y);
            project(fine.plane(centre)[2 * y], coarse.plane(z)[y], beside, across);
        }
        coarse.close(z);
    }

    /** Adds to plane {@code z} of a grid, ghosts included, what the grid half as fine is there, interpolated. */
    void interpolate(Grid coarse, Grid fine, int z) {
        boolean between = (z & 1) == 0;
        double[][] before = coarse.plane(between ? z / 2 - 1 : z >> 1);
        double[][] after = between ? coarse.plane(z / 2) : before;
        for (int y = 0; y < fine.width + 2; y++) {
            int first = y / 2;
            int second = (y + 1) / 2;
            // Where two of the four rows are the same, they count twice: so the weight is always a quarter.
            addRows(before[first], before[second], after[first], after[second]);
            interpolate(beside, fine.plane(z)[y], coarse.width);
        }
    }

    private void sum(Grid grid, int z, int y) {
        double[][] below = grid.plane(z - 1);
        double[][] middle = grid.plane(z);
        double[][] above = grid.plane(z + 1);
        sum(middle[y - 1], middle[y + 1], below[y], above[y], beside);
        sum(below[y - 1], below[y + 1], above[y - 1], above[y + 1], across);
    }

    private void addRows(double[] a, double[] b, double[] c, double[] d) {
        for (int x = 0; x < a.length; x++) {
            beside[x] = a[x] + b[x] + (c[x] + d[x]);
        }
    }

    private static void sum(double[] a, double[] b, double[] c, double[] d, double[] sum) {
        for (int x = 0; x < a.length; x++) {
            sum[x] = a[x] + b[x] + c[x] + d[x];
        }
    }

    private static void residual(double[] u, double[] v, double[] r, double[] beside, double[] across) {
        for (int x = 1; x < u.length - 1; x++) {
            r[x] = v[x]
                    - RESIDUAL_CENTRE * u[x]
                    - RESIDUAL_EDGE * (across[x] + beside[x - 1] + beside[x + 1])
                    - RESIDUAL_CORNER * (across[x - 1] + across[x + 1]);
        }
    }

    private static void smooth(double[] r, double[] u, double[] beside, double[] across) {
        for (int x = 1; x < u.length - 1; x++) {
            u[x] = u[x]
                    + SMOOTH_CENTRE * r[x]
                    + SMOOTH_FACE * (r[x - 1] + r[x + 1] + beside[x])
                    + SMOOTH_EDGE * (across[x] + beside[x - 1] + beside[x + 1]);
        }
    }

    private static void project(double[] fine, double[] coarse, double[] beside, double[] across) {
        for (int x = 1; x < coarse.length - 1; x++) {
            int centre = 2 * x;
            coarse[x] = 0.5 * fine[centre]
                    + 0.25 * (fine[centre - 1] + fine[centre + 1] + beside[centre])
                    + 0.125 * (beside[centre - 1] + beside[centre + 1] + across[centre])
                    + 0.0625 * (across[centre - 1] + across[centre + 1]);
        }
    }

    private static void interpolate(double[] sum, double[] fine, int width) {
        for (int x = 0; x <= width; x++) {
            fine[2 * x] += 0.25 * sum[x];
            fine[2 * x + 1] += 0.125 * (sum[x] + sum[x + 1]);
        }
    }
}
