package io.hivemind.apps.nas.ep;

import io.hivemind.Hive;
import io.hivemind.SharedDoubles;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The tallies of all workers, added up: where they meet. */
sealed interface Total {
    /** Adds one worker's values. */
    void add(double[] values);

    /** {@return the sums of all values that were added} */
    double[] values();

    private static void addUnder(Lock lock, Runnable addition) {
        lock.lock();
        try {
            addition.run();
        } finally {
            lock.unlock();
        }
    }

    private static void add(double[] total, double[] values) {
        for (int i = 0; i < total.length; i++) {
            total[i] += values[i];
        }
    }

    /** The total of threads of one process. */
    final class Plain implements Total {
        private final double[] total = new double[Tally.VALUES];
        private final Lock lock = new ReentrantLock();

        @Override
        public void add(double[] values) {
            addUnder(lock, () -> Total.add(total, values));
        }

        @Override
        public double[] values() {
            return total.clone();
        }
    }

    /** The total of a hive. */
    final class Shared implements Total {
        private static final int LOCK = 1;

        private final SharedDoubles total;
        private final Lock lock;

        Shared(Hive hive) {
            total = hive.doubles("ep.total", Tally.VALUES);
            lock = hive.lock(LOCK);
        }

        @Override
        public void add(double[] values) {
            addUnder(lock, () -> {
                double[] sum = values();
                Total.add(sum, values);
                total.set(0, sum);
            });
        }

        @Override
        public double[] values() {
            double[] values = new double[Tally.VALUES];
            total.get(0, values);
            return values;
        }
    }
}
