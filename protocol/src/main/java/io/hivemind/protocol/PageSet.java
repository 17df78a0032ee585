package io.hivemind.protocol;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** The pages that an interval changed, ascending and each once. Immutable. */
public final class PageSet {
    private final int[] pages;

    private PageSet(int[] pages) {
        this.pages = pages;
    }

    /** {@return the set of the given pages, in whatever order they come} */
    public static PageSet of(int... pages) {
        int[] sorted = pages.clone();
        Arrays.sort(sorted);
        int distinct = 0;
        for (int page : sorted) {
            if (distinct == 0 || sorted[distinct - 1] != page) {
                sorted[distinct++] = page;
            }
        }
        return new PageSet(Arrays.copyOf(sorted, distinct));
    }

    /** {@return how many pages there are} */
    public int size() {
        return pages.length;
    }

    /** {@return the page at position {@code i}, counted from 0 in ascending order} */
    public int get(int i) {
        return pages[i];
    }

    /** {@return whether {@code page} is in the set} */
    public boolean contains(int page) {
        return Arrays.binarySearch(pages, page) >= 0;
    }

    /** Hands every page to {@code action}, ascending. */
    public void forEach(IntConsumer action) {
        for (int page : pages) {
            action.accept(page);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PageSet set && Arrays.equals(pages, set.pages);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(pages);
    }

    @Override
    public String toString() {
        return Arrays.toString(pages);
    }
}
