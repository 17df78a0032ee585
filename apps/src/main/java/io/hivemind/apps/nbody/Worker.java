package io.hivemind.apps.nbody;

import io.hivemind.apps.frame.Share;
import java.util.function.IntConsumer;

/**
 * One thread that moves its share of the bodies: some that follow one another. Every {@value #REORDER} steps the bodies are
 * put into the order of the curve anew, so that those of a share are near one another, and are divided so that shares
 * cost the same.
 */
final class Worker {
    private static final int REORDER = 8;

    private final int number;
    private final int workers;
    private final Settings settings;
    private final Exchange exchange;

    /** Is told after each step how many there were. */
    private final IntConsumer done;

    private final double[] all;

    /** The bodies of this worker, where they are, how fast they were half a step ago, and how many attracted each. */
    private Share own = new Share(0, 0);

    private double[] positions = new double[0];
    private double[] velocities = new double[0];
    private int[] costs = new int[0];

    Worker(int number, int workers, Settings settings, Exchange exchange, IntConsumer done) {
        this.number = number;
        this.workers = workers;
        this.settings = settings;
        this.exchange = exchange;
        this.done = done;
        all = new double[3 * settings.bodies()];
    }

    void run() throws InterruptedException {
        for (int step = 0; step < settings.steps(); step++) {
            exchange.positions(all);
            var curve = new Curve(all);
            if (step % REORDER == 0) {
                reorder(curve);
            } else {
                System.arraycopy(all, 3 * own.from(), positions, 0, positions.length);
            }
            var builder = new Builder(curve, settings.theta(), workers);
            exchange.putSubtrees(number, builder.firstNode(number), builder.subtrees(number));
            exchange.await(); // All subtrees are there, and nobody reads places or velocities any more.
            move(new Force(tree(curve, builder), curve), step);
            exchange.putPositions(own.from(), positions);
            if ((step + 1) % REORDER == 0 || step + 1 == settings.steps()) {
                exchange.putVelocities(own.from(), velocities, costs);
            }
            exchange.await(); // All places are there, and nobody reads the tree any more.
            done.accept(step + 1);
        }
    }

    private void reorder(Curve curve) {
        int[] allCosts = new int[settings.bodies()];
        exchange.costs(allCosts);
        own = share(curve, allCosts);
        double[] allVelocities = new double[3 * settings.bodies()];
        exchange.velocities(allVelocities);
        positions = new double[3 * own.length()];
        velocities = new double[3 * own.length()];
        costs = new int[own.length()];
        System.arraycopy(curve.positions(), 3 * own.from(), positions, 0, positions.length);
        for (int body = 0; body < own.length(); body++) {
            System.arraycopy(allVelocities, 3 * curve.body(own.from() + body), velocities, 3 * body, 3);
        }
    }

    /** {@return the places on the curve between which this worker's part of all costs lies} Before the first step all cost the same. */
    private Share share(Curve curve, int[] allCosts) {
        long sum = 0;
        for (int cost : allCosts) {
            sum += cost + 1;
        }
        long before = 0;
        int from = 0;
        int to = 0;
        for (int place = 0; place < allCosts.length; place++) {
            if (before * workers < sum * number) {
                from = place + 1;
            }
            if (before * workers < sum * (number + 1)) {
                to = place + 1;
            }
            before += allCosts[curve.body(place)] + 1;
        }
        return new Share(Math.min(from, to), to);
    }

    private Tree tree(Curve curve, Builder builder) {
        var subtrees = new Tree(curve, settings.theta());
        for (int worker = 0; worker < workers; worker++) {
            exchange.addSubtrees(worker, builder.firstNode(worker), subtrees);
        }
        return builder.whole(subtrees);
    }

    /** Leap-frog: velocities are known half a step before the places, but for the first step. */
    private void move(Force force, int step) {
        double time = settings.stepTime();
        double sinceVelocity = step == 0 ? 0 : time / 2;
        double energy = 0;
        for (int body = 0; body < own.length(); body++) {
            int at = 3 * body;
            force.find(positions[at], positions[at + 1], positions[at + 2]);
            costs[body] = force.interactions();
            double square = kick(at, force, sinceVelocity);
            energy += 0.5 * (square + force.potential()) / settings.bodies();
            kick(at, force, time / 2);
            for (int axis = 0; axis < 3; axis++) {
                positions[at + axis] += time * velocities[at + axis];
            }
        }
        if (step == 0 || step + 1 == settings.steps()) {
            exchange.putEnergy(number, step > 0, energy);
        }
    }

    /** {@return the square of the body's speed after so much time} */
    private double kick(int at, Force force, double time) {
        velocities[at] += time * force.x();
        velocities[at + 1] += time * force.y();
        velocities[at + 2] += time * force.z();
        return velocities[at] * velocities[at]
                + velocities[at + 1] * velocities[at + 1]
                + velocities[at + 2] * velocities[at + 2];
    }
}
