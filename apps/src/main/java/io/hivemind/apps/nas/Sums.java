package io.hivemind.apps.nas;

import io.hivemind.SharedDoubles;

/** The numbers that every worker leaves, at places of its own, for whoever adds them up when all have met. */
public sealed interface Sums {
    /** Leaves numbers from {@code place} on. */
    void set(int place, double[] numbers);

    /** {@return all numbers} */
    double[] all();

    /**
     * Numbers in shared memory.
     *
     * @param numbers where they are
     */
    record Shared(SharedDoubles numbers) implements Sums {
        @Override
        public void set(int place, double[] some) {
            numbers.set(place, some);
        }

        @Override
        public double[] all() {
            double[] all = new double[(int) numbers.length()];
            numbers.get(0, all);
            return all;
        }
    }

    /** Numbers that threads of one process share. */
    final class Plain implements Sums {
        private final double[] numbers;

        /** Makes {@code count} numbers, all zero. */
        public Plain(int count) {
            numbers = new double[count];
        }

        @Override
        public void set(int place, double[] some) {
            System.arraycopy(some, 0, numbers, place, some.length);
        }

        @Override
        public double[] all() {
            return numbers.clone();
        }
    }
}
