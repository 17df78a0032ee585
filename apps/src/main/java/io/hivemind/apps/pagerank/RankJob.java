package io.hivemind.apps.pagerank;

import io.hivemind.Hive;
import io.hivemind.apps.frame.Crew;
import io.hivemind.apps.frame.Destination;
import io.hivemind.apps.frame.HeapCheck;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Measurement;
import io.hivemind.apps.frame.Measurement.Measured;
import io.hivemind.apps.frame.Progress;
import io.hivemind.apps.frame.Ration;
import io.hivemind.apps.frame.Results;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/** One run. Drone 0 puts the graph into shared memory, and checks the ranks; in between all drones work. */
final class RankJob implements Job {
    /** The names under which drone 0 tells the others how large the graph is. */
    private static final String VERTICES = "pagerank.vertices";

    private static final String EDGES = "pagerank.edges";

    /** How far a rank may be from that of the textbook's loops. */
    private static final double TOLERATED = 1e-12;

    /** From so many edges times iterations on the work lasts long enough for compiled code to matter. */
    private static final long LONG = 1_000_000;

    private static final int WARM_UP_VERTICES = 4_000;
    private static final int WARM_UP_DEGREE = 16;

    private final Settings settings;

    /** The graph, once drone 0 or the launcher has looked. */
    private Optional<Graph> graph = Optional.empty();

    RankJob(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void check() {
        if (settings.edges().isPresent()) {
            graph();
        }
        settings.output().ifPresent(file -> Destination.check(file, "list of ranks"));
    }

    @Override
    public long heapBytes(int drones) {
        return settings.edges().isPresent()
                ? neededBytes(graph().vertices(), graph().edges())
                : neededBytes(settings.vertices(), (long) settings.vertices() * settings.degree());
    }

    @Override
    public Optional<Results> run(Hive hive) throws InterruptedException {
        boolean first = hive.rank() == 0;
        if (settings.edges().isEmpty()) {
            // Drone 0 has the graph twice while it makes it, the others have their parts.
            HeapCheck.requirePlain("graph", first ? 2 * heapBytes(hive.size()) : heapBytes(hive.size()) / hive.size());
        }
        if (first) {
            hive.publish(VERTICES, graph().vertices());
            hive.publish(EDGES, graph().edges());
        }
        int vertices = (int) hive.lookup(VERTICES);
        HeapCheck.require(hive, "graph", neededBytes(vertices, hive.lookup(EDGES)));
        var shared = new SharedGraph(hive, vertices, (int) hive.lookup(EDGES), hive.size() * settings.threads());
        if (first) {
            shared.put(graph());
        }
        hive.barrier();
        var parts = new Part[settings.threads()];
        var exchanges = new HiveExchange[settings.threads()];
        for (int thread = 0; thread < settings.threads(); thread++) {
            parts[thread] = shared.part(hive.rank() * settings.threads() + thread, settings.damping());
            exchanges[thread] = new HiveExchange(hive, vertices, settings.threads());
        }
        warmUp((long) vertices + hive.lookup(EDGES));
        int[] iterations = new int[settings.threads()];
        var progress = Progress.ofThisDrone();
        var measurement = Measurement.begin(hive);
        Crew.run(
                settings.threads(),
                thread -> iterations[thread] = new Worker(
                                parts[thread],
                                exchanges[thread],
                                settings,
                                n -> progress.done(n, settings.iterations()))
                        .run());
        Measured measured = measurement.end();
        progress.over();
        return first ? Optional.of(results(hive, exchanges[0].ranks(), iterations[0], measured)) : Optional.empty();
    }

    @Override
    public double plain(int threads) throws InterruptedException {
        warmUp(graph().vertices() + (long) graph().edges());
        var ranks = new PlainRanks(graph(), settings.damping(), threads);
        long begin = System.nanoTime();
        int iterations = ranks.run(settings);
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (!areRight(ranks.ranks(), PlainRanks.textbook(graph(), settings.damping(), iterations))) {
            throw new IllegalStateException("The ranks on plain arrays are wrong.");
        }
        return seconds;
    }

    /** {@return whether the ranks are those of the textbook, and are the probabilities of a walk's being somewhere} */
    static boolean areRight(double[] ranks, double[] textbook) {
        for (int vertex = 0; vertex < ranks.length; vertex++) {
            if (!(Math.abs(ranks[vertex] - textbook[vertex]) <= TOLERATED)) {
                return false;
            }
        }
        return ranks.length == textbook.length && Math.abs(Arrays.stream(ranks).sum() - 1) <= TOLERATED * 1_000;
    }

    private Graph graph() {
        Graph known = graph.orElseGet(() -> settings.edges()
                .map(EdgeFile::read)
                .orElseGet(() -> MadeUpGraph.of(settings.vertices(), settings.degree(), settings.seed())));
        graph = Optional.of(known);
        return known;
    }

    private static long neededBytes(long vertices, long edges) {
        return SharedGraph.bytes(vertices, edges) + HiveExchange.bytes(vertices) + HeapCheck.OVERHEAD;
    }

    private void warmUp(long work) throws InterruptedException {
        if (work * settings.iterations() >= LONG) {
            var small = MadeUpGraph.of(WARM_UP_VERTICES, WARM_UP_DEGREE, settings.seed());
            new PlainRanks(small, settings.damping(), 1).run(settings);
        }
    }

    private Results results(Hive hive, double[] ranks, int iterations, Measured measured) throws InterruptedException {
        boolean right = areRight(ranks, PlainRanks.textbook(graph(), settings.damping(), iterations));
        settings.output().ifPresent(file -> RankFile.write(file, graph(), ranks));
        var details = new LinkedHashMap<String, Object>();
        details.put("threads", settings.threads());
        details.put("edges", graph().edges());
        details.put("dangling", graph().dangling());
        details.put("iterations", iterations);
        details.put("sum", Arrays.stream(ranks).sum());
        details.put("top", top(ranks));
        OptionalDouble serialSeconds = Ration.of(hive).allowsSerial(settings.serial(), details)
                ? OptionalDouble.of(plain(1))
                : OptionalDouble.empty();
        return new Results(
                "pagerank",
                hive.memory().pageSize(),
                ranks.length,
                "vertices",
                right,
                measured,
                serialSeconds,
                details,
                settings.options());
    }

    private SequencedMap<String, Object> top(double[] ranks) {
        var top = new LinkedHashMap<String, Object>();
        RankFile.best(ranks).forEach(vertex -> top.put(String.valueOf(graph().name(vertex)), ranks[vertex]));
        return top;
    }
}
