package io.hivemind.protocol;

import java.util.Arrays;

/**
 * How many pages each drone owns. Every drone counts alike, for all know the same notices when a collection gives pages to
 * owners, and take the pages in the same order (I44, I56).
 */
final class Ownership {
    private final int quota;
    private final int[] owned;
    /** By drone, how many pages it has lost in the collection under way: it has to keep them until the end. */
    private final int[] lost;

    Ownership(int drones, int quota) {
        this.quota = quota;
        this.owned = new int[drones];
        this.lost = new int[drones];
    }

    /**
     * The owner of a page from now on: the last writer if its quota allows, else the owner that it had, else whoever owns
     * least. Pages that nobody owned must come first: so there is a place for each.
     *
     * @param before who owned the page, or {@link Page#NOBODY}
     */
    int assign(int before, int lastWriter) {
        if (before == lastWriter) {
            return before;
        }
        if (owned[lastWriter] < quota) {
            owned[lastWriter]++;
            if (before != Page.NOBODY) {
                lost[before]++;
            }
            return lastWriter;
        }
        if (before != Page.NOBODY) {
            return before;
        }
        int least = 0;
        for (int drone = 1; drone < owned.length; drone++) {
            least = owned[drone] < owned[least] ? drone : least;
        }
        owned[least]++;
        return least;
    }

    /** All pages of the collection have been assigned. */
    void end() {
        for (int drone = 0; drone < owned.length; drone++) {
            owned[drone] -= lost[drone];
        }
        Arrays.fill(lost, 0);
    }
}
