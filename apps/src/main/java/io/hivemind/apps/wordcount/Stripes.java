package io.hivemind.apps.wordcount;

import io.hivemind.apps.frame.Share;

/** The words of one thread's table by the stripe of the common table to which each belongs, which its hash says. */
final class Stripes {
    /** By stripe: where its words begin in {@link #order}. They end where those of the next begin. */
    private final int[] begins;

    private final int[] order;

    Stripes(WordTable table, int stripes) {
        begins = new int[stripes + 1];
        order = new int[table.size()];
        for (int word = 0; word < table.size(); word++) {
            begins[scaled(table.hash(word), stripes) + 1]++;
        }
        for (int stripe = 0; stripe < stripes; stripe++) {
            begins[stripe + 1] += begins[stripe];
        }
        int[] next = begins.clone();
        for (int word = 0; word < table.size(); word++) {
            order[next[scaled(table.hash(word), stripes)]++] = word;
        }
    }

    /** {@return where the hash lies among all hashes, as a number below {@code parts}} */
    static int scaled(int hash, int parts) {
        return (int) ((Integer.toUnsignedLong(hash) * parts) >>> Integer.SIZE);
    }

    /** {@return the positions of a stripe's words} */
    Share of(int stripe) {
        return new Share(begins[stripe], begins[stripe + 1]);
    }

    /** {@return the word at {@code position}} */
    int word(int position) {
        return order[position];
    }
}
