package io.hivemind.apps.nas.ft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.hivemind.apps.nas.Random46;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FftTest {
    private static final int SERIES = 3;

    private static Lines random(int count, int length) {
        var lines = new Lines(count, length);
        var random = new Random46(Random46.SEED);
        for (int line = 0; line < count; line++) {
            random.next(lines.re[line], 0, length);
            random.next(lines.im[line], 0, length);
        }
        return lines;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 32, 64})
    void theTransformIsThatOfTheDefinition(int length) {
        Lines given = random(length, SERIES);
        Lines transformed = random(length, SERIES);

        new Fft(length).forward(transformed);

        for (int k = 0; k < length; k++) {
            for (int series = 0; series < SERIES; series++) {
                double re = 0;
                double im = 0;
                for (int n = 0; n < length; n++) {
                    double angle = -2 * Math.PI * k * n / length;
                    re += given.re[n][series] * Math.cos(angle) - given.im[n][series] * Math.sin(angle);
                    im += given.re[n][series] * Math.sin(angle) + given.im[n][series] * Math.cos(angle);
                }
                assertThat(transformed.re[k][series]).isCloseTo(re, within(1e-12));
                assertThat(transformed.im[k][series]).isCloseTo(im, within(1e-12));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 128, 256})
    void thereAndBackIsTheSameTimesTheLength(int length) {
        Lines given = random(length, SERIES);
        Lines lines = random(length, SERIES);
        var fft = new Fft(length);

        fft.forward(lines);
        fft.backward(lines);

        for (int n = 0; n < length; n++) {
            for (int series = 0; series < SERIES; series++) {
                assertThat(lines.re[n][series] / length).isCloseTo(given.re[n][series], within(1e-14));
                assertThat(lines.im[n][series] / length).isCloseTo(given.im[n][series], within(1e-14));
            }
        }
    }

    @Test
    void aLengthThatIsNoPowerOfTwoIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fft(12))
                .withMessage("The length of a transform must be a power of two, not 12.");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 33})
    void transposingPutsColumnsIntoLines(int count) {
        Lines given = random(count, 20);
        var transposed = new Lines(20, count);

        given.transposeTo(transposed);

        for (int line = 0; line < count; line++) {
            for (int i = 0; i < 20; i++) {
                assertThat(transposed.re[i][line]).isEqualTo(given.re[line][i]);
                assertThat(transposed.im[i][line]).isEqualTo(given.im[line][i]);
            }
        }
    }
}
