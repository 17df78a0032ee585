package io.hivemind.apps.matmul;

import io.hivemind.Hive;
import io.hivemind.apps.frame.Crew;
import io.hivemind.apps.frame.HeapCheck;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Measurement;
import io.hivemind.apps.frame.Measurement.Measured;
import io.hivemind.apps.frame.Progress;
import io.hivemind.apps.frame.Ration;
import io.hivemind.apps.frame.Results;
import io.hivemind.apps.frame.Share;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/**
 * One run: every worker makes its band of rows of both factors, and then computes its band of the product.
 *
 * @param size how many rows and columns the matrices have
 * @param seed what their elements are made from
 * @param threads how many threads of each drone multiply
 * @param serial whether to multiply once more on plain arrays
 * @param options all of this as text
 */
record MatMulJob(int size, long seed, int threads, boolean serial, SequencedMap<String, String> options)
        implements Job {
    /** From this size on the product takes long enough for compiled code to matter. */
    private static final int LONG = 256;

    @Override
    public void check() {}

    @Override
    public long heapBytes(int drones) {
        return 3L * size * size * Double.BYTES + HeapCheck.OVERHEAD;
    }

    @Override
    public Optional<Results> run(Hive hive) throws InterruptedException {
        HeapCheck.require(hive, "product", heapBytes(hive.size()));
        var ration = Ration.of(hive);
        // Beside a piece of A and the same of C there is a block of B, twice for a moment.
        int most = Math.max(1, ration.copied(2L * size * Double.BYTES, threads) - Product.BLOCK);
        int together = Math.min(Product.BLOCK, ration.touched((long) size * Double.BYTES, threads));
        var product =
                new Product(shared(hive, "a", together), shared(hive, "b", together), shared(hive, "c", together));
        warmUp();
        Crew.run(threads, thread -> product.fill(band(hive, thread), seed));
        var progress = Progress.ofThisDrone();
        var measurement = Measurement.begin(hive);
        Crew.run(threads, thread -> {
            Share band = band(hive, thread);
            product.multiply(band, most, done -> progress.done(done, product.steps(band, most)));
        });
        Measured measured = measurement.end();
        progress.over();
        return hive.rank() == 0 ? Optional.of(results(hive, product, measured)) : Optional.empty();
    }

    @Override
    public double plain(int workers) throws InterruptedException {
        Product product = Product.plain(size);
        double seconds = multiply(product, workers);
        if (!product.isConsistent(seed)) {
            throw new IllegalStateException("The product of plain matrices is wrong.");
        }
        return seconds;
    }

    private double multiply(Product product, int workers) throws InterruptedException {
        warmUp();
        product.fill(new Share(0, size), seed);
        var progress = Progress.ofThisDrone();
        long begin = System.nanoTime();
        Crew.run(workers, worker -> {
            Share band = Share.of(size, worker, workers);
            product.multiply(band, size, done -> progress.done(done, product.steps(band, size)));
        });
        double seconds = (System.nanoTime() - begin) / 1e9;
        progress.over();
        return seconds;
    }

    private Results results(Hive hive, Product product, Measured measured) throws InterruptedException {
        boolean right = product.isConsistent(seed);
        OptionalDouble serialSeconds = OptionalDouble.empty();
        var details = new LinkedHashMap<String, Object>();
        details.put("threads", threads);
        details.put("gflops", Math.round(2.0 * size * size * size / measured.seconds() / 1e7) / 100.0);
        if (Ration.of(hive).allowsSerial(serial, details)) {
            Product expected = Product.plain(size);
            serialSeconds = OptionalDouble.of(multiply(expected, 1));
            right &= product.equals(expected, new Share(0, size));
        }
        return new Results(
                "matmul",
                hive.memory().pageSize(),
                size,
                "rows and columns",
                right,
                measured,
                serialSeconds,
                details,
                options);
    }

    private void warmUp() {
        if (size >= LONG) {
            Product.warmUp();
        }
    }

    private Share band(Hive hive, int thread) {
        return Share.of(size, hive.rank() * threads + thread, hive.size() * threads);
    }

    private Matrix shared(Hive hive, String name, int together) {
        return new Matrix.Shared(hive.doubles("matmul." + name, (long) size * size), size, together);
    }
}
