package io.hivemind.apps.nas.ft;

import io.hivemind.SharedDoubles;

/** The numbers that every worker leaves for whoever adds them up. */
sealed interface Sums {
    /** Leaves numbers from {@code place} on. */
    void set(int place, double[] numbers);

    /** {@return all numbers} */
    double[] all();

    /** Numbers in shared memory. */
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

        Plain(double[] numbers) {
            this.numbers = numbers;
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
