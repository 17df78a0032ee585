package io.hivemind.apps.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.apps.frame.Share;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerTest {
    @ParameterizedTest
    @CsvSource({"3, 1", "3, 8", "4, 2", "17, 5", "17, 17", "100, 16"})
    void theBandsAreAllRowsButTheFirstAndTheLast(int rows, int workers) {
        List<Integer> banded = IntStream.range(0, workers)
                .mapToObj(worker -> Worker.band(rows, worker, workers))
                .flatMap(WorkerTest::rows)
                .toList();

        assertThat(banded)
                .containsExactlyElementsOf(IntStream.range(1, rows - 1).boxed().toList());
    }

    private static Stream<Integer> rows(Share band) {
        return IntStream.range(band.from(), band.to()).boxed();
    }
}
