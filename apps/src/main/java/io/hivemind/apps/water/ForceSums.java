package io.hivemind.apps.water;

import io.hivemind.Hive;
import io.hivemind.SharedDoubles;
import io.hivemind.SharedLock;

/**
 * The sums of the forces on each molecule, in shared memory, with a lock for each molecule. Workers add to it at the same
 * time, in any order, for a sum has none but for rounding.
 */
final class ForceSums {
    private final Hive hive;
    private final Layout layout;
    private final SharedDoubles sums;

    ForceSums(Hive hive, Layout layout) {
        this.hive = hive;
        this.layout = layout;
        this.sums = hive.doubles("water.forces", layout.length());
    }

    /** Adds those of {@code forces} that act on molecules of a block. Molecules without any are left alone. */
    void add(int block, double[] forces) {
        double[] sum = new double[Layout.NUMBERS];
        for (int molecule = layout.block(block).from();
                molecule < layout.block(block).to();
                molecule++) {
            int at = layout.at(molecule);
            if (!isPulled(forces, at)) {
                continue;
            }
            SharedLock lock = hive.lock(lockOf(molecule, block));
            lock.lock();
            try {
                sums.get(at, sum);
                for (int number = 0; number < sum.length; number++) {
                    sum[number] += forces[at + number];
                }
                sums.set(at, sum);
            } finally {
                lock.unlock();
            }
        }
    }

    /** Takes the sums of a block into {@code forces} and makes them zero. Nobody may add at the same time. */
    void take(int block, double[] forces) {
        int start = layout.start(block);
        int count = layout.block(block).length() * Layout.NUMBERS;
        sums.get(start, forces, start, count);
        sums.fill(start, count, 0);
    }

    /**
     * {@return the number of a molecule's lock} Locks are managed by the drone of their number modulo the number of drones:
     * here by the drone that owns the molecule, which is the first to take the lock in each step.
     */
    private int lockOf(int molecule, int block) {
        int index = molecule - layout.block(block).from();
        int threads = layout.blocks() / hive.size();
        return (index * threads + block % threads) * hive.size() + block / threads;
    }

    private static boolean isPulled(double[] forces, int at) {
        for (int number = at; number < at + Layout.NUMBERS; number++) {
            if (forces[number] != 0) {
                return true;
            }
        }
        return false;
    }
}
