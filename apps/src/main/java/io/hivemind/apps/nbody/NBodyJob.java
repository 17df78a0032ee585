package io.hivemind.apps.nbody;

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

/** One run. Drone 0 makes the bodies, and checks where they have come; in between all drones move them. */
final class NBodyJob implements Job {
    /** How much of its energy a system may lose or win, where it is not compared with the serial run. */
    private static final double TOLERATED_DRIFT = 0.01;

    /** From so many bodies times steps on the work lasts long enough for compiled code to matter. */
    private static final long LONG = 20_000;

    private static final int WARM_UP_BODIES = 1_500;
    private static final int WARM_UP_STEPS = 10;

    private final Settings settings;

    NBodyJob(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void check() {
        // Nothing outside the program is named by its options.
    }

    @Override
    public long heapBytes(int drones) {
        return HiveExchange.bytes(settings.bodies()) + HeapCheck.OVERHEAD;
    }

    @Override
    public Optional<Results> run(Hive hive) throws InterruptedException {
        HeapCheck.require(hive, "system of bodies", heapBytes(hive.size()));
        HeapCheck.requirePlain(
                "system of bodies with its tree", settings.threads() * HiveExchange.bytes(settings.bodies()));
        int workers = hive.size() * settings.threads();
        var exchange = new HiveExchange(hive, settings.bodies(), settings.threads());
        if (hive.rank() == 0) {
            double[] positions = new double[3 * settings.bodies()];
            double[] velocities = new double[3 * settings.bodies()];
            Plummer.fill(positions, velocities, settings.seed());
            exchange.begin(positions, velocities);
        }
        warmUp();
        var progress = Progress.ofThisDrone();
        var measurement = Measurement.begin(hive);
        Crew.run(settings.threads(), thread -> {
            int number = hive.rank() * settings.threads() + thread;
            new Worker(number, workers, settings, exchange, step -> progress.done(step, settings.steps())).run();
        });
        Measured measured = measurement.end();
        progress.over();
        return hive.rank() == 0 ? Optional.of(results(hive, exchange, measured)) : Optional.empty();
    }

    @Override
    public double plain(int threads) throws InterruptedException {
        warmUp();
        var bodies = new PlainBodies(settings, threads);
        double seconds = seconds(bodies);
        double drift = drift(bodies.energy(false), bodies.energy(true));
        if (!(drift <= TOLERATED_DRIFT)) {
            throw new IllegalStateException("The bodies on plain arrays have changed their energy by the part " + drift
                    + " of it, more than " + TOLERATED_DRIFT + ": the result is wrong, or a step takes too much time.");
        }
        return seconds;
    }

    private static double seconds(PlainBodies bodies) throws InterruptedException {
        long begin = System.nanoTime();
        bodies.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    /** {@return by which part of it the energy has changed} With one step only there is nothing to compare. */
    private double drift(double first, double last) {
        return settings.steps() == 1 ? 0 : Math.abs((last - first) / first);
    }

    private void warmUp() throws InterruptedException {
        if ((long) settings.bodies() * settings.steps() >= LONG) {
            new PlainBodies(settings.with(WARM_UP_BODIES, WARM_UP_STEPS), 1).run();
        }
    }

    private Results results(Hive hive, HiveExchange exchange, Measured measured) throws InterruptedException {
        double[] positions = new double[3 * settings.bodies()];
        double[] velocities = new double[3 * settings.bodies()];
        exchange.positions(positions);
        exchange.velocities(velocities);
        double drift = drift(exchange.energy(false), exchange.energy(true));
        boolean right = drift <= TOLERATED_DRIFT;
        OptionalDouble serialSeconds = OptionalDouble.empty();
        var details = new LinkedHashMap<String, Object>();
        if (Ration.of(hive).allowsSerial(settings.serial(), details)) {
            var serial = new PlainBodies(settings, 1);
            serialSeconds = OptionalDouble.of(seconds(serial));
            right = serial.areAt(positions, velocities);
        }
        details.put("threads", settings.threads());
        details.put("steps", settings.steps());
        details.put("theta", settings.theta());
        details.put("energy", exchange.energy(false));
        details.put("drift", drift);
        return new Results(
                "nbody",
                hive.memory().pageSize(),
                settings.bodies(),
                "bodies",
                right,
                measured,
                serialSeconds,
                details,
                settings.options());
    }
}
