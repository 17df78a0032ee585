package io.hivemind.apps.nas.is;

import io.hivemind.Hive;
import io.hivemind.SharedInts;
import io.hivemind.apps.frame.Meeting;
import io.hivemind.apps.frame.Share;
import java.util.Arrays;

/**
 * The counts of the workers of a hive. What a worker is to add up lies together, in one stretch of shared memory with a slot for
 * each other worker, so that it is read in one piece: one request to every other drone, all of them at once. A slot holds
 * how many of its writer's keys are smaller than the reader's share of the values, and then the counts of that share. There are two
 * sets of stretches, used by turns, so that one meeting a round is enough.
 */
final class SharedExchange implements Exchange {
    private static final int SETS = 2;

    /** Slots begin at multiples of this many words, 4 KiB: who writes into a page that others write must first fetch it. */
    private static final int ALIGNMENT = 1 << 10;

    private final int values;
    private final int worker;
    private final int workers;
    private final Meeting meeting;
    private final SharedInts slots;
    private final SharedInts passed;
    private final int[] counts;

    /** What was read from this worker's stretch. */
    private final int[] received;

    private int turn;

    SharedExchange(Hive hive, int values, int worker, int workers, Meeting meeting) {
        this.values = values;
        this.worker = worker;
        this.workers = workers;
        this.meeting = meeting;
        slots = hive.ints("is.slots." + workers, SETS * setLength(values, workers));
        passed = hive.ints("is.passed." + workers, workers);
        counts = new int[values];
        received = new int[(workers - 1) * slotLength(values, workers)];
    }

    /** {@return how many bytes of shared memory it takes} */
    static long bytes(int values, int workers) {
        return (SETS * setLength(values, workers) + workers) * Integer.BYTES;
    }

    @Override
    public int[] counts() {
        return counts;
    }

    @Override
    public int complete() throws InterruptedException {
        int[] below = Counting.below(counts, workers);
        send(below);
        meeting.await();
        int othersBelow = receive();
        turn = 1 - turn;
        return below[worker] + othersBelow;
    }

    @Override
    public void report(int number) {
        passed.set(worker, number);
    }

    @Override
    public int passed() {
        int[] numbers = new int[workers];
        passed.get(0, numbers);
        return Arrays.stream(numbers).sum();
    }

    private void send(int[] below) {
        for (int reader = 0; reader < workers; reader++) {
            if (reader != worker) {
                Share share = share(reader);
                long slot = slot(reader);
                slots.set(slot, below[reader]);
                slots.set(slot + 1, counts, share.from(), share.length());
            }
        }
    }

    /** {@return how many of the other workers' keys are smaller than this worker's share of the values} */
    private int receive() {
        Share share = share(worker);
        slots.get(stretch(worker), received);
        int below = 0;
        for (int slot = 0; slot < received.length; slot += slotLength(values, workers)) {
            below += received[slot];
            Counting.add(received, slot + 1, counts, share.from(), share.length());
        }
        return below;
    }

    private Share share(int reader) {
        return Share.of(values, reader, workers);
    }

    /** {@return where this worker's slot in the reader's stretch begins} A reader has no slot for itself. */
    private long slot(int reader) {
        int place = worker < reader ? worker : worker - 1;
        return stretch(reader) + (long) place * slotLength(values, workers);
    }

    /** {@return where the reader's stretch begins, in the set whose turn it is} */
    private long stretch(int reader) {
        return turn * setLength(values, workers) + reader * stretchLength(values, workers);
    }

    private static long setLength(int values, int workers) {
        return workers * stretchLength(values, workers);
    }

    private static long stretchLength(int values, int workers) {
        return (workers - 1L) * slotLength(values, workers);
    }

    private static int slotLength(int values, int workers) {
        int largestShare = Math.ceilDiv(values, workers);
        return Math.ceilDiv(1 + largestShare, ALIGNMENT) * ALIGNMENT;
    }
}
