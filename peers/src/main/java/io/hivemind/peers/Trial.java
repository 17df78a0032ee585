package io.hivemind.peers;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Measures what a system offers, in microseconds, in the same way for all systems. Run by both processes. */
final class Trial {
    private static final int WARM_UPS = 4000;
    private static final int SAMPLES = 2000;
    private static final int TURNS = 1000;
    private static final Duration COUNTER_WARM_UP = Duration.ofSeconds(2);
    private static final Duration COUNTER_TIME = Duration.ofSeconds(3);
    private static final double NANOS_PER_MICRO = 1000;

    private final Peer peer;
    private final boolean first;
    private final Meeting meeting;

    Trial(Peer peer, boolean first, Meeting meeting) {
        this.peer = peer;
        this.first = first;
        this.meeting = meeting;
    }

    /** {@return the microseconds of each task that the system offers, by its name; on the second process they mean nothing} */
    SequencedMap<String, Double> run() {
        var micros = new LinkedHashMap<String, Double>();
        peer.barrier().ifPresent(barrier -> micros.put("barrier", barrier(barrier)));
        meeting.meet();
        micros.put("read", read());
        meeting.meet();
        peer.increment().ifPresent(increment -> {
            micros.put("counter", together(increment));
            micros.put("turns", inTurns(increment));
        });
        meeting.meet();
        return micros;
    }

    /** {@return the figures, one a line} */
    static String text(Map<String, Double> figures) {
        var text = new StringBuilder();
        figures.forEach(
                (task, figure) -> text.append(task).append(' ').append(figure).append('\n'));
        return text.toString();
    }

    private double barrier(Runnable barrier) {
        for (int i = 0; i < WARM_UPS; i++) {
            barrier.run();
        }
        return median(i -> barrier.run());
    }

    private double read() {
        peer.share(WARM_UPS + SAMPLES);
        meeting.meet();
        if (!first) {
            return 0;
        }
        for (int i = 0; i < WARM_UPS; i++) {
            check(i);
        }
        return median(i -> check(WARM_UPS + i));
    }

    private void check(int block) {
        byte[] bytes = peer.read(block);
        if (bytes.length != Peer.BLOCK_BYTES
                || bytes[0] != (byte) block
                || bytes[Peer.BLOCK_BYTES - 1] != (byte) block) {
            throw new IllegalStateException("Block " + block + " is not what was shared.");
        }
    }

    /** {@return the time for which both processes made increments, divided by how many they made} */
    private double together(Runnable increment) {
        long warmUps = repeat(COUNTER_WARM_UP, increment);
        meeting.meet();
        long begin = System.nanoTime();
        long increments = repeat(COUNTER_TIME, increment);
        meeting.meet();
        long nanos = System.nanoTime() - begin;
        long both = increments + meeting.exchange(increments);
        long all = both + warmUps + meeting.exchange(warmUps);
        long count = peer.count();
        meeting.meet();
        if (count != all) {
            throw new IllegalStateException("The counter is at " + count + " after " + all + " increments.");
        }
        return nanos / NANOS_PER_MICRO / both;
    }

    /** {@return the median time of the first process for an increment after one of the second} */
    private double inTurns(Runnable increment) {
        long[] nanos = new long[TURNS];
        for (int turn = -TURNS; turn < TURNS; turn++) {
            if (!first) {
                increment.run();
            }
            meeting.meet();
            if (first) {
                long begin = System.nanoTime();
                increment.run();
                nanos[Math.max(0, turn)] = System.nanoTime() - begin;
            }
            meeting.meet();
        }
        return median(nanos);
    }

    /** {@return how often it was done in that time} */
    private static long repeat(Duration time, Runnable action) {
        long end = System.nanoTime() + time.toNanos();
        long times = 0;
        while (System.nanoTime() - end < 0) {
            action.run();
            times++;
        }
        return times;
    }

    /** Something that is done again and again. */
    private interface Repeated {
        void act(int sample);
    }

    private static double median(Repeated action) {
        long[] nanos = new long[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            long begin = System.nanoTime();
            action.act(i);
            nanos[i] = System.nanoTime() - begin;
        }
        return median(nanos);
    }

    private static double median(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / NANOS_PER_MICRO;
    }
}
