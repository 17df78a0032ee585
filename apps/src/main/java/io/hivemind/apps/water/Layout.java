package io.hivemind.apps.water;

import io.hivemind.apps.frame.Share;

/**
 * Where each molecule's nine numbers are in an array: three coordinates for the oxygen and for each hydrogen. Each worker
 * has a block of molecules that follow each other. A block begins on a page of the usual size, so that no page
 * holds molecules of two workers, unless it is so small that many fit into one.
 *
 * @param molecules how many molecules there are
 * @param blocks how many blocks
 */
record Layout(int molecules, int blocks) {
    /** How many numbers a molecule has. */
    static final int NUMBERS = 9;

    /** How many numbers a page of the usual size holds. */
    private static final int PAGE = 4096 / Double.BYTES;

    /** {@return the molecules of a block} */
    Share block(int block) {
        return Share.of(molecules, block, blocks);
    }

    /** {@return in which block a molecule is} */
    int blockOf(int molecule) {
        return (int) (((long) (molecule + 1) * blocks - 1) / molecules);
    }

    /** {@return where the numbers of a block begin} */
    int start(int block) {
        return block * stride();
    }

    /** {@return where the numbers of a molecule begin} */
    int at(int molecule) {
        int block = blockOf(molecule);
        return start(block) + (molecule - block(block).from()) * NUMBERS;
    }

    /** {@return how many numbers the array has, gaps included} */
    int length() {
        return blocks * stride();
    }

    /**
     * {@return how many molecules a molecule meets of those that follow it, the first following the last} Every pair of
     * molecules is met once, from one of the two sides.
     */
    int partners(int molecule) {
        boolean opposite = molecules % 2 == 0 && molecule < molecules / 2;
        return (molecules - 1) / 2 + (opposite ? 1 : 0);
    }

    /** {@return how many blocks, itself included and the first following the last, the molecules of a block meet} */
    int reach(int block) {
        Share own = block(block);
        int furthest = own.to() - 1;
        for (int molecule = own.from(); molecule < own.to(); molecule++) {
            furthest = Math.max(furthest, molecule + partners(molecule));
        }
        int beyond = furthest - molecules;
        int last = beyond < 0 ? blockOf(furthest) : blocks + blockOf(beyond);
        return Math.min(last - block + 1, blocks);
    }

    private int stride() {
        int longest = (molecules + blocks - 1) / blocks * NUMBERS;
        return longest <= PAGE / 2 ? longest : (longest + PAGE - 1) / PAGE * PAGE;
    }
}
