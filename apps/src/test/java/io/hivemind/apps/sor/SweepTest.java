package io.hivemind.apps.sor;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.Hive;
import io.hivemind.HiveConfig;
import io.hivemind.SharedDoubles;
import io.hivemind.SharedFloats;
import org.junit.jupiter.api.Test;

class SweepTest {
    private static final double[] ABOVE = {9, 1, 9, 2, 9, 9};
    private static final double[] ROW = {3, 10, 4, 20, 5, 9};
    private static final double[] BELOW = {9, 6, 9, 7, 9, 9};

    /** Halfway to the mean: what is expected of the numbers at 1 and 3. */
    private static final double[] SWEPT = {3, (10 + 14 / 4.0) / 2, 4, (20 + 18 / 4.0) / 2, 5, 9};

    private static final double HALF = 0.5 / 4;

    private static float[] floats(double[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }

    @Test
    void everySecondNumberGoesTowardsTheMeanOfItsNeighbours() {
        double[] row = ROW.clone();
        Sweep.doubles(row, ABOVE, BELOW, 1, HALF);

        assertThat(row).containsExactly(SWEPT);
    }

    @Test
    void floatsDoTheSame() {
        float[] row = floats(ROW);
        Sweep.floats(row, floats(ABOVE), floats(BELOW), 1, HALF);

        assertThat(row).containsExactly(floats(SWEPT));
    }

    @Test
    void theOtherColourLeavesTheFirstColourAndTheEdgesAlone() {
        double[] row = ROW.clone();
        Sweep.doubles(row, ABOVE, BELOW, 2, HALF);

        assertThat(row).containsExactly(3, 10, (4 + 48 / 4.0) / 2, 20, (5 + 47 / 4.0) / 2, 9);
    }

    @Test
    void spansDoWhatArraysDo() {
        try (Hive hive = Hive.join(HiveConfig.builder().build())) {
            int stride = ROW.length;
            SharedDoubles doubles = hive.doubles("doubles", 3L * stride);
            SharedFloats floats = hive.floats("floats", 3L * stride);
            double[][] rows = {ABOVE, ROW, BELOW};
            for (int row = 0; row < rows.length; row++) {
                doubles.set((long) row * stride, rows[row]);
                floats.set((long) row * stride, floats(rows[row]));
            }
            SpanSweep.doubles(doubles.write(), stride, stride + 1, 2 * stride - 1, HALF);
            SpanSweep.floats(floats.write(), stride, stride + 1, 2 * stride - 1, HALF);
            double[] sweptDoubles = new double[stride];
            float[] sweptFloats = new float[stride];
            doubles.get(stride, sweptDoubles);
            floats.get(stride, sweptFloats);

            assertThat(sweptDoubles).containsExactly(SWEPT);
            assertThat(sweptFloats).containsExactly(floats(SWEPT));
        }
    }
}
