package io.hivemind.apps.nas.cg;

import io.hivemind.SharedDoubles;
import io.hivemind.apps.frame.Share;
import java.util.Arrays;

/**
 * One worker's part of the inverse iteration. The work is in multiplying the matrix with a vector, and of that every worker does
 * its rows. What is left, a few passes over vectors, each worker does for all of them: then nothing need be shared but the
 * products, no sums need be exchanged, and every worker has the same numbers to the last bit, however many there are.
 * Used by one thread.
 */
final class Solver {
    /** How many iterations of conjugate gradients a step has. */
    static final int ITERATIONS = 25;

    private final Problem problem;
    private final Share share;
    private final SparseRows rows;
    private final Vector product;
    private final double[] x;
    private final double[] z;
    private final double[] r;
    private final double[] p;

    Solver(Problem problem, Share share, Vector product) {
        this.problem = problem;
        this.share = share;
        this.product = product;
        rows = SparseRows.of(problem, share);
        x = new double[problem.order()];
        z = new double[problem.order()];
        r = new double[problem.order()];
        p = new double[problem.order()];
        begin();
    }

    /** Begins anew, with a vector of ones. */
    void begin() {
        Arrays.fill(x, 1);
    }

    /** Begins with the vector that was kept. */
    void begin(SharedDoubles kept) {
        kept.get(0, x);
    }

    /** Keeps the vector that the next step begins with. Every worker has the same. */
    void keep(SharedDoubles kept) {
        kept.set(0, x);
    }

    /** Does one step of inverse iteration. */
    Estimate step() throws InterruptedException {
        double residual = solve();
        double zeta = problem.shift() + 1 / dot(x, z);
        double scale = 1 / Math.sqrt(dot(z, z));
        for (int i = 0; i < x.length; i++) {
            x[i] = scale * z[i];
        }
        return new Estimate(zeta, residual);
    }

    /**
     * What is known after a step.
     *
     * @param zeta the estimate of the eigenvalue
     * @param residual how far the system was from solved
     */
    record Estimate(double zeta, double residual) {}

    /** Solves A·z = x for z, as far as it goes. {@return the norm of what is left, x - A·z} */
    private double solve() throws InterruptedException {
        Arrays.fill(z, 0);
        System.arraycopy(x, 0, r, 0, x.length);
        System.arraycopy(x, 0, p, 0, x.length);
        double rho = dot(r, r);
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            double[] q = multiply(p);
            advance(rho / dot(p, q), q);
            double last = rho;
            rho = dot(r, r);
            turn(rho / last);
        }
        return distance(x, multiply(z));
    }

    private double[] multiply(double[] vector) throws InterruptedException {
        rows.multiply(vector, product.next());
        return product.complete(share);
    }

    /** Goes so far in the direction of p. */
    private void advance(double alpha, double[] q) {
        for (int i = 0; i < z.length; i++) {
            z[i] += alpha * p[i];
            r[i] -= alpha * q[i];
        }
    }

    /** Turns p into the next direction. */
    private void turn(double beta) {
        for (int i = 0; i < p.length; i++) {
            p[i] = r[i] + beta * p[i];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i < a.length - 3; i += 4) {
            sum0 += a[i] * b[i];
            sum1 += a[i + 1] * b[i + 1];
            sum2 += a[i + 2] * b[i + 2];
            sum3 += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            sum0 += a[i] * b[i];
        }
        return sum0 + sum1 + (sum2 + sum3);
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = a[i] - b[i];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }
}
