package io.hivemind.apps.quicksort;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static Fingerprint of(int... elements) {
        return Fingerprint.EMPTY.with(elements, elements.length);
    }

    @Test
    void theOrderDoesNotMatter() {
        assertThat(of(3, 1, 2, 1)).isEqualTo(of(1, 1, 2, 3));
    }

    @Test
    void aListInPiecesIsTheSameList() {
        assertThat(of(3, 1).with(new int[] {2, 1, 99}, 2)).isEqualTo(of(3, 1, 2, 1));
    }

    @Test
    void anElementLostDoubledOrChangedShows() {
        Fingerprint list = of(0, 1, 2, 3);

        assertThat(of(1, 2, 3)).isNotEqualTo(list);
        assertThat(of(1, 1, 2, 3)).isNotEqualTo(list);
        assertThat(of(0, 0, 3, 3)).isNotEqualTo(list);
        assertThat(of(0, 1, 1, 4)).isNotEqualTo(list);
        assertThat(of(0, 0)).isNotEqualTo(of(0));
    }
}
