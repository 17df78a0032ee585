package io.hivemind.memory;

import io.hivemind.memory.Descriptors.Kind;

/**
 * The runs of whole pages, in shared memory. Free runs never touch each other. They stand in lists by the logarithm of their
 * length; all pages from the frontier on are free, too, and in no list.
 */
final class Runs {
    /** Returned instead of a page if there is no run long enough. */
    static final int NONE = -1;

    private final Gate gate;
    private final Layout layout;
    private final Descriptors descriptors;

    Runs(Gate gate, Layout layout, Descriptors descriptors) {
        this.gate = gate;
        this.layout = layout;
        this.descriptors = descriptors;
    }

    /** {@return the first of {@code pages} pages that are free no more, or {@link #NONE}} They have no descriptor yet. */
    int take(int pages) {
        int list = listOf(pages);
        int page = firstLongEnough(list, pages);
        while (page == 0 && ++list < Layout.RUN_LISTS) {
            page = descriptors.first(Layout.runs(list));
        }
        return page == 0 ? takeAtFrontier(pages) : takeRun(page, pages);
    }

    /** Gives back {@code pages} pages from {@code page} on, whose descriptor is forgotten. */
    void give(int page, int pages) {
        descriptors.clear(page);
        addFree(pages);
        int first = page;
        int end = page + pages;
        if (page > layout.firstPage()) {
            first = switch (descriptors.kind(page - 1)) {
                case FREE -> page - 1;
                case END -> (int) descriptors.value(page - 1);
                case NONE, BLOCK, SMALL -> page;
            };
        }
        if (first < page) {
            unlink(first);
        }
        if (end < frontier() && descriptors.kind(end) == Kind.FREE) {
            end += unlink(end);
        }
        if (end == frontier()) {
            gate.setLong(Layout.FRONTIER, first);
            addFree(first - end);
        } else {
            link(first, end - first);
        }
    }

    /** {@return the first page above all that are in use} */
    int frontier() {
        int frontier = (int) gate.getLong(Layout.FRONTIER);
        return frontier == 0 ? layout.firstPage() : frontier;
    }

    /** {@return how many of {@code pages} pages from {@code page} on may hold something: the others are zero} */
    int dirty(int page, int pages) {
        return (int) Math.clamp(gate.getLong(Layout.HIGHEST) - page, 0L, pages);
    }

    /** Says that {@code pages} pages from {@code page} on will hold something. */
    void soil(int page, int pages) {
        if (gate.getLong(Layout.HIGHEST) < page + pages) {
            gate.setLong(Layout.HIGHEST, page + pages);
        }
    }

    /** {@return how many pages are free} */
    long free() {
        return gate.getLong(Layout.FREE_PAGES) + layout.endPage() - frontier();
    }

    /** {@return how many pages the longest free run has} */
    int longest() {
        int longest = layout.endPage() - frontier();
        for (int list = 0; list < Layout.RUN_LISTS; list++) {
            for (int page = descriptors.first(Layout.runs(list)); page != 0; page = descriptors.next(page)) {
                longest = Math.max(longest, (int) descriptors.value(page));
            }
        }
        return longest;
    }

    private int firstLongEnough(int list, int pages) {
        int page = descriptors.first(Layout.runs(list));
        while (page != 0 && descriptors.value(page) < pages) {
            page = descriptors.next(page);
        }
        return page;
    }

    private int takeRun(int page, int pages) {
        int length = unlink(page);
        addFree(-pages);
        if (length > pages) {
            link(page + pages, length - pages);
        }
        return page;
    }

    private int takeAtFrontier(int pages) {
        int frontier = frontier();
        if (pages > layout.endPage() - frontier) {
            return NONE;
        }
        gate.setLong(Layout.FRONTIER, (long) frontier + pages);
        return frontier;
    }

    private void link(int page, int length) {
        descriptors.set(page, Kind.FREE, length);
        if (length > 1) {
            descriptors.set(page + length - 1, Kind.END, page);
        }
        descriptors.push(Layout.runs(listOf(length)), page);
    }

    private int unlink(int page) {
        int length = (int) descriptors.value(page);
        descriptors.remove(Layout.runs(listOf(length)), page);
        descriptors.clear(page);
        if (length > 1) {
            descriptors.clear(page + length - 1);
        }
        return length;
    }

    private void addFree(int pages) {
        gate.setLong(Layout.FREE_PAGES, gate.getLong(Layout.FREE_PAGES) + pages);
    }

    private static int listOf(int pages) {
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(pages);
    }
}
