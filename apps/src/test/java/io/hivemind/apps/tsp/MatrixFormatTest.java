package io.hivemind.apps.tsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixFormatTest {
    private static final int[] MATRIX = {
        0, 12, 13, 14, //
        12, 0, 23, 24, //
        13, 23, 0, 34, //
        14, 24, 34, 0
    };

    @ParameterizedTest
    @CsvSource({
        "FULL_MATRIX, 0 12 13 14 12 0 23 24 13 23 0 34 14 24 34 0",
        "UPPER_ROW, 12 13 14 23 24 34",
        "LOWER_ROW, 12 13 23 14 24 34",
        "UPPER_DIAG_ROW, 0 12 13 14 0 23 24 0 34 0",
        "LOWER_DIAG_ROW, 0 12 0 13 23 0 14 24 34 0",
        "UPPER_COL, 12 13 23 14 24 34",
        "LOWER_COL, 12 13 14 23 24 34",
        "UPPER_DIAG_COL, 0 12 0 13 23 0 14 24 34 0",
        "LOWER_DIAG_COL, 0 12 13 14 0 23 24 0 34 0"
    })
    void eachFormatListsTheSameDistancesInItsOrder(MatrixFormat format, String listed) {
        int[] numbers =
                Arrays.stream(listed.split(" ")).mapToInt(Integer::parseInt).toArray();

        assertThat(format.count(4)).isEqualTo(numbers.length);
        assertThat(format.matrix(4, numbers)).isEqualTo(MATRIX);
    }
}
