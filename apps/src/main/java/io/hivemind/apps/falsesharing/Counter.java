package io.hivemind.apps.falsesharing;

import io.hivemind.apps.frame.Meeting;
import java.util.function.IntConsumer;

/**
 * Who counts. In every round each adds one to its own counter, all meet, and each reads the counters of all.
 *
 * <p>A counter is two words, used in turn: while somebody still reads this round's, the next round is written into the other.
 * So one meeting a round is enough, and nobody reads what another may be writing.
 *
 * @param number which of them
 * @param all how many there are
 * @param page the counters: first the words of even rounds, then those of odd rounds
 * @param meeting where all meet
 */
record Counter(int number, int all, Page page, Meeting meeting) {
    /** How many words each counter has. */
    static final int WORDS = 2;

    /** Where the counters are. */
    interface Page {
        /** Copies words from {@code index} on into the whole of {@code target}. */
        void get(long index, long[] target);

        /** Sets a word. */
        void set(long index, long value);
    }

    /**
     * Counts from the round after {@code from} to {@code to}, and tells of each that is over.
     *
     * @return how many counters were seen with a wrong number
     */
    long count(int from, int to, IntConsumer over) throws InterruptedException {
        long[] seen = new long[all];
        long wrong = 0;
        long mine = from;
        for (int round = from + 1; round <= to; round++) {
            long words = (long) (round % WORDS) * all;
            page.set(words + number, mine + 1);
            meeting.await();
            page.get(words, seen);
            mine = seen[number];
            for (long count : seen) {
                wrong += count == round ? 0 : 1;
            }
            over.accept(round);
        }
        return wrong;
    }
}
