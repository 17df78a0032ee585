package io.hivemind.bench.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkTest {
    static List<Work> works() {
        return Stream.of(
                        Published.ALL.stream().map(Published::work),
                        Contest.ALL.stream().map(Contest::work),
                        Stream.of(FalseSharing.WORK))
                .flatMap(each -> each)
                .filter(Work::exists)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("works")
    void theProgramUnderstandsItsOptionsAndSaysHowMuchMemoryItNeeds(Work work) {
        assertThat(work.heapBytes(8)).isPositive();
    }
}
