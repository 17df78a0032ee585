package io.hivemind.apps.nas.mg;

import io.hivemind.apps.nas.NpbClass;

/**
 * What MG computes in one class of size.
 *
 * @param levels how many grids there are; that of level k has 2<sup>k</sup> elements in each direction, the coarsest is level 1
 * @param norm the norm of the residual at the end, as NASA publishes it: NPB 3.4, MG/mg.f90
 */
record Problem(int levels, double norm) {
    /** How many V-cycles are done, in all three classes. */
    static final int ITERATIONS = 4;

    static Problem of(NpbClass size) {
        return switch (size) {
            case S -> new Problem(5, 0.5307707005734e-4);
            case W -> new Problem(7, 0.6467329375339e-5);
            case A -> new Problem(8, 0.2433365309069e-5);
        };
    }

    /** {@return how many elements the finest grid has in each direction} */
    int width() {
        return 1 << levels;
    }

    /** {@return how many elements the finest grid has} */
    long elements() {
        return (long) width() * width() * width();
    }
}
