package io.hivemind.apps.nas.ft;

import io.hivemind.apps.nas.NpbClass;
import java.util.Arrays;

/**
 * What FT computes in one class of size.
 *
 * @param nx elements in the first direction, a power of two like the others
 * @param ny elements in the second direction
 * @param nz elements in the third direction
 */
record Problem(int nx, int ny, int nz) {
    /** How many times the equation is advanced, in all three classes. */
    static final int ITERATIONS = 6;

    /** How many elements a checksum adds. */
    static final int CHECKED = 1024;

    private static final double ALPHA = 1e-6;

    static Problem of(NpbClass size) {
        return switch (size) {
            case S -> new Problem(64, 64, 64);
            case W -> new Problem(128, 128, 32);
            case A -> new Problem(256, 256, 128);
        };
    }

    /** {@return how many complex numbers it has} */
    long elements() {
        return (long) nx * ny * nz;
    }

    /** {@return by what one step damps the frequencies of one direction, in which there are {@code length}} */
    static double[] damping(int length) {
        double[] damping = new double[length];
        Arrays.setAll(damping, k -> {
            int frequency = k < length / 2 ? k : k - length;
            return Math.exp(-4 * ALPHA * Math.PI * Math.PI * frequency * frequency);
        });
        return damping;
    }

    /** {@return the checksum of each iteration, real and imaginary part, as NASA publishes them: NPB 3.4, FT/verify.f90} */
    static double[][] published(NpbClass size) {
        return switch (size) {
            case S ->
                new double[][] {
                    {5.546087004964e2, 4.845363331978e2},
                    {5.546385409189e2, 4.865304269511e2},
                    {5.546148406171e2, 4.883910722336e2},
                    {5.545423607415e2, 4.901273169046e2},
                    {5.544255039624e2, 4.917475857993e2},
                    {5.542683411902e2, 4.932597244941e2}
                };
            case W ->
                new double[][] {
                    {5.673612178944e2, 5.293246849175e2},
                    {5.631436885271e2, 5.282149986629e2},
                    {5.594024089970e2, 5.270996558037e2},
                    {5.560698047020e2, 5.260027904925e2},
                    {5.530898991250e2, 5.249400845633e2},
                    {5.504159734538e2, 5.239212247086e2}
                };
            case A ->
                new double[][] {
                    {5.046735008193e2, 5.114047905510e2},
                    {5.059412319734e2, 5.098809666433e2},
                    {5.069376896287e2, 5.098144042213e2},
                    {5.077892868474e2, 5.101336130759e2},
                    {5.085233095391e2, 5.104914655194e2},
                    {5.091487099959e2, 5.107917842803e2}
                };
        };
    }
}
