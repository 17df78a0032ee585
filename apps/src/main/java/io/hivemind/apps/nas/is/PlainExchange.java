package io.hivemind.apps.nas.is;

import io.hivemind.apps.frame.Meeting;
import io.hivemind.apps.frame.Share;
import java.util.Arrays;

/** The counts of threads of one process: everybody reads what the others have counted where it is. */
final class PlainExchange implements Exchange {
    /** What the threads share. */
    static final class Table {
        /** What each worker has counted. */
        private final int[][] counts;

        /** How many of each worker's keys are smaller than each worker's share of the values. */
        private final int[][] below;

        /** How many tests each worker has passed. */
        private final int[] passed;

        private final Meeting meeting;

        Table(int workers, int values) {
            counts = new int[workers][values];
            below = new int[workers][workers];
            passed = new int[workers];
            meeting = Meeting.of(workers);
        }
    }

    private final int worker;
    private final Table table;
    private final Share share;

    PlainExchange(int worker, Table table) {
        this.worker = worker;
        this.table = table;
        share = Share.of(table.counts[worker].length, worker, table.counts.length);
    }

    @Override
    public int[] counts() {
        return table.counts[worker];
    }

    /** The second meeting keeps everybody from counting anew what others still read. */
    @Override
    public int complete() throws InterruptedException {
        table.below[worker] = Counting.below(counts(), table.counts.length);
        table.meeting.await();
        int below = 0;
        for (int other = 0; other < table.counts.length; other++) {
            below += table.below[other][worker];
            if (other != worker) {
                Counting.add(table.counts[other], share.from(), counts(), share.from(), share.length());
            }
        }
        table.meeting.await();
        return below;
    }

    @Override
    public void report(int number) {
        table.passed[worker] = number;
    }

    @Override
    public int passed() {
        return Arrays.stream(table.passed).sum();
    }
}
