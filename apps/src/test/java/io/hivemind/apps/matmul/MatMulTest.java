package io.hivemind.apps.matmul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hivemind.apps.frame.HiveInTest;
import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Results;
import io.hivemind.apps.frame.Share;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The product on plain arrays, and on hives whose drones are threads of this JVM. */
class MatMulTest {
    private static Product multiplied(int size) {
        Product product = Product.plain(size);
        product.fill(new Share(0, size), 7);
        product.multiply(new Share(0, size), size, _ -> {});
        return product;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 63, 64, 65, 131})
    void theProductIsThatOfTheDefinition(int size) {
        Product product = multiplied(size);

        double[][] a = product.a().rows(0, size);
        double[][] b = product.b().rows(0, size);
        double[][] c = product.c().rows(0, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double sum = 0;
                for (int k = 0; k < size; k++) {
                    sum += a[i][k] * b[k][j];
                }
                assertThat(Math.abs(c[i][j] - sum)).isLessThan(1e-12);
            }
        }
        assertThat(product.isConsistent(7)).isTrue();
    }

    @Test
    void theElementsDependOnPlaceAndSeedAndFillTheirRange() {
        Product whole = Product.plain(50);
        Product inParts = Product.plain(50);
        whole.fill(new Share(0, 50), 1);
        inParts.fill(new Share(20, 50), 1);
        inParts.fill(new Share(0, 20), 1);

        assertThat(inParts.a().rows(0, 50)).isDeepEqualTo(whole.a().rows(0, 50));
        assertThat(whole.a().rows(0, 1)[0]).isNotEqualTo(whole.b().rows(0, 1)[0]);
        double least = 1;
        double most = -1;
        for (double[] row : whole.a().rows(0, 50)) {
            for (double element : row) {
                least = Math.min(least, element);
                most = Math.max(most, element);
            }
        }
        assertThat(least).isBetween(-1.0, -0.99);
        assertThat(most).isBetween(0.99, 1.0);
    }

    @Test
    void oneWrongElementIsFound() {
        Product right = multiplied(100);
        Product wrong = multiplied(100);
        wrong.c().rows(42, 43)[0][17] += 1e-6;

        assertThat(right.equals(multiplied(100), new Share(0, 100))).isTrue();
        assertThat(wrong.equals(right, new Share(0, 100))).isFalse();
        assertThat(wrong.isConsistent(7)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 4096, 101",
        "2, 1, 256, 70",
        "3, 1, 4096, 129",
        "4, 3, 4096, 128",
        "8, 1, 4096, 101",
        "2, 4, 4096, 3"
    })
    void everyHiveFindsWhatOneThreadFinds(int drones, int threads, int pageSize, int size) {
        Results results = HiveInTest.run(
                new MatMul(), drones, config -> config.pageSize(pageSize), "--size=" + size, "--threads=" + threads);

        assertThat(results.verified()).isTrue();
        assertThat(results.drones()).isEqualTo(drones);
        assertThat(results.elements()).isEqualTo(size);
        assertThat(results.speedup()).isPresent();
        assertThat(results.details()).containsEntry("threads", threads);
    }

    @Test
    void withoutTheSerialProductItIsCheckedAllTheSame() {
        Results results = HiveInTest.run(new MatMul(), 2, config -> config, "--size=90", "--no-serial");

        assertThat(results.verified()).isTrue();
        assertThat(results.serialSeconds()).isEmpty();
    }

    @Test
    void aDroneAsksForTheOtherFactorInBlocks() {
        Results results = HiveInTest.run(new MatMul(), 2, config -> config.pageSize(256), "--size=256", "--no-serial");

        // 256 rows of 2,048 bytes are 2,048 pages. What drone 1 lacks of them, one half, changed since it was zero.
        assertThat(results.measured().perDrone().get(1).diffsFetched()).isGreaterThan(1000);
        assertThat(results.measured().perDrone().get(1).messages()).isLessThan(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void plainMatricesAreMultipliedByAnyNumberOfThreads(int threads) throws InterruptedException {
        var program = new MatMul();
        assertThat(program.prepare(program.options().parse(List.of("--size=101")))
                        .plain(threads))
                .isPositive();
    }

    @Test
    void aHeapThatIsTooSmallIsToldWithWhatItTakes() {
        assertThatExceptionOfType(Mistake.class)
                .isThrownBy(
                        () -> HiveInTest.run(new MatMul(), 1, config -> config.memoryBytes(4L << 20), "--size=1000"))
                .withMessage("The product needs 25 MiB of shared memory, but the heap has 4 MiB: --memory 25m.");
    }
}
