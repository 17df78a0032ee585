package io.hivemind.apps.water;

import java.util.SplittableRandom;

/** Molecules at a point of time, on plain arrays. */
final class Liquid {
    /** The energy that heat gives to a degree of freedom, twice: 0.0019872 kcal a mole and kelvin, at 300 kelvin. */
    private static final double HEAT = 0.0019872 * 300;

    private final Layout layout;
    private final double[] positions;
    private final double[] velocities;

    private Liquid(Layout layout) {
        this.layout = layout;
        this.positions = new double[layout.length()];
        this.velocities = new double[layout.length()];
    }

    /** {@return a cubic lattice of molecules, all turned the same way, with random velocities whose sum is no momentum} */
    static Liquid lattice(Layout layout, Model model, long seed) {
        var liquid = new Liquid(layout);
        var random = new SplittableRandom(seed);
        double[] momentum = new double[3];
        for (int molecule = 0; molecule < layout.molecules(); molecule++) {
            int at = layout.at(molecule);
            liquid.place(at, molecule, model);
            for (int number = 0; number < Layout.NUMBERS; number++) {
                double mass = Model.mass(number / 3);
                double velocity = Math.sqrt(HEAT * Model.ACCELERATION / mass) * random.nextGaussian();
                liquid.velocities[at + number] = velocity;
                momentum[number % 3] += mass * velocity;
            }
        }
        liquid.stop(momentum);
        return liquid;
    }

    /** {@return where each molecule's numbers are} */
    Layout layout() {
        return layout;
    }

    /** {@return where the atoms are} */
    double[] positions() {
        return positions;
    }

    /** {@return how the atoms move} */
    double[] velocities() {
        return velocities;
    }

    private void place(int at, int molecule, Model model) {
        int side = model.side();
        int[] corner = {molecule % side, molecule / side % side, molecule / side / side};
        for (int number = 0; number < Layout.NUMBERS; number++) {
            positions[at + number] = model.spacing() * corner[number % 3];
        }
        double along = Model.BOND_LENGTH * Math.cos(Model.ANGLE / 2);
        double aside = Model.BOND_LENGTH * Math.sin(Model.ANGLE / 2);
        positions[at + 3] += along;
        positions[at + 4] += aside;
        positions[at + 6] += along;
        positions[at + 7] -= aside;
    }

    private void stop(double[] momentum) {
        double mass = layout.molecules() * (Model.mass(0) + Model.mass(1) + Model.mass(2));
        for (int molecule = 0; molecule < layout.molecules(); molecule++) {
            int at = layout.at(molecule);
            for (int number = 0; number < Layout.NUMBERS; number++) {
                velocities[at + number] -= momentum[number % 3] / mass;
            }
        }
    }
}
