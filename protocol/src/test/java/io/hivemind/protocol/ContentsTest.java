package io.hivemind.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a copy holds: invariant I7 of docs/protocol.md. */
class ContentsTest {
    private final Contents contents = new Contents();

    @Test
    @DisplayName("I7: contents agree with a plain map from creator to newest interval")
    void contentsAgreeWithAPlainMap() {
        SplittableRandom random = new SplittableRandom(1);
        TreeMap<Integer, Integer> plain = new TreeMap<>();
        for (int round = 0; round < 500; round++) {
            int creator = random.nextInt(40);
            int index = 1 + random.nextInt(50);
            contents.include(creator, index);
            plain.merge(creator, index, Math::max);
            assertThat(contents.of(creator)).isEqualTo(plain.get(creator));
        }
        assertThat(contents.of(40)).isZero();
        assertThat(contents.toIds())
                .containsExactlyElementsOf(plain.entrySet().stream()
                        .map(entry -> new IntervalId(entry.getKey(), entry.getValue()))
                        .toList());
    }

    @Test
    @DisplayName("I7: a copy that holds an interval holds those before it by the same creator")
    void theNewestStandsForThoseBeforeIt() {
        contents.include(1, 3);
        contents.include(1, 2);
        assertThat(contents.includes(new Interval(1, 3, VectorTime.of(0, 3), PageSet.of(0))))
                .isTrue();
        assertThat(contents.includes(new Interval(1, 1, VectorTime.of(0, 1), PageSet.of(0))))
                .isTrue();
        assertThat(contents.includes(new Interval(1, 4, VectorTime.of(0, 4), PageSet.of(0))))
                .isFalse();
        assertThat(contents.includes(new Interval(0, 1, VectorTime.of(1, 0), PageSet.of(0))))
                .isFalse();
    }

    @Test
    @DisplayName("I48: what a cut covers is left out, the rest stays")
    void whatACutCoversIsLeftOut() {
        contents.become(List.of(new IntervalId(0, 2), new IntervalId(1, 5), new IntervalId(2, 1)));
        contents.forget(VectorTime.of(2, 4, 1));
        assertThat(contents.toIds()).containsExactly(new IntervalId(1, 5));
    }

    @Test
    @DisplayName("I22: a copy that is installed brings its contents, and nothing of the old ones stays")
    void anInstalledCopyReplacesTheContents() {
        contents.include(0, 7);
        contents.become(List.of(new IntervalId(3, 1)));
        assertThat(contents.of(0)).isZero();
        assertThat(contents.of(3)).isEqualTo(1);
    }
}
