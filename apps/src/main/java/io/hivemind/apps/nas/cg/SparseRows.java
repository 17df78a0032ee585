package io.hivemind.apps.nas.cg;

import io.hivemind.apps.frame.Share;
import java.util.Arrays;

/**
 * Some consecutive rows of the matrix, without its zeros: compressed sparse rows. The matrix is the sum of the outer products of
 * the {@linkplain RandomVectors random vectors} with themselves, each a little lighter than the one before, so that the condition
 * of the matrix is known; and of its shift along the diagonal.
 */
final class SparseRows {
    /** The reciprocal of the condition of the matrix. */
    private static final double RECIPROCAL_CONDITION = 0.1;

    private final Share share;

    /** Where each row begins, and behind the last where it ends. */
    private final int[] begins;

    private final int[] columns;
    private final double[] values;

    private SparseRows(Share share, int[] begins, int[] columns, double[] values) {
        this.share = share;
        this.begins = begins;
        this.columns = columns;
        this.values = values;
    }

    /** {@return the rows of {@code share} of the problem's matrix} */
    static SparseRows of(Problem problem, Share share) {
        var vectors = new RandomVectors(problem);
        int[] begins = beginsOfTerms(problem, share, vectors);
        int[] columns = new int[begins[share.length()]];
        double[] values = new double[columns.length];
        addTerms(problem, share, vectors, begins.clone(), columns, values);
        int length = merge(problem.order(), begins, columns, values);
        return new SparseRows(share, begins, Arrays.copyOf(columns, length), Arrays.copyOf(values, length));
    }

    /** Multiplies these rows with {@code vector}, into their places in {@code product}. */
    void multiply(double[] vector, double[] product) {
        for (int row = 0; row < share.length(); row++) {
            product[share.from() + row] = multiply(begins[row], begins[row + 1], vector);
        }
    }

    /** In four lanes, because each addition would have to wait for the one before. */
    private double multiply(int begin, int end, double[] vector) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = begin;
        for (; i < end - 3; i += 4) {
            sum0 += values[i] * vector[columns[i]];
            sum1 += values[i + 1] * vector[columns[i + 1]];
            sum2 += values[i + 2] * vector[columns[i + 2]];
            sum3 += values[i + 3] * vector[columns[i + 3]];
        }
        for (; i < end; i++) {
            sum0 += values[i] * vector[columns[i]];
        }
        return sum0 + sum1 + (sum2 + sum3);
    }

    /** Each entry of a vector brings one term for each entry into the row of its place. */
    private static int[] beginsOfTerms(Problem problem, Share share, RandomVectors vectors) {
        int[] begins = new int[share.length() + 1];
        for (int vector = 0; vector < problem.order(); vector++) {
            for (int entry = 0; entry < vectors.length(vector); entry++) {
                int row = vectors.place(vector, entry) - share.from();
                if (row >= 0 && row < share.length()) {
                    begins[row + 1] += vectors.length(vector);
                }
            }
        }
        Arrays.parallelPrefix(begins, Integer::sum);
        return begins;
    }

    /** Puts all terms into their rows, at {@code next} of each. */
    private static void addTerms(
            Problem problem, Share share, RandomVectors vectors, int[] next, int[] columns, double[] values) {
        double weight = 1;
        double ratio = Math.pow(RECIPROCAL_CONDITION, 1.0 / problem.order());
        for (int vector = 0; vector < problem.order(); vector++) {
            for (int entry = 0; entry < vectors.length(vector); entry++) {
                int place = vectors.place(vector, entry);
                int row = place - share.from();
                if (row >= 0 && row < share.length()) {
                    double scale = weight * vectors.value(vector, entry);
                    for (int other = 0; other < vectors.length(vector); other++) {
                        int column = vectors.place(vector, other);
                        boolean diagonal = place == vector && column == vector;
                        columns[next[row]] = column;
                        values[next[row]++] = scale * vectors.value(vector, other)
                                + (diagonal ? RECIPROCAL_CONDITION - problem.shift() : 0);
                    }
                }
            }
            weight *= ratio;
        }
    }

    /** Adds up the terms of each place and moves the rows together. {@return how many entries are left} */
    private static int merge(int order, int[] begins, int[] columns, double[] values) {
        double[] sums = new double[order];
        boolean[] seen = new boolean[order];
        int length = 0;
        for (int row = 0; row < begins.length - 1; row++) {
            int begin = length;
            for (int term = begins[row]; term < begins[row + 1]; term++) {
                int column = columns[term];
                sums[column] += values[term];
                if (!seen[column]) {
                    seen[column] = true;
                    columns[length++] = column;
                }
            }
            Arrays.sort(columns, begin, length);
            for (int i = begin; i < length; i++) {
                values[i] = sums[columns[i]];
                sums[columns[i]] = 0;
                seen[columns[i]] = false;
            }
            begins[row] = begin;
        }
        begins[begins.length - 1] = length;
        return length;
    }
}
