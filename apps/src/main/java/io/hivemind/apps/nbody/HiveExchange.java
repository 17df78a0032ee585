package io.hivemind.apps.nbody;

import io.hivemind.Hive;
import io.hivemind.SharedDoubles;
import io.hivemind.SharedInts;
import io.hivemind.apps.frame.Meeting;

/** The exchange of a hive: shared arrays, read and written in bulk. One serves all threads of a drone. */
final class HiveExchange implements Exchange {
    private final Meeting barrier;
    private final SharedDoubles positions;
    private final SharedDoubles velocities;
    private final SharedInts costs;

    /** How many nodes each worker's subtrees have, and the nodes. */
    private final SharedInts sizes;

    private final SharedDoubles moments;
    private final SharedInts shape;
    private final SharedDoubles energies;

    HiveExchange(Hive hive, int bodies, int threads) {
        int workers = hive.size() * threads;
        barrier = Meeting.of(hive, threads);
        positions = hive.doubles("nbody.positions", 3L * bodies);
        velocities = hive.doubles("nbody.velocities", 3L * bodies);
        costs = hive.ints("nbody.costs", bodies);
        sizes = hive.ints("nbody.sizes", workers);
        moments = hive.doubles("nbody.moments", (long) Tree.MOMENTS * Builder.mostNodes(bodies));
        shape = hive.ints("nbody.shape", (long) Tree.SHAPE * Builder.mostNodes(bodies));
        energies = hive.doubles("nbody.energies", 2L * workers);
    }

    /** {@return how many bytes of shared memory it needs, but for the little that each worker takes} */
    static long bytes(int bodies) {
        long perBody = 6 * Double.BYTES + Integer.BYTES;
        long perNode = Tree.MOMENTS * Double.BYTES + Tree.SHAPE * Integer.BYTES;
        return perBody * bodies + perNode * Builder.mostNodes(bodies);
    }

    /** Fills in how it begins. */
    void begin(double[] allPositions, double[] allVelocities) {
        positions.set(0, allPositions);
        velocities.set(0, allVelocities);
    }

    @Override
    public void positions(double[] all) {
        positions.get(0, all);
    }

    @Override
    public void velocities(double[] all) {
        velocities.get(0, all);
    }

    @Override
    public void costs(int[] all) {
        costs.get(0, all);
    }

    @Override
    public void putPositions(int first, double[] own) {
        positions.set(3L * first, own);
    }

    @Override
    public void putVelocities(int first, double[] own, int[] ownCosts) {
        velocities.set(3L * first, own);
        costs.set(first, ownCosts);
    }

    @Override
    public void putSubtrees(int worker, int firstNode, Tree own) {
        sizes.set(worker, own.size());
        moments.set((long) Tree.MOMENTS * firstNode, own.moments(), 0, Tree.MOMENTS * own.size());
        shape.set((long) Tree.SHAPE * firstNode, own.shape(), 0, Tree.SHAPE * own.size());
    }

    @Override
    public void addSubtrees(int worker, int firstNode, Tree to) {
        int size = sizes.get(worker);
        int first = to.add(size);
        moments.get((long) Tree.MOMENTS * firstNode, to.moments(), Tree.MOMENTS * first, Tree.MOMENTS * size);
        shape.get((long) Tree.SHAPE * firstNode, to.shape(), Tree.SHAPE * first, Tree.SHAPE * size);
    }

    @Override
    public void putEnergy(int worker, boolean last, double energy) {
        energies.set(2L * worker + (last ? 1 : 0), energy);
    }

    @Override
    public void await() throws InterruptedException {
        barrier.await();
    }

    /** {@return the energy of all bodies in the first step, or the last} */
    double energy(boolean last) {
        double sum = 0;
        for (long i = last ? 1 : 0; i < energies.length(); i += 2) {
            sum += energies.get(i);
        }
        return sum;
    }
}
