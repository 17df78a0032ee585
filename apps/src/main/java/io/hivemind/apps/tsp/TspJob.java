package io.hivemind.apps.tsp;

import io.hivemind.Hive;
import io.hivemind.HiveView;
import io.hivemind.SharedDoubles;
import io.hivemind.SharedInts;
import io.hivemind.apps.frame.Crew;
import io.hivemind.apps.frame.HeapCheck;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Measurement;
import io.hivemind.apps.frame.Measurement.Measured;
import io.hivemind.apps.frame.Muster;
import io.hivemind.apps.frame.Results;
import io.hivemind.apps.frame.Telling;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One run. Drone 0 reads the cities and prepares the search; all drones search; then drone 0 checks what came out. During the search
 * drones may come and go; if drone 0 does, the next one checks, and reads the cities for that.
 */
final class TspJob implements Job {
    /** The name under which drone 0 tells the others how many cities there are. */
    private static final String CITIES = "tsp.cities";

    /** A small instance that is searched before the measured part, so that the code is compiled by then. */
    private static final Instance WARM_UP = Instance.random(14, 3);

    private final Settings settings;

    /** The cities, once drone 0 or the launcher has looked. */
    private Optional<Instance> known = Optional.empty();

    TspJob(Settings settings) {
        this.settings = settings;
    }

    /** A shortest tour, and how long it took to find. */
    private record Found(int length, double seconds) {}

    @Override
    public void check() {
        instance();
    }

    @Override
    public long heapBytes(int drones) {
        return heapBytes(instance().cities(), drones);
    }

    @Override
    public Optional<Results> run(Hive hive) throws InterruptedException {
        return run(hive, _ -> {});
    }

    @Override
    public Optional<Results> run(Hive hive, Consumer<Results> teller) throws InterruptedException {
        boolean first = hive.rank() == 0;
        boolean goesOn = hive.config().onFailure().goesOn();
        if (first || (goesOn && settings.file().isEmpty())) {
            hive.publish(CITIES, instance().cities());
        }
        int cities = (int) hive.lookup(CITIES);
        HeapCheck.require(hive, "search", heapBytes(cities, hive.size()));
        SharedInts distances = hive.ints("tsp.distances", (long) cities * cities);
        SharedDoubles potentials = hive.doubles("tsp.potentials", cities);
        var muster = new Muster(hive);
        var pool = pool(hive, cities, muster);
        if (first) {
            prepare(hive, distances, potentials, pool);
        }
        if (goesOn) {
            hive.onViewChange(view -> goOn(hive, view, distances, potentials, pool));
            goOn(hive, hive.view(), distances, potentials, pool);
        }
        warmUp();
        var measurement = Measurement.begin(hive, muster, pool::wake);
        if (hive.isNewcomer() && pool.isOver()) {
            muster.goUnused();
            return Optional.empty();
        }
        pool.awaitBegin();
        Problem problem = problem(cities, distances, potentials);
        Crew.run(settings.threads(), _ -> {
            var bound = new SharedBound(hive, cities, settings.racyBound());
            new Worker(problem, pool(hive, cities, muster), bound, settings.depth()).run();
        });
        if (muster.hasGone()) {
            return Optional.empty();
        }
        Measured measured = measurement.end();
        return Telling.by(hive, measured, teller, () -> results(hive, measured, pool.taken()));
    }

    private void prepare(Hive hive, SharedInts distances, SharedDoubles potentials, SharedPool pool) {
        int[] tour = FirstTour.of(instance());
        int length = instance().length(tour);
        distances.set(0, instance().distances());
        potentials.set(0, Ascent.potentials(instance(), settings.ascent(), length));
        new SharedBound(hive, instance().cities(), false).begin(length, tour);
        pool.begin();
    }

    /** Sees to it that nothing waits for drones that have failed: what they had in hand, or the whole search. */
    private synchronized void goOn(
            Hive hive, HiveView view, SharedInts distances, SharedDoubles potentials, SharedPool pool) {
        if (!view.has(hive.rank())) {
            return;
        }
        pool.takeBack();
        if (!view.has(0) && !hive.isNewcomer() && view.position(hive.rank()) == 0 && !pool.isBegun()) {
            prepare(hive, distances, potentials, pool);
        }
    }

    @Override
    public double plain(int threads) throws InterruptedException {
        warmUp();
        return searchPlain(instance(), settings.ascent(), threads).seconds();
    }

    private Instance instance() {
        Instance instance = known.orElseGet(() ->
                settings.file().map(TspLib::read).orElseGet(() -> Instance.random(settings.cities(), settings.seed())));
        known = Optional.of(instance);
        return instance;
    }

    private long heapBytes(int cities, int drones) {
        long words = (long) cities * cities
                + SharedBound.words(cities)
                + SharedPool.words(cities, settings.depth(), drones * settings.threads());
        return words * Integer.BYTES + (long) cities * Double.BYTES + HeapCheck.OVERHEAD;
    }

    private SharedPool pool(Hive hive, int cities, Muster muster) {
        return new SharedPool(hive, cities, settings.depth(), hive.size() * settings.threads(), muster::isGoing);
    }

    private static Problem problem(int cities, SharedInts distances, SharedDoubles potentials) {
        int[] rows = new int[cities * cities];
        distances.get(0, rows);
        double[] values = new double[cities];
        potentials.get(0, values);
        return new Problem(new Instance("shared", cities, rows), values);
    }

    private void warmUp() throws InterruptedException {
        searchPlain(WARM_UP, 0, 1);
    }

    private Found searchPlain(Instance instance, int ascent, int threads) throws InterruptedException {
        int[] tour = FirstTour.of(instance);
        int length = instance.length(tour);
        double[] potentials = Ascent.potentials(instance, ascent, length);
        var pool = new PlainPool(threads);
        var bound = new PlainBound(length, tour);
        long begin = System.nanoTime();
        var problem = new Problem(instance, potentials);
        Crew.run(threads, _ -> new Worker(problem, pool, bound, settings.depth()).run());
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (!isRight(instance, bound.tour(), bound.length())) {
            throw new IllegalStateException("The search on plain memory gave a wrong result.");
        }
        return new Found(bound.length(), seconds);
    }

    /** {@return whether this is a tour, of that length, and no longer than the shortest that has been published} */
    private static boolean isRight(Instance instance, int[] tour, int length) {
        return instance.isTour(tour)
                && instance.length(tour) == length
                && instance.optimum().orElse(length) == length;
    }

    private Results results(Hive hive, Measured measured, int taken) throws InterruptedException {
        Instance instance = instance();
        var bound = new SharedBound(hive, instance.cities(), false);
        int length = bound.length();
        boolean verified = isRight(instance, bound.tour(), length);
        OptionalDouble serialSeconds = OptionalDouble.empty();
        if (settings.serial()) {
            Found serial = searchPlain(instance, settings.ascent(), 1);
            serialSeconds = OptionalDouble.of(serial.seconds());
            verified &= serial.length() == length;
        }
        var details = new LinkedHashMap<String, Object>();
        details.put("threads", settings.threads());
        details.put("instance", instance.name());
        details.put("length", length);
        details.put("first", instance.length(FirstTour.of(instance)));
        details.put("taken", taken);
        details.put(
                "tour",
                IntStream.of(bound.tour())
                        .mapToObj(city -> String.valueOf(city + 1))
                        .collect(Collectors.joining(" ")));
        return new Results(
                "tsp",
                hive.memory().pageSize(),
                instance.cities(),
                "cities",
                verified,
                measured,
                serialSeconds,
                details,
                settings.options());
    }
}
