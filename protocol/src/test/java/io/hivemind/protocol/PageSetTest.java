package io.hivemind.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The pages an interval names: invariant I4 of docs/protocol.md. */
class PageSetTest {
    @Test
    @DisplayName("I4: an interval names each page once, ascending, in whatever order they were written")
    void pagesAreAscendingAndEachOnce() {
        int[] given = {70_000, 3, 3, 0, 70_000};
        PageSet pages = PageSet.of(given);
        List<Integer> seen = new ArrayList<>();
        pages.forEach(seen::add);

        assertThat(seen).containsExactly(0, 3, 70_000);
        assertThat(pages.size()).isEqualTo(3);
        assertThat(pages.get(2)).isEqualTo(70_000);
        assertThat(pages.contains(3)).isTrue();
        assertThat(pages.contains(2)).isFalse();
        assertThat(pages).isEqualTo(PageSet.of(0, 3, 70_000)).hasSameHashCodeAs(PageSet.of(0, 3, 70_000));
        assertThat(pages).hasToString("[0, 3, 70000]");
        assertThat(given).as("what was given stays as it was").containsExactly(70_000, 3, 3, 0, 70_000);
    }

    @Test
    @DisplayName("I4: a set of no pages has none")
    void anEmptySetHasNoPages() {
        assertThat(PageSet.of().size()).isZero();
        assertThat(PageSet.of().contains(0)).isFalse();
    }
}
