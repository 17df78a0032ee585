package io.hivemind.apps.nas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Random46Test {
    private static final BigInteger MODULUS = BigInteger.TWO.pow(46);

    private static double expected(long seed, long index) {
        return BigInteger.valueOf(5)
                        .pow(13)
                        .modPow(BigInteger.valueOf(index), MODULUS)
                        .multiply(BigInteger.valueOf(seed))
                        .mod(MODULUS)
                        .doubleValue()
                / MODULUS.doubleValue();
    }

    @Test
    void theNumbersAreThoseOfTheRecurrence() {
        var random = new Random46(Random46.SEED);

        for (int index = 1; index <= 1000; index++) {
            assertThat(random.next()).isEqualTo(expected(314_159_265L, index));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 63, 64, 1000, 1_000_003, 1L << 40})
    void skippingIsTheSameAsMakingAndForgetting(long count) {
        var random = new Random46(271_828_183L);

        random.skip(count);

        assertThat(random.next()).isEqualTo(expected(271_828_183L, count + 1));
    }

    @Test
    void manyAtOnceAreTheSameAsOneByOne() {
        var together = new Random46(Random46.SEED);
        var single = together.copy();
        double[] numbers = new double[10];

        together.next(numbers, 2, 5);

        for (int i = 2; i < 7; i++) {
            assertThat(numbers[i]).isEqualTo(single.next());
        }
        assertThat(numbers[1]).isZero();
        assertThat(numbers[7]).isZero();
        assertThat(together.next()).isEqualTo(single.next());
    }

    @Test
    void aCopyGoesOnByItself() {
        var random = new Random46(7);
        var copy = random.copy();
        random.skip(5);

        assertThat(copy.next()).isEqualTo(expected(7, 1));
    }

    @Test
    void whatIsOutOfRangeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Random46(0)).withMessageContaining("not 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Random46(1L << 46));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Random46(1).skip(-1))
                .withMessageContaining("-1");
    }
}
