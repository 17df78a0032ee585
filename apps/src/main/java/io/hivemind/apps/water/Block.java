package io.hivemind.apps.water;

import io.hivemind.apps.frame.Share;
import java.util.stream.IntStream;

/** The molecules of one worker: it computes the forces that they take part in, and moves them. */
final class Block {
    private final Model model;
    private final Layout layout;
    private final Share own;

    /** How the atoms move. Only their own worker needs to know. */
    private final double[] velocities;

    /** Where the numbers of each molecule are. */
    private final int[] at;

    /** Takes the molecules of block number {@code block} from a liquid that is not changed. */
    Block(Model model, Liquid liquid, int block) {
        this.model = model;
        this.layout = liquid.layout();
        this.own = layout.block(block);
        this.velocities = liquid.velocities().clone();
        this.at = IntStream.range(0, layout.molecules()).map(layout::at).toArray();
    }

    /**
     * Adds to {@code forces} those within each molecule of the block, and those between it and the half of all molecules
     * that follows it. The other half computes the rest, for the force between two is computed once, for both.
     *
     * @return the energy of what pulls
     */
    double pull(double[] positions, double[] forces) {
        double energy = 0;
        for (int molecule = own.from(); molecule < own.to(); molecule++) {
            energy += Model.within(positions, at[molecule], forces);
            int end = molecule + layout.partners(molecule);
            for (int partner = molecule + 1; partner <= end; partner++) {
                int other = partner < at.length ? partner : partner - at.length;
                energy += model.between(positions, at[molecule], at[other], forces);
            }
        }
        return energy;
    }

    /**
     * Moves the molecules by one step, as the forces pull. It is the leap-frog form of Verlet's method: velocities are
     * known in the middle between two steps, and the kinetic energy of a step is the mean of those before and after it.
     */
    void move(double[] positions, double[] forces, Totals totals, int step) {
        double kinetic = 0;
        double[] momentum = new double[3];
        for (int molecule = own.from(); molecule < own.to(); molecule++) {
            for (int number = 0; number < Layout.NUMBERS; number++) {
                int here = at[molecule] + number;
                double mass = Model.mass(number / 3);
                double before = velocities[here];
                double after = before + Model.STEP * Model.ACCELERATION * forces[here] / mass;
                velocities[here] = after;
                positions[here] += Model.STEP * after;
                kinetic += mass * (before * before + after * after) / 4;
                momentum[number % 3] += mass * after;
            }
        }
        totals.addKinetic(step, kinetic / Model.ACCELERATION);
        for (int direction = 0; direction < momentum.length; direction++) {
            totals.addMomentum(step, direction, momentum[direction]);
        }
    }
}
