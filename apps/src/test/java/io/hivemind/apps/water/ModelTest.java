package io.hivemind.apps.water;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ModelTest {
    private static final int MOLECULES = 64;
    private static final double NUDGE = 1e-5;

    private final Model model = new Model(MOLECULES);

    /** Two molecules, three ångströms apart, with every atom a little out of its place. */
    private static double[] pair(long seed) {
        Layout layout = new Layout(MOLECULES, 1);
        double[] positions = Liquid.lattice(layout, new Model(MOLECULES), seed).positions();
        double[] pair = Arrays.copyOf(positions, 2 * Layout.NUMBERS);
        var random = new SplittableRandom(seed);
        for (int i = 0; i < pair.length; i++) {
            pair[i] += 0.1 * random.nextDouble(-1, 1);
        }
        return pair;
    }

    private double energy(double[] pair) {
        double[] ignored = new double[pair.length];
        return Model.within(pair, 0, ignored)
                + Model.within(pair, Layout.NUMBERS, ignored)
                + model.between(pair, 0, Layout.NUMBERS, ignored);
    }

    private double[] forces(double[] pair) {
        double[] forces = new double[pair.length];
        Model.within(pair, 0, forces);
        Model.within(pair, Layout.NUMBERS, forces);
        model.between(pair, 0, Layout.NUMBERS, forces);
        return forces;
    }

    @Test
    void theForceIsTheSlopeOfTheEnergy() {
        double[] pair = pair(1);
        double[] forces = forces(pair);
        for (int i = 0; i < pair.length; i++) {
            double[] up = pair.clone();
            double[] down = pair.clone();
            up[i] += NUDGE;
            down[i] -= NUDGE;
            double slope = (energy(up) - energy(down)) / (2 * NUDGE);
            assertThat(forces[i]).isCloseTo(-slope, within(1e-4));
        }
    }

    @Test
    void everyForceHasItsOpposite() {
        double[] forces = forces(pair(2));
        double[] sum = new double[3];
        for (int i = 0; i < forces.length; i++) {
            sum[i % 3] += forces[i];
        }
        assertThat(sum).containsExactly(new double[3], within(1e-10));
        assertThat(forces[0]).isNotZero();
    }

    @Test
    void aMoleculeInItsBestShapeIsAtRest() {
        double[] molecule = Liquid.lattice(new Layout(1, 1), new Model(1), 1).positions();
        double[] forces = new double[Layout.NUMBERS];

        assertThat(Model.within(molecule, 0, forces)).isCloseTo(0, within(1e-20));
        assertThat(forces).containsExactly(new double[Layout.NUMBERS], within(1e-9));
    }

    @Test
    void theNearestImageIsMet() {
        double[] pair = pair(3);
        double[] moved = pair.clone();
        double box = model.side() * model.spacing();
        for (int atom = 0; atom < Model.ATOMS; atom++) {
            moved[Layout.NUMBERS + 3 * atom + 1] += box;
        }

        assertThat(energy(moved)).isCloseTo(energy(pair), within(1e-9));
    }

    @Test
    void forcesEndAtTheCutoffWithoutAStep() {
        double[] apart = pair(4);
        double[] together = new double[apart.length];
        int meetings = 0;
        double before = 0;
        for (int nudge = 0; nudge < 3000; nudge++) {
            for (int atom = 0; atom < Model.ATOMS; atom++) {
                apart[Layout.NUMBERS + 3 * atom] += 1e-3;
            }
            double energy = model.between(apart, 0, Layout.NUMBERS, together);
            if (nudge > 0) {
                assertThat(energy).isCloseTo(before, within(0.05));
            }
            meetings += energy == 0 ? 0 : 1;
            before = energy;
        }
        assertThat(meetings).isBetween(100, 2900);
        assertThat(before).isZero();
    }
}
