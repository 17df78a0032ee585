package io.hivemind.apps.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatternTest {
    private static final int ROWS = 50;
    private static final int COLUMNS = 70;

    private static DoubleStream numbers() {
        return IntStream.range(0, ROWS)
                .boxed()
                .flatMapToDouble(row -> IntStream.range(0, COLUMNS).mapToDouble(column -> Pattern.at(row, column)));
    }

    @Test
    void theNumbersLieBetweenZeroAndOneAndAreSpread() {
        assertThat(numbers()).allMatch(number -> number >= 0 && number < 1);
        assertThat(numbers().average().orElseThrow()).isBetween(0.45, 0.55);
    }

    @Test
    void aFloatHoldsEachOfThemExactly() {
        assertThat(numbers()).allMatch(number -> number.floatValue() == number);
    }

    @Test
    void hardlyTwoAreTheSame() {
        assertThat(numbers().distinct().count()).isGreaterThan(ROWS * COLUMNS - 10L);
    }
}
