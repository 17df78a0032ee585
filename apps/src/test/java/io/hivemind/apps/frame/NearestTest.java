package io.hivemind.apps.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> KNOWN = List.of("quicksort", "jacobi", "tsp");

    @Test
    void aSlipOfTheFingerFindsItsWord() {
        assertThat(Nearest.to("quiksort", KNOWN)).contains("quicksort");
        assertThat(Nearest.to("Quicksort", KNOWN)).contains("quicksort");
        assertThat(Nearest.to("jaocbi", KNOWN)).contains("jacobi");
        assertThat(Nearest.to("tps", KNOWN)).contains("tsp");
    }

    @Test
    void aWordLikeNoOtherFindsNothing() {
        assertThat(Nearest.to("mandelbrot", KNOWN)).isEmpty();
        assertThat(Nearest.to("", KNOWN)).isEmpty();
        assertThat(Nearest.to("sort", List.of())).isEmpty();
    }

    @Test
    void aDistanceCountsSingleEdits() {
        assertThat(Nearest.distance("abc", "abc")).isZero();
        assertThat(Nearest.distance("abc", "acb")).isOne();
        assertThat(Nearest.distance("abc", "ab")).isOne();
        assertThat(Nearest.distance("abc", "xbcy")).isEqualTo(2);
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
    }
}
