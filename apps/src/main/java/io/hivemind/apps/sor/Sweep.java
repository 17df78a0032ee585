package io.hivemind.apps.sor;

/**
 * One colour of one row in plain arrays: every second number goes towards the mean of its four neighbours, which are of the other
 * colour.
 *
 * @param <R> a plain array of numbers: a row
 */
@FunctionalInterface
interface Sweep<R> {
    /**
     * Relaxes each second number of {@code row} from {@code first} on, but not the last of the row.
     *
     * @param towards a quarter of omega
     */
    void relax(R row, R above, R below, int first, double towards);

    /** Sweeps floats. */
    static void floats(float[] row, float[] above, float[] below, int first, double towards) {
        float quarter = (float) towards;
        for (int i = first; i < row.length - 1; i += 2) {
            row[i] += quarter * ((above[i] + below[i]) + (row[i - 1] + row[i + 1]) - 4 * row[i]);
        }
    }

    /** Sweeps doubles. */
    static void doubles(double[] row, double[] above, double[] below, int first, double towards) {
        for (int i = first; i < row.length - 1; i += 2) {
            row[i] += towards * ((above[i] + below[i]) + (row[i - 1] + row[i + 1]) - 4 * row[i]);
        }
    }
}
