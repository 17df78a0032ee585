package io.hivemind.bench.primitives;

import io.hivemind.Hive;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** What each drone's process runs: joins the hive, measures with the others, and on drone 0 writes down what came out. */
public final class Main {
    private Main() {}

    /** Measures what the arguments, those of a {@link Plan}, say. */
    public static void main(String[] arguments) throws IOException {
        Plan plan = Plan.fromArguments(List.of(arguments));
        Hive hive = Hive.join();
        hive.barrier();
        long readyMillis = System.currentTimeMillis() - plan.startedMillis();
        try (Echo echo = Echo.between(hive)) {
            List<Batch> batches = measure(hive, echo, plan);
            if (hive.rank() == 0) {
                Files.writeString(plan.results(), new Observations(hive.size(), readyMillis, batches).toText());
            }
            hive.close();
        }
    }

    private static List<Batch> measure(Hive hive, Echo echo, Plan plan) {
        List<Measurement> measurements = measurements(hive, echo, plan);
        Bout bout = new Bout(hive, plan.samples());
        for (int round = 0; round < plan.warmUps(); round++) {
            measurements.forEach(measurement -> bout.run(measurement, Pace.BACK_TO_BACK));
        }
        List<Batch> batches = new ArrayList<>();
        for (int round = 0; round < plan.rounds(); round++) {
            for (Pace pace : Pace.values()) {
                for (Measurement measurement : measurements) {
                    if (measurement.hasPace(pace)) {
                        double[] nanos = bout.run(measurement, pace);
                        batches.add(new Batch(measurement.primitive(), pace, nanos));
                    }
                }
            }
        }
        return batches;
    }

    private static List<Measurement> measurements(Hive hive, Echo echo, Plan plan) {
        int samples = plan.samples();
        List<Measurement> all = new ArrayList<>();
        all.add(new RawMeasurement(Primitive.RAW_SMALL, echo, 64));
        all.add(new RawMeasurement(Primitive.RAW_PAGE, echo, 4096));
        all.add(new BarrierMeasurement(hive));
        if (!plan.barriersOnly()) {
            all.add(new RelockMeasurement(hive));
            all.add(new LockMeasurement(hive, Primitive.LOCK_TWO, 1, 1));
            if (hive.size() > 2) {
                all.add(new LockMeasurement(hive, Primitive.LOCK_THREE, 2, 1));
            }
            all.add(new PageMeasurement.FirstWritten(hive, samples, plan.batches()));
            all.add(new PageMeasurement.Diffs(hive, Primitive.DIFF_WORD, false, samples));
            all.add(new PageMeasurement.Diffs(hive, Primitive.DIFF_PAGE, true, samples));
            all.add(new PageMeasurement.FirstStore(hive, samples));
            all.add(new PageMeasurement.Copies(hive, samples));
        }
        return all;
    }
}
