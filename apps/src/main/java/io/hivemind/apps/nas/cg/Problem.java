package io.hivemind.apps.nas.cg;

import io.hivemind.apps.nas.NpbClass;

/**
 * What a class means. The values are those of NPB 3.4, {@code CG/cg.f90}.
 *
 * @param order how many rows and columns the matrix has
 * @param nonZeros how many entries each random vector has of whose products the matrix is made
 * @param steps how many steps of inverse iteration are timed
 * @param shift how far the matrix is shifted by, to make the wanted eigenvalue the smallest
 * @param zeta the estimate after all steps, as NASA publishes it
 */
record Problem(int order, int nonZeros, int steps, double shift, double zeta) {
    /** How far an estimate may be from the published one, in parts of that. */
    private static final double TOLERANCE = 1e-10;

    /** {@return the problem of this class} */
    static Problem of(NpbClass size) {
        return switch (size) {
            case S -> new Problem(1_400, 7, 15, 10, 8.5971775078648);
            case W -> new Problem(7_000, 8, 15, 12, 10.362595087124);
            case A -> new Problem(14_000, 11, 15, 20, 17.130235054029);
        };
    }

    /** {@return whether the estimate is near enough to the published one} */
    boolean isRight(double estimate) {
        return Math.abs(estimate / zeta - 1) <= TOLERANCE;
    }
}
