package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CasualtiesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 0 0     | 0
            137 0 0   | 0
            137 3 0   | 0
            137 3 3   | 137
            137 1 0   | 1
            0 2 137   | 2
            143       | 143
            """)
    void aHiveDidWellIfOneCameToTheEndAndNoneFoundTheResultWrong(String codes, int code) {
        var casualties = new Casualties();
        Stream.of(codes.split(" ")).map(Integer::valueOf).forEach(casualties::count);
        assertThat(casualties.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            137     | true  | 1
            137 3 3 | true  | 1
            3 137 1 | true  | 1
            134 143 | true  | 2
            3       | true  | 0
            3 3     | true  | 0
            1 3     | false | 0
            2       | false | 0
            3 17    | false | 0
            """)
    void dronesAreLostThatASignalEndsOrForWhichNobodyHasAReason(String codes, boolean areLosses, int killed) {
        var casualties = new Casualties();
        Stream.of(codes.split(" ")).map(Integer::valueOf).forEach(casualties::count);
        assertThat(casualties.areLosses()).isEqualTo(areLosses);
        assertThat(casualties.killed()).isEqualTo(killed);
    }
}
