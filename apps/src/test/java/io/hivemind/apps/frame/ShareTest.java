package io.hivemind.apps.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTest {
    @ParameterizedTest
    @CsvSource({"0, 3", "2, 3", "10, 1", "10, 3", "2147483647, 256"})
    void sharesFollowOneAnotherAndDifferByOneAtMost(int length, int parts) {
        var shares = IntStream.range(0, parts)
                .mapToObj(part -> Share.of(length, part, parts))
                .toList();

        assertThat(shares.getFirst().from()).isZero();
        assertThat(shares.getLast().to()).isEqualTo(length);
        for (int part = 1; part < parts; part++) {
            assertThat(shares.get(part).from()).isEqualTo(shares.get(part - 1).to());
        }
        assertThat(shares).allMatch(share -> share.length() == length / parts || share.length() == length / parts + 1);
    }
}
