package io.hivemind.apps.falsesharing;

import io.hivemind.Hive;
import io.hivemind.HiveStatistics;
import io.hivemind.SharedLongs;
import io.hivemind.apps.frame.Crew;
import io.hivemind.apps.frame.HeapCheck;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Measurement;
import io.hivemind.apps.frame.Measurement.Measured;
import io.hivemind.apps.frame.Meeting;
import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Patience;
import io.hivemind.apps.frame.Progress;
import io.hivemind.apps.frame.Results;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * One run: some rounds that are not measured, so that code is compiled, and then those that are.
 *
 * @param rounds how many rounds are measured
 * @param options what was asked for, as text
 */
record CountingJob(int rounds, SequencedMap<String, String> options) implements Job {
    /** What each drone tells drone 0: messages and bytes that it sent in the measured rounds, and what it saw wrong. */
    private static final int REPORTED = 3;

    private static final int WARM_UP_PART = 4;

    @Override
    public void check() {}

    @Override
    public long heapBytes(int drones) {
        return HeapCheck.OVERHEAD;
    }

    @Override
    public Optional<Results> run(Hive hive) throws InterruptedException {
        int size = hive.size();
        HeapCheck.require(hive, "page of counters", heapBytes(size));
        SharedLongs page = page(hive);
        SharedLongs reports = hive.longs("false-sharing.reports", (long) REPORTED * size);
        var counter = new Counter(hive.rank(), size, shared(page), hive::barrier);
        Progress progress = Progress.ofThisDrone();
        int begin = warmUpRounds();
        int end = begin + rounds;
        long wrong = counter.count(0, begin, _ -> {});
        var measurement = Measurement.begin(hive);
        HiveStatistics before = hive.stats();
        wrong += counter.count(begin, end, round -> progress.done(round - begin, rounds));
        hive.barrier();
        HiveStatistics sent = hive.stats().since(before);
        Measured measured = measurement.end();
        progress.over();
        reports.set((long) hive.rank() * REPORTED, new long[] {sent.messages(), sent.bytes(), wrong});
        Patience.await(hive);
        return hive.rank() == 0 ? Optional.of(results(hive, page, reports, measured)) : Optional.empty();
    }

    @Override
    public double plain(int threads) throws InterruptedException {
        long[] words = new long[Counter.WORDS * threads];
        Meeting meeting = Meeting.of(threads);
        var wrong = new LongAdder();
        int begin = warmUpRounds();
        Crew.run(
                threads,
                thread -> wrong.add(new Counter(thread, threads, plain(words), meeting).count(0, begin, _ -> {})));
        long nanos = System.nanoTime();
        Crew.run(
                threads,
                thread -> wrong.add(
                        new Counter(thread, threads, plain(words), meeting).count(begin, begin + rounds, _ -> {})));
        double seconds = (System.nanoTime() - nanos) / 1e9;
        if (wrong.sum() > 0) {
            throw new IllegalStateException("Threads of one process saw wrong counts " + wrong.sum() + " times.");
        }
        return seconds;
    }

    private int warmUpRounds() {
        return rounds / WARM_UP_PART;
    }

    /** {@return a whole page, so that nothing else is in it} */
    private static SharedLongs page(Hive hive) {
        int pageSize = hive.memory().pageSize();
        requirePage(hive.size(), pageSize);
        return hive.longs("false-sharing.page", pageSize / Long.BYTES);
    }

    /** Refuses pages that do not hold the counters of so many drones. */
    static void requirePage(int drones, int pageSize) {
        int needed = Counter.WORDS * Long.BYTES * drones;
        if (needed > pageSize) {
            throw new Mistake("The counters of %,d drones need a page of %,d bytes, but pages have %,d: --page-size %d."
                    .formatted(drones, needed, pageSize, Integer.highestOneBit(needed - 1) * 2));
        }
    }

    private static Counter.Page shared(SharedLongs page) {
        return new Counter.Page() {
            @Override
            public void get(long index, long[] target) {
                page.get(index, target);
            }

            @Override
            public void set(long index, long value) {
                page.set(index, value);
            }
        };
    }

    private static Counter.Page plain(long[] words) {
        return new Counter.Page() {
            @Override
            public void get(long index, long[] target) {
                System.arraycopy(words, (int) index, target, 0, target.length);
            }

            @Override
            public void set(long index, long value) {
                words[(int) index] = value;
            }
        };
    }

    private Results results(Hive hive, SharedLongs page, SharedLongs reports, Measured measured) {
        long messages = 0;
        long bytes = 0;
        long wrong = 0;
        int last = warmUpRounds() + rounds;
        for (int rank = 0; rank < hive.size(); rank++) {
            messages += reports.get((long) rank * REPORTED);
            bytes += reports.get((long) rank * REPORTED + 1);
            wrong += reports.get((long) rank * REPORTED + 2);
            wrong += page.get((long) (last % Counter.WORDS) * hive.size() + rank) == last ? 0 : 1;
        }
        var details = new LinkedHashMap<String, Object>();
        details.put("rounds", rounds);
        details.put("messagesPerRound", perRound((double) messages));
        details.put("bytesPerRound", perRound((double) bytes));
        details.put("microsPerRound", perRound(measured.seconds() * 1e6));
        return new Results(
                "false-sharing",
                hive.memory().pageSize(),
                hive.size(),
                hive.size() == 1 ? "counter" : "counters",
                wrong == 0,
                measured,
                OptionalDouble.empty(),
                details,
                options);
    }

    /** {@return so much for each round, to one digit behind the point} */
    private double perRound(double all) {
        return Math.round(all / rounds * 10) / 10.0;
    }
}
