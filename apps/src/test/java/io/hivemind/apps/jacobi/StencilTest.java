package io.hivemind.apps.jacobi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StencilTest {
    @Test
    void eachNumberBecomesTheMeanOfItsFourNeighbours() {
        double[] means = new double[2];
        Stencil.doubles(means, new double[] {9, 1, 2, 9}, new double[] {3, 9, 8, 4}, new double[] {9, 5, 6, 9});

        assertThat(means).containsExactly((1 + 5 + 3 + 8) / 4.0, (2 + 6 + 9 + 4) / 4.0);
    }

    @Test
    void floatsAreRoundedToFloats() {
        float third = 1 / 3f;
        float[] means = new float[1];
        Stencil.floats(means, new float[] {0, third, 0}, new float[] {0.1f, 0, 0.2f}, new float[] {0, 0.7f, 0});

        assertThat(means).containsExactly(0.25f * ((third + 0.7f) + (0.1f + 0.2f)));
    }
}
