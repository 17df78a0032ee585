package io.hivemind.apps.nbody;

/** What attracts one body: the walk through the tree that the hive and the plain program share. */
final class Force {
    /** The square of the length below which attraction no longer grows, so that no two bodies fling each other away. */
    private static final double SOFTENING = 0.05 * 0.05;

    private final double[] moments;
    private final int[] shape;
    private final int nodes;
    private final double[] positions;
    private final double bodyMass;

    /** What was found for the last body. */
    private double x;

    private double y;
    private double z;
    private double potential;
    private int interactions;

    Force(Tree tree, Curve curve) {
        moments = tree.moments();
        shape = tree.shape();
        nodes = tree.size();
        positions = curve.positions();
        bodyMass = 1.0 / curve.bodies();
    }

    double x() {
        return x;
    }

    double y() {
        return y;
    }

    double z() {
        return z;
    }

    double potential() {
        return potential;
    }

    /** {@return how many cells and bodies attracted the last body: how much work it was} */
    int interactions() {
        return interactions;
    }

    /** Finds the acceleration and the potential of the body that is there: one loop, whose sums stay in registers. */
    void find(double atX, double atY, double atZ) {
        double sumX = 0;
        double sumY = 0;
        double sumZ = 0;
        double depths = -bodyMass / Math.sqrt(SOFTENING); // The body meets itself among the others.
        int met = 0;
        int node = 0;
        while (node < nodes) {
            int at = Tree.MOMENTS * node;
            double dx = moments[at] - atX;
            double dy = moments[at + 1] - atY;
            double dz = moments[at + 2] - atZ;
            double square = dx * dx + dy * dy + dz * dz;
            int extent = shape[Tree.SHAPE * node + Tree.EXTENT];
            if (square > moments[at + Tree.OPENING]) {
                double inverse = 1 / Math.sqrt(square + SOFTENING);
                double depth = moments[at + Tree.MASS] * inverse;
                double pull = depth * inverse * inverse;
                sumX += pull * dx;
                sumY += pull * dy;
                sumZ += pull * dz;
                depths += depth;
                met++;
                node += extent;
                continue;
            }
            if (extent == 1) {
                int first = 3 * shape[Tree.SHAPE * node + Tree.FIRST];
                int end = first + 3 * shape[Tree.SHAPE * node + Tree.COUNT];
                for (int body = first; body < end; body += 3) {
                    double bodyX = positions[body] - atX;
                    double bodyY = positions[body + 1] - atY;
                    double bodyZ = positions[body + 2] - atZ;
                    double inverse = 1 / Math.sqrt(bodyX * bodyX + bodyY * bodyY + bodyZ * bodyZ + SOFTENING);
                    double depth = bodyMass * inverse;
                    double pull = depth * inverse * inverse;
                    sumX += pull * bodyX;
                    sumY += pull * bodyY;
                    sumZ += pull * bodyZ;
                    depths += depth;
                }
                met += (end - first) / 3;
            }
            node++;
        }
        x = sumX;
        y = sumY;
        z = sumZ;
        potential = -depths;
        interactions = met;
    }
}
