package io.hivemind.apps.nbody;

import io.hivemind.apps.frame.Crew;
import io.hivemind.apps.frame.Meeting;
import java.util.Arrays;

/** The bodies and the tree on plain arrays that the threads of one process share. */
final class PlainBodies implements Exchange {
    private final Settings settings;
    private final int threads;
    private final Meeting barrier;
    private final double[] positions;
    private final double[] velocities;
    private final int[] costs;
    private final Tree[] subtrees;
    private final double[][] energies;

    PlainBodies(Settings settings, int threads) {
        this.settings = settings;
        this.threads = threads;
        barrier = Meeting.of(threads);
        positions = new double[3 * settings.bodies()];
        velocities = new double[3 * settings.bodies()];
        costs = new int[settings.bodies()];
        subtrees = new Tree[threads];
        energies = new double[2][threads];
        Plummer.fill(positions, velocities, settings.seed());
    }

    /** Does all steps. */
    void run() throws InterruptedException {
        Crew.run(threads, thread -> new Worker(thread, threads, settings, this, _ -> {}).run());
    }

    /** {@return whether the bodies are there, with these velocities, to the last bit} */
    boolean areAt(double[] otherPositions, double[] otherVelocities) {
        return Arrays.equals(positions, otherPositions) && Arrays.equals(velocities, otherVelocities);
    }

    /** {@return the energy of all bodies in the first step, or the last} */
    double energy(boolean last) {
        return Arrays.stream(energies[last ? 1 : 0]).sum();
    }

    @Override
    public void positions(double[] all) {
        System.arraycopy(positions, 0, all, 0, all.length);
    }

    @Override
    public void velocities(double[] all) {
        System.arraycopy(velocities, 0, all, 0, all.length);
    }

    @Override
    public void costs(int[] all) {
        System.arraycopy(costs, 0, all, 0, all.length);
    }

    @Override
    public void putPositions(int first, double[] own) {
        System.arraycopy(own, 0, positions, 3 * first, own.length);
    }

    @Override
    public void putVelocities(int first, double[] own, int[] ownCosts) {
        System.arraycopy(own, 0, velocities, 3 * first, own.length);
        System.arraycopy(ownCosts, 0, costs, first, ownCosts.length);
    }

    @Override
    public void putSubtrees(int worker, int firstNode, Tree own) {
        subtrees[worker] = own;
    }

    @Override
    public void addSubtrees(int worker, int firstNode, Tree to) {
        for (int node = 0; node < subtrees[worker].size(); node += subtrees[worker].extent(node)) {
            to.add(subtrees[worker], node);
        }
    }

    @Override
    public void putEnergy(int worker, boolean last, double energy) {
        energies[last ? 1 : 0][worker] = energy;
    }

    @Override
    public void await() throws InterruptedException {
        barrier.await();
    }
}
