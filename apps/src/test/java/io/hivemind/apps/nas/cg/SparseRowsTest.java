package io.hivemind.apps.nas.cg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hivemind.apps.frame.Share;
import org.junit.jupiter.api.Test;

class SparseRowsTest {
    private static final Problem SMALL = new Problem(30, 5, 1, 7, 0);

    private static double[] column(SparseRows rows, int column) {
        double[] unit = new double[SMALL.order()];
        unit[column] = 1;
        double[] product = new double[SMALL.order()];
        rows.multiply(unit, product);
        return product;
    }

    @Test
    void theMatrixIsTheSumOfTheOuterProductsAndTheShift() {
        var vectors = new RandomVectors(SMALL);
        double[][] expected = new double[SMALL.order()][SMALL.order()];
        for (int vector = 0; vector < SMALL.order(); vector++) {
            double weight = Math.pow(0.1, vector / 30.0);
            for (int i = 0; i < vectors.length(vector); i++) {
                for (int j = 0; j < vectors.length(vector); j++) {
                    expected[vectors.place(vector, i)][vectors.place(vector, j)] +=
                            weight * vectors.value(vector, i) * vectors.value(vector, j);
                }
            }
            expected[vector][vector] += 0.1 - SMALL.shift();
        }

        var rows = SparseRows.of(SMALL, new Share(0, SMALL.order()));

        for (int j = 0; j < SMALL.order(); j++) {
            double[] column = column(rows, j);
            for (int i = 0; i < SMALL.order(); i++) {
                assertThat(column[i]).isCloseTo(expected[i][j], within(1e-14));
            }
        }
    }

    @Test
    void aShareOfTheRowsIsThoseRowsToTheLastBit() {
        var all = SparseRows.of(SMALL, new Share(0, SMALL.order()));
        var some = SparseRows.of(SMALL, new Share(7, 19));

        for (int j = 0; j < SMALL.order(); j++) {
            double[] whole = column(all, j);
            double[] part = column(some, j);
            for (int i = 0; i < SMALL.order(); i++) {
                assertThat(part[i]).isEqualTo(i >= 7 && i < 19 ? whole[i] : 0);
            }
        }
    }

    @Test
    void everyVectorHasOneHalfAtItsOwnPlaceAndNoPlaceTwice() {
        var vectors = new RandomVectors(SMALL);

        for (int vector = 0; vector < SMALL.order(); vector++) {
            boolean[] taken = new boolean[SMALL.order()];
            for (int entry = 0; entry < vectors.length(vector); entry++) {
                int place = vectors.place(vector, entry);
                assertThat(taken[place]).isFalse();
                taken[place] = true;
                if (place == vector) {
                    assertThat(vectors.value(vector, entry)).isEqualTo(0.5);
                }
            }
            assertThat(taken[vector]).isTrue();
            assertThat(vectors.length(vector)).isBetween(5, 6);
        }
    }
}
