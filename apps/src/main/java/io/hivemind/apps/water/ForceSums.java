package io.hivemind.apps.water;

import io.hivemind.Hive;
import io.hivemind.LockGroup;
import io.hivemind.SharedDoubles;
import java.util.stream.IntStream;

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

    /**
     * Adds those of {@code forces} that act on molecules of a block. Molecules without any are left alone; the locks of the
     * others are taken together, so that they and the pages come with few messages.
     */
    void add(int block, double[] forces) {
        int[] pulled = IntStream.range(
                        layout.block(block).from(), layout.block(block).to())
                .filter(molecule -> isPulled(forces, layout.at(molecule)))
                .toArray();
        if (pulled.length == 0) {
            return;
        }
        LockGroup locks = hive.locks(
                IntStream.of(pulled).map(molecule -> lockOf(molecule, block)).toArray());
        locks.lock();
        try {
            int start = layout.at(pulled[0]);
            double[] sum = new double[layout.at(pulled[pulled.length - 1]) + Layout.NUMBERS - start];
            sums.get(start, sum);
            for (int molecule : pulled) {
                int at = layout.at(molecule);
                for (int number = at; number < at + Layout.NUMBERS; number++) {
                    sum[number - start] += forces[number];
                }
                sums.set(at, sum, at - start, Layout.NUMBERS);
            }
        } finally {
            locks.unlock();
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
