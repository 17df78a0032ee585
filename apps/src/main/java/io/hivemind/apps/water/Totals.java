package io.hivemind.apps.water;

/** Sums over all molecules for each step: two energies, and the momentum in three directions. */
final class Totals {
    /** How many numbers each step has. */
    static final int WIDTH = 5;

    private static final int POTENTIAL = 0;
    private static final int KINETIC = 1;
    private static final int MOMENTUM = 2;

    /** The momentum of the whole stays zero but for rounding. A single force that got lost would show. */
    private static final double MOST_MOMENTUM = 1e-9;

    /** A step is short enough to keep the energy to this part of what the molecules have. */
    private static final double MOST_DRIFT = 0.02;

    private final double[] numbers;

    private Totals(double[] numbers) {
        this.numbers = numbers;
    }

    /** {@return the totals that these numbers are, {@value #WIDTH} for each step} */
    static Totals of(double[] numbers) {
        return new Totals(numbers);
    }

    /** {@return totals of so many steps that are all zero} */
    static Totals none(int steps) {
        return new Totals(new double[steps * WIDTH]);
    }

    /** {@return the numbers, {@value #WIDTH} for each step} */
    double[] numbers() {
        return numbers;
    }

    int steps() {
        return numbers.length / WIDTH;
    }

    double potential(int step) {
        return numbers[step * WIDTH + POTENTIAL];
    }

    double kinetic(int step) {
        return numbers[step * WIDTH + KINETIC];
    }

    void addPotential(int step, double energy) {
        numbers[step * WIDTH + POTENTIAL] += energy;
    }

    void addKinetic(int step, double energy) {
        numbers[step * WIDTH + KINETIC] += energy;
    }

    void addMomentum(int step, int direction, double momentum) {
        numbers[step * WIDTH + MOMENTUM + direction] += momentum;
    }

    /** Adds the totals of a part of the molecules. */
    void add(Totals part) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] += part.numbers[i];
        }
    }

    /** {@return whether energy and momentum stayed what they were} */
    boolean isConserved() {
        double first = potential(0) + kinetic(0);
        for (int step = 0; step < steps(); step++) {
            double drift = Math.abs(potential(step) + kinetic(step) - first);
            if (!(drift <= MOST_DRIFT * kinetic(0))) {
                return false;
            }
            for (int direction = 0; direction < 3; direction++) {
                if (!(Math.abs(numbers[step * WIDTH + MOMENTUM + direction]) <= MOST_MOMENTUM)) {
                    return false;
                }
            }
        }
        return true;
    }
}
