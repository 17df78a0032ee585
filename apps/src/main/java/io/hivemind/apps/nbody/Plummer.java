package io.hivemind.apps.nbody;

import java.util.SplittableRandom;

/**
 * A ball of stars in equilibrium (Plummer, 1911), drawn as Aarseth, Hénon and Wielen do it (1974). The centre of mass is at
 * rest in the origin. A hundredth of the mass, which would be very far out, is left away.
 */
final class Plummer {
    private static final double INSIDE = 0.99;

    private final SplittableRandom random;

    private Plummer(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Fills the places and velocities, three numbers for each body. */
    static void fill(double[] positions, double[] velocities, long seed) {
        var model = new Plummer(seed);
        for (int body = 0; body < positions.length / 3; body++) {
            double radius = 1 / Math.sqrt(Math.pow(INSIDE * model.positive(), -2.0 / 3) - 1);
            model.direction(radius, positions, 3 * body);
            double escape = Math.sqrt(2) * Math.pow(1 + radius * radius, -0.25);
            model.direction(escape * model.speed(), velocities, 3 * body);
        }
        centre(positions);
        centre(velocities);
    }

    /** {@return a speed as part of that with which the body would escape} By von Neumann's rejection. */
    private double speed() {
        double speed = random.nextDouble();
        while (0.1 * random.nextDouble() > speed * speed * Math.pow(1 - speed * speed, 3.5)) {
            speed = random.nextDouble();
        }
        return speed;
    }

    private void direction(double length, double[] target, int at) {
        double z = 2 * random.nextDouble() - 1;
        double angle = 2 * Math.PI * random.nextDouble();
        double ring = Math.sqrt(1 - z * z);
        target[at] = length * ring * Math.cos(angle);
        target[at + 1] = length * ring * Math.sin(angle);
        target[at + 2] = length * z;
    }

    private double positive() {
        return 1 - random.nextDouble();
    }

    private static void centre(double[] vectors) {
        for (int axis = 0; axis < 3; axis++) {
            double sum = 0;
            for (int i = axis; i < vectors.length; i += 3) {
                sum += vectors[i];
            }
            double mean = sum / (vectors.length / 3.0);
            for (int i = axis; i < vectors.length; i += 3) {
                vectors[i] -= mean;
            }
        }
    }
}
