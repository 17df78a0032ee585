package io.hivemind.apps.jacobi;

/**
 * The mean of four neighbours, for a row at a time.
 *
 * @param <R> a plain array of numbers: a row
 */
@FunctionalInterface
interface Stencil<R> {
    /**
     * Sets the whole of {@code target}, which has two numbers less than a row: to the means for all of {@code row} but its first
     * number and its last.
     */
    void average(R target, R above, R row, R below);

    /**
     * The loop for floats. It writes no index above those that it reads: so the compiler, which must reckon with arrays
     * being the same, may compute many means at once.
     */
    static void floats(float[] target, float[] above, float[] row, float[] below) {
        for (int i = 0; i < target.length; i++) {
            target[i] = 0.25f * ((above[i + 1] + below[i + 1]) + (row[i] + row[i + 2]));
        }
    }

    /** The same for doubles. */
    static void doubles(double[] target, double[] above, double[] row, double[] below) {
        for (int i = 0; i < target.length; i++) {
            target[i] = 0.25 * ((above[i + 1] + below[i + 1]) + (row[i] + row[i + 2]));
        }
    }
}
