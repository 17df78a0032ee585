package io.hivemind;

import java.util.BitSet;
import java.util.List;

/**
 * Which drone writes which page of a checkpoint: one that has the page, so that it need not be fetched. Pages that several drones
 * have, or none, are dealt out. Every drone comes to the same division.
 */
final class Division {
    /** So many pages one after the other go to one drone, so that runs are long. */
    private static final int DEALT = 256;

    private Division() {}

    /**
     * {@return the pages that drone {@code rank} writes}
     *
     * @param here by drone, the pages that it has
     * @param used how many pages, from 0 on, can be anything but zero
     */
    static BitSet share(List<BitSet> here, int used, int rank) {
        BitSet share = new BitSet(used);
        for (int page = 0; page < used; page++) {
            if (writer(here, page) == rank) {
                share.set(page);
            }
        }
        return share;
    }

    private static int writer(List<BitSet> here, int page) {
        int having = 0;
        for (BitSet pages : here) {
            having += pages.get(page) ? 1 : 0;
        }
        int turn = page / DEALT % (having == 0 ? here.size() : having);
        if (having == 0) {
            return turn;
        }
        int drone = 0;
        while (!here.get(drone).get(page) || turn-- > 0) {
            drone++;
        }
        return drone;
    }
}
