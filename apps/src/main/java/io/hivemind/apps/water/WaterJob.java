package io.hivemind.apps.water;

import io.hivemind.Hive;
import io.hivemind.apps.frame.Crew;
import io.hivemind.apps.frame.HeapCheck;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Measurement;
import io.hivemind.apps.frame.Measurement.Measured;
import io.hivemind.apps.frame.Progress;
import io.hivemind.apps.frame.Ration;
import io.hivemind.apps.frame.Results;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntConsumer;

/** One run: all drones move the molecules, then drone 0 moves them again on plain arrays and compares. */
final class WaterJob implements Job {
    /** A small liquid that is moved before the measured part, so that the code is compiled by then. */
    private static final int WARM_UP_MOLECULES = 125;

    private static final int WARM_UP_STEPS = 40;

    private final Settings settings;
    private final Model model;

    WaterJob(Settings settings) {
        this.settings = settings;
        this.model = new Model(settings.molecules());
    }

    @Override
    public void check() {
        // Nothing outside is needed.
    }

    @Override
    public long heapBytes(int drones) {
        long arrays = 2L * layout(drones * settings.threads()).length() + (long) settings.steps() * Totals.WIDTH;
        return arrays * Double.BYTES + HeapCheck.OVERHEAD;
    }

    @Override
    public Optional<Results> run(Hive hive) throws InterruptedException {
        HeapCheck.require(hive, "liquid", heapBytes(hive.size()));
        var layout = layout(hive.size() * settings.threads());
        var liquid = Liquid.lattice(layout, model, settings.seed());
        warmUp();
        var progress = Progress.ofThisDrone();
        int first = hive.rank() * settings.threads();
        var measurement = Measurement.begin(hive);
        Crew.run(settings.threads(), worker -> {
            var exchange = new SharedExchange(hive, settings, liquid, first + worker);
            IntConsumer done = step -> progress.done(step, settings.steps());
            new Worker(new Block(model, liquid, first + worker), exchange)
                    .run(settings.steps(), worker == 0 ? done : _ -> {});
        });
        Measured measured = measurement.end();
        progress.over();
        return hive.rank() == 0 ? Optional.of(results(hive, layout, measured)) : Optional.empty();
    }

    @Override
    public double plain(int threads) throws InterruptedException {
        warmUp();
        return plain(Liquid.lattice(layout(threads), model, settings.seed())).seconds();
    }

    private Layout layout(int workers) {
        return new Layout(settings.molecules(), workers);
    }

    private static void warmUp() throws InterruptedException {
        var few = new Model(WARM_UP_MOLECULES);
        PlainExchange.move(few, Liquid.lattice(new Layout(WARM_UP_MOLECULES, 1), few, 0), WARM_UP_STEPS);
    }

    /** A run on plain arrays, and how long it took. */
    private record Timed(Outcome outcome, double seconds) {}

    private Timed plain(Liquid liquid) throws InterruptedException {
        long begin = System.nanoTime();
        Totals totals = PlainExchange.move(model, liquid, settings.steps());
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (!totals.isConserved()) {
            throw new IllegalStateException("The steps on plain arrays did not conserve energy and momentum.");
        }
        return new Timed(new Outcome(liquid.layout(), liquid.positions(), totals), seconds);
    }

    private Results results(Hive hive, Layout layout, Measured measured) throws InterruptedException {
        var outcome = outcome(hive, layout);
        var details = new LinkedHashMap<String, Object>();
        details.put("threads", settings.threads());
        details.put("steps", settings.steps());
        details.put("potential", outcome.totals().potential(settings.steps() - 1));
        details.put("kinetic", outcome.totals().kinetic(settings.steps() - 1));
        boolean verified = outcome.totals().isConserved();
        OptionalDouble serialSeconds = OptionalDouble.empty();
        if (Ration.of(hive).allowsSerial(settings.serial(), details)) {
            Timed serial = plain(Liquid.lattice(layout(1), model, settings.seed()));
            serialSeconds = OptionalDouble.of(serial.seconds());
            details.put("difference", outcome.difference(serial.outcome()));
            verified &= outcome.agreesWith(serial.outcome());
        }
        return new Results(
                "water",
                hive.memory().pageSize(),
                settings.molecules(),
                "molecules",
                verified,
                measured,
                serialSeconds,
                details,
                settings.options());
    }

    private Outcome outcome(Hive hive, Layout layout) {
        double[] positions = new double[layout.length()];
        SharedExchange.positions(hive, layout).get(0, positions);
        double[] totals = new double[settings.steps() * Totals.WIDTH];
        SharedExchange.totals(hive, settings).get(0, totals);
        return new Outcome(layout, positions, Totals.of(totals));
    }
}
