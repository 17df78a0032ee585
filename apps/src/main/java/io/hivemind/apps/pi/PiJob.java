package io.hivemind.apps.pi;

import io.hivemind.Hive;
import io.hivemind.SharedLock;
import io.hivemind.SharedLongs;
import io.hivemind.apps.frame.Crew;
import io.hivemind.apps.frame.HeapCheck;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Measurement;
import io.hivemind.apps.frame.Measurement.Measured;
import io.hivemind.apps.frame.Progress;
import io.hivemind.apps.frame.Results;
import io.hivemind.apps.frame.Share;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * One run: every worker computes its share of the area and adds it to the one shared number, under the lock.
 *
 * @param steps how many strips
 * @param threads how many threads of each drone compute
 * @param serial whether to compute once more in one thread
 * @param options all of this as text
 */
record PiJob(long steps, int threads, boolean serial, SequencedMap<String, String> options) implements Job {
    /** The lock that guards the sum. */
    private static final int SUM = 1;

    private static final Area WARM_UP = new Area(20_000_000);

    @Override
    public void check() {}

    @Override
    public long heapBytes(int drones) {
        return Long.BYTES + HeapCheck.OVERHEAD;
    }

    @Override
    public Optional<Results> run(Hive hive) throws InterruptedException {
        HeapCheck.require(hive, "sum", heapBytes(hive.size()));
        Area area = new Area(steps);
        SharedLongs sum = hive.longs("pi.sum", 1);
        SharedLock lock = hive.lock(SUM);
        Progress progress = Progress.ofThisDrone();
        warmUp();
        var measurement = Measurement.begin(hive);
        Crew.run(threads, thread -> {
            int worker = hive.rank() * threads + thread;
            Share share = Share.of(area.blocks(), worker, hive.size() * threads);
            long units = area.of(share, done -> progress.done(done, share.length()));
            lock.lock();
            try {
                sum.set(0, sum.get(0) + units);
            } finally {
                lock.unlock();
            }
        });
        Measured measured = measurement.end();
        progress.over();
        return hive.rank() == 0 ? Optional.of(results(hive, area, sum.get(0), measured)) : Optional.empty();
    }

    @Override
    public double plain(int workers) throws InterruptedException {
        Area area = new Area(steps);
        Progress progress = Progress.ofThisDrone();
        var sum = new LongAdder();
        warmUp();
        long begin = System.nanoTime();
        Crew.run(workers, worker -> {
            Share share = Share.of(area.blocks(), worker, workers);
            sum.add(area.of(share, done -> progress.done(done, share.length())));
        });
        double seconds = (System.nanoTime() - begin) / 1e9;
        progress.over();
        if (!isPi(area, sum.sum())) {
            throw new IllegalStateException(
                    "The area without a hive is " + Area.toDouble(sum.sum()) + ", which is not π.");
        }
        return seconds;
    }

    private void warmUp() {
        if (steps > WARM_UP.steps()) {
            WARM_UP.of(Share.of(WARM_UP.blocks(), 0, 1), _ -> {});
        }
    }

    private Results results(Hive hive, Area area, long units, Measured measured) throws InterruptedException {
        var details = new LinkedHashMap<String, Object>();
        details.put("threads", threads);
        details.put("pi", Area.toDouble(units));
        details.put("error", Math.abs(Area.toDouble(units) - Math.PI));
        details.put("tolerance", area.tolerance());
        return new Results(
                "pi",
                hive.memory().pageSize(),
                steps,
                "steps",
                isPi(area, units),
                measured,
                serial ? OptionalDouble.of(plain(1)) : OptionalDouble.empty(),
                details,
                options);
    }

    private static boolean isPi(Area area, long units) {
        return Math.abs(Area.toDouble(units) - Math.PI) <= area.tolerance();
    }
}
