package io.hivemind.apps.water;

/** What a run ends with: where the atoms are, and the totals of each step. */
final class Outcome {
    /** How far apart two runs may be, which add in different orders: relative to values above 1, absolute below. */
    private static final double TOLERANCE = 1e-9;

    private final Layout layout;
    private final double[] positions;
    private final Totals totals;

    Outcome(Layout layout, double[] positions, Totals totals) {
        this.layout = layout;
        this.positions = positions;
        this.totals = totals;
    }

    /** {@return where the atoms are, each molecule's where the layout has it} */
    double[] positions() {
        return positions;
    }

    /** {@return the sums of each step} */
    Totals totals() {
        return totals;
    }

    /** {@return whether energies and positions are those of the other run, but for rounding} */
    boolean agreesWith(Outcome other) {
        return difference(other) <= TOLERANCE;
    }

    /** {@return the largest difference of an energy or a position from that of the other run} */
    double difference(Outcome other) {
        double largest = 0;
        for (int step = 0; step < totals.steps(); step++) {
            largest = Math.max(largest, difference(totals.potential(step), other.totals.potential(step)));
            largest = Math.max(largest, difference(totals.kinetic(step), other.totals.kinetic(step)));
        }
        for (int molecule = 0; molecule < layout.molecules(); molecule++) {
            int at = layout.at(molecule);
            int otherAt = other.layout.at(molecule);
            for (int number = 0; number < Layout.NUMBERS; number++) {
                largest = Math.max(largest, difference(positions[at + number], other.positions[otherAt + number]));
            }
        }
        return largest;
    }

    private static double difference(double one, double other) {
        return Math.abs(one - other) / Math.max(1, Math.abs(other));
    }
}
