package io.hivemind.apps.water;

/**
 * What water is made of, and the forces that follow. Lengths are in ångströms, times in femtoseconds, masses in grams a
 * mole, energies in kilocalories a mole, angles in radians, charges in elementary charges.
 *
 * <p>The parameters are those of SPC/Fw: three atoms on springs, a charge on each, and a Lennard-Jones potential between
 * oxygens (Wu, Tepper and Voth, J. Chem. Phys. 124, 024503, 2006). Forces between molecules end at a cutoff, to which they
 * fall without a step (the shifted force of Fennell and Gezelter, J. Chem. Phys. 124, 234104, 2006). The box repeats in
 * all directions: each molecule meets the nearest image of each other.
 */
final class Model {
    /** How many atoms a molecule has: the oxygen first, then the hydrogens. */
    static final int ATOMS = 3;

    /** The time that a step takes. A hydrogen needs some 9 femtoseconds to swing there and back. */
    static final double STEP = 0.25;

    /** What a force of 1 gives to a mass of 1. */
    static final double ACCELERATION = 4.184e-4;

    static final double BOND_LENGTH = 1.012;
    static final double ANGLE = Math.toRadians(113.24);

    private static final double[] MASSES = {15.9994, 1.008, 1.008};
    private static final double BOND = 1059.162;
    private static final double BEND = 75.90;
    private static final double SIGMA = 3.165492;
    private static final double EPSILON = 0.1554253;

    /** Two elementary charges, one ångström apart. */
    private static final double COULOMB = 332.0637;

    private static final double OXYGEN = -0.82;
    private static final double HYDROGEN = 0.41;

    /** The volume of one molecule, at a gram a cubic centimetre. */
    private static final double VOLUME = 29.915;

    private static final double MOST_CUTOFF = 9;

    /** An atom is never further from its oxygen. */
    private static final double STRETCH = 1.2;

    /** The distance between the molecules of a cubic lattice. */
    private final double spacing = Math.cbrt(VOLUME);

    /** How many molecules the lattice has on each side. */
    private final int side;

    private final double box;
    private final double cutoff;
    private final double oxygenReach;

    /** Products of charges, by atom and atom. */
    private final double[] charges = new double[ATOMS * ATOMS];

    /** The Lennard-Jones potential at the cutoff, and its slope. */
    private final double edge;

    private final double edgeSlope;

    /** Makes the model of a box with so many molecules in it. */
    Model(int molecules) {
        side = (int) Math.ceil(Math.cbrt(molecules) - 1e-9);
        box = side * spacing;
        cutoff = Math.clamp(box / 2 - 2 * STRETCH, 1e-3, MOST_CUTOFF);
        oxygenReach = cutoff + 2 * STRETCH;
        double[] charge = {OXYGEN, HYDROGEN, HYDROGEN};
        for (int pair = 0; pair < charges.length; pair++) {
            charges[pair] = COULOMB * charge[pair / ATOMS] * charge[pair % ATOMS];
        }
        double sixth = Math.pow(SIGMA / cutoff, 6);
        edge = 4 * EPSILON * (sixth * sixth - sixth);
        edgeSlope = -24 * EPSILON * (2 * sixth * sixth - sixth) / cutoff;
    }

    /** {@return how many molecules a cubic lattice has on each side} */
    int side() {
        return side;
    }

    /** {@return the distance between the molecules of a cubic lattice} */
    double spacing() {
        return spacing;
    }

    /** {@return the mass of an atom} */
    static double mass(int atom) {
        return MASSES[atom];
    }

    /** Adds the forces within the molecule at {@code at} to {@code forces}. {@return the energy of its springs} */
    static double within(double[] positions, int at, double[] forces) {
        double ux = positions[at + 3] - positions[at];
        double uy = positions[at + 4] - positions[at + 1];
        double uz = positions[at + 5] - positions[at + 2];
        double vx = positions[at + 6] - positions[at];
        double vy = positions[at + 7] - positions[at + 1];
        double vz = positions[at + 8] - positions[at + 2];
        double u = Math.sqrt(ux * ux + uy * uy + uz * uz);
        double v = Math.sqrt(vx * vx + vy * vy + vz * vz);
        double cosine = (ux * vx + uy * vy + uz * vz) / (u * v);
        double bend = Math.acos(cosine) - ANGLE;
        double turn = BEND * bend / Math.sqrt(1 - cosine * cosine);
        double across = turn / (u * v);
        double alongU = -BOND * (u - BOND_LENGTH) / u - turn * cosine / (u * u);
        double alongV = -BOND * (v - BOND_LENGTH) / v - turn * cosine / (v * v);
        pull(forces, at + 3, at, alongU * ux + across * vx, alongU * uy + across * vy, alongU * uz + across * vz);
        pull(forces, at + 6, at, alongV * vx + across * ux, alongV * vy + across * uy, alongV * vz + across * uz);
        double stretchU = u - BOND_LENGTH;
        double stretchV = v - BOND_LENGTH;
        return (BOND * (stretchU * stretchU + stretchV * stretchV) + BEND * bend * bend) / 2;
    }

    /** Adds the forces between the molecules at {@code a} and {@code b} to {@code forces}. {@return their energy} */
    double between(double[] positions, int a, int b, double[] forces) {
        double x = positions[a] - positions[b];
        double y = positions[a + 1] - positions[b + 1];
        double z = positions[a + 2] - positions[b + 2];
        double imageX = box * Math.rint(x / box);
        double imageY = box * Math.rint(y / box);
        double imageZ = box * Math.rint(z / box);
        x -= imageX;
        y -= imageY;
        z -= imageZ;
        if (x * x + y * y + z * z >= oxygenReach * oxygenReach) {
            return 0;
        }
        double energy = 0;
        for (int pair = 0; pair < charges.length; pair++) {
            int from = a + 3 * (pair / ATOMS);
            int to = b + 3 * (pair % ATOMS);
            double dx = positions[from] - positions[to] - imageX;
            double dy = positions[from + 1] - positions[to + 1] - imageY;
            double dz = positions[from + 2] - positions[to + 2] - imageZ;
            double squared = dx * dx + dy * dy + dz * dz;
            if (squared < cutoff * cutoff) {
                double distance = Math.sqrt(squared);
                double charge = charges[pair];
                energy += charge * (1 / distance - 2 / cutoff + distance / (cutoff * cutoff));
                double slope = -charge * (1 / squared - 1 / (cutoff * cutoff));
                if (pair == 0) {
                    double sixth = sixth(squared);
                    energy += 4 * EPSILON * (sixth * sixth - sixth) - edge - (distance - cutoff) * edgeSlope;
                    slope += -24 * EPSILON * (2 * sixth * sixth - sixth) / distance - edgeSlope;
                }
                double force = -slope / distance;
                pull(forces, from, to, force * dx, force * dy, force * dz);
            }
        }
        return energy;
    }

    private static double sixth(double squared) {
        double ratio = SIGMA * SIGMA / squared;
        return ratio * ratio * ratio;
    }

    /** Adds a force to one atom, and its opposite to the other. */
    private static void pull(double[] forces, int one, int other, double x, double y, double z) {
        forces[one] += x;
        forces[one + 1] += y;
        forces[one + 2] += z;
        forces[other] -= x;
        forces[other + 1] -= y;
        forces[other + 2] -= z;
    }
}
