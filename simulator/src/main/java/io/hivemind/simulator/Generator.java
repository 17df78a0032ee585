package io.hivemind.simulator;

import io.hivemind.simulator.Program.Bond;
import io.hivemind.simulator.Program.Chapter;
import io.hivemind.simulator.Program.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Makes up a program: draws how often each kind of chapter comes, then the chapters one after the other. */
final class Generator {
    /** The barrier at which the auditors meet. */
    static final int LAST_BARRIER = 1_000_000;

    private static final int[] PAGE_SIZES = {8, 16, 16, 32, 64, 128, 256};
    private static final int MOST_AUDITS = 20_000;

    /** The kinds of chapters. */
    private enum Kind {
        REGIONS,
        MIGRATION,
        READERS,
        PHASE,
        QUEUE,
        GATE,
        HAND_OVER,
        ALONE,
        RACE,
        COLLECT,
        SWEEP,
        SURVEY
    }

    /** Kinds in which threads wait for what others do, which may fail before. */
    private static final List<Kind> NEEDING_ALL = List.of(Kind.QUEUE, Kind.HAND_OVER, Kind.RACE);

    private final SplittableRandom random;
    private final Workload workload;
    private final int length;
    private final boolean failing;
    private final Changes changes;
    private final Cast cast;
    private final Layout layout;
    private final Uses uses;
    private final LockChapters locks;
    private final MonitorChapters monitors;
    /** Only where room is bounded. */
    private final Optional<SweepChapters> sweeps;

    private final List<PhaseChapters> groups = new ArrayList<>();
    /** By thread. */
    private final Map<Integer, List<Op.Var>> alone = new TreeMap<>();

    private final List<Chapter> chapters = new ArrayList<>();

    private Generator(SplittableRandom random, SimulationOptions options, boolean bounded, boolean failing) {
        this.random = random;
        this.workload = options.workload();
        this.failing = failing;
        this.length = length(options.length());
        // Whoever is alone does not bound its room, so that it cannot take anybody in if the others do.
        this.changes =
                bounded && options.drones() == 1 ? Changes.none() : Changes.draw(random.split(), options, length);
        int workers = options.threads() > 0 ? options.threads() : 1 + random.nextInt(4);
        double silence = workload == Workload.HANDOVER ? 1 : random.nextInt(3) == 0 ? random.nextDouble() : 0;
        cast = Cast.draw(random, options.drones(), changes.joins(), workers, silence);
        int pageSize = options.pageSize() > 0 ? options.pageSize() : pageSize(bounded);
        int few = workload == Workload.SCALE ? 2 * options.drones() : 1 + random.nextInt(1 + random.nextInt(24));
        int pages = bounded ? Math.max(few, Rooms.pages(random, options.drones(), pageSize)) : few;
        layout = new Layout(random.split(), pageSize, pages, few);
        boolean racing =
                !failing && (workload == Workload.RACES || (workload == Workload.MIX && random.nextInt(3) == 0));
        uses = new Uses(random.split(), racing ? random.nextDouble() * 0.3 : 0, random.nextDouble() * 0.4);
        if (racing) {
            for (int i = random.nextInt(4); i >= 0; i--) {
                uses.addRacy(layout.placeRacy(1 << random.nextInt(4)));
            }
        }
        int lockCount = workload == Workload.SCALE ? options.drones() / 4 + 1 : 1 + random.nextInt(6);
        locks = new LockChapters(random.split(), cast, layout, uses, lockCount);
        monitors = new MonitorChapters(random.split(), cast, layout, uses, locks, failing);
        sweeps = bounded ? Optional.of(new SweepChapters(random.split(), cast, layout, uses, locks)) : Optional.empty();
        placeGroups(bounded ? pages : 0);
        cast.everybody().forEach(thread -> alone.put(thread, List.of(layout.place(1 + random.nextInt(9)))));
    }

    /**
     * {@return a program for these options, the same for the same random source}
     *
     * @param bounded whether drones will have less room than they want, so that the heap must be larger
     * @param failing whether drones may fail, so that nobody may wait for what another does
     */
    static Program program(SplittableRandom random, SimulationOptions options, boolean bounded, boolean failing) {
        return new Generator(random, options, bounded, failing).generate();
    }

    private int length(int wanted) {
        return workload == Workload.SCALE ? (wanted + 1) / 2 : wanted / 2 + random.nextInt(wanted + 1) + 1;
    }

    private Program generate() {
        Map<Kind, Integer> weights = weights();
        if (failing) {
            NEEDING_ALL.forEach(kind -> weights.put(kind, 0));
            weights.put(Kind.GATE, workload == Workload.CONDITIONS ? 6 : 0);
        }
        AttendanceChapters attendance = new AttendanceChapters(random.split(), changes, cast, layout, locks);
        for (int i = 0; i < length; i++) {
            chapters.addAll(attendance.before(i));
            add(drawn(weights), attendance);
        }
        chapters.addAll(attendance.before(length));
        chapters.add(audit());
        return new Program(
                cast.founders(),
                cast.newcomers(),
                cast.threads(),
                layout.pageSize(),
                layout.pages(),
                layout.racy(),
                List.copyOf(chapters));
    }

    private int pageSize(boolean bounded) {
        return bounded ? Rooms.pageSize(random) : PAGE_SIZES[random.nextInt(PAGE_SIZES.length)];
    }

    private void placeGroups(int sweptPages) {
        int count = switch (workload) {
            case BARRIERS, ROOM, SCALE -> 1 + random.nextInt(2);
            case MIX, COLLECTIONS, RACES, HANDOVER, READERS -> random.nextInt(3);
            case LOCKS, CONDITIONS, MIGRATORY -> 0;
        };
        for (int i = 0; i < count && cast.fewestTalkative() > 0; i++) {
            int barrier = random.nextInt(3) == 0 ? -1 - i : i;
            groups.add(new PhaseChapters(random.split(), cast, layout, uses, locks, barrier, sweptPages));
        }
    }

    /** How often each kind of chapter comes. */
    private Map<Kind, Integer> weights() {
        return switch (workload) {
            case MIX, COLLECTIONS -> drawnWeights();
            case LOCKS -> inOrder(8, 1, 1, 0, 0, 0, 0, 2, 0, 0, 1, 1);
            case BARRIERS -> inOrder(1, 0, 0, 8, 0, 0, 0, 1, 0, 0, 1, 1);
            case CONDITIONS -> inOrder(1, 0, 0, 0, 5, 4, 0, 1, 0, 0, 1, 1);
            case MIGRATORY -> inOrder(1, 8, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1);
            case READERS -> inOrder(1, 0, 8, 2, 0, 0, 0, 1, 0, 0, 1, 1);
            case HANDOVER -> inOrder(2, 0, 0, 1, 0, 1, 8, 1, 0, 0, 1, 1);
            case RACES -> inOrder(3, 1, 0, 3, 1, 1, 0, 1, 5, 0, 1, 1);
            case ROOM -> inOrder(2, 2, 1, 4, 1, 1, 1, 2, 0, 0, 4, 1);
            case SCALE -> inOrder(2, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0);
        };
    }

    private static Map<Kind, Integer> inOrder(int... weights) {
        Map<Kind, Integer> byKind = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            byKind.put(kind, weights[byKind.size()]);
        }
        return byKind;
    }

    private Map<Kind, Integer> drawnWeights() {
        Map<Kind, Integer> weights = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            weights.put(kind, random.nextInt(3) == 0 ? 0 : random.nextInt(10));
        }
        weights.merge(Kind.REGIONS, 1, Integer::sum);
        weights.put(Kind.SURVEY, random.nextInt(2));
        weights.put(Kind.COLLECT, workload == Workload.COLLECTIONS ? 2 + random.nextInt(6) : random.nextInt(2));
        return weights;
    }

    private Kind drawn(Map<Kind, Integer> weights) {
        int sum = weights.values().stream().mapToInt(Integer::intValue).sum();
        int left = random.nextInt(sum);
        for (Map.Entry<Kind, Integer> weight : weights.entrySet()) {
            left -= weight.getValue();
            if (left < 0) {
                return weight.getKey();
            }
        }
        throw new IllegalStateException("the weights have changed under way");
    }

    /** Adds a chapter, or none if the program has not whom it needs. */
    private void add(Kind kind, AttendanceChapters attendance) {
        boolean several = cast.talkers().size() > 1;
        switch (kind) {
            case REGIONS -> chapters.add(locks.regions());
            case MIGRATION -> chapters.add(locks.migration());
            case READERS -> chapters.add(locks.readers());
            case PHASE -> phase();
            case QUEUE -> {
                if (several) {
                    chapters.add(monitors.queue());
                }
            }
            case GATE -> {
                if (several) {
                    chapters.add(monitors.gate());
                }
            }
            case HAND_OVER -> {
                if (!cast.silent().isEmpty()) {
                    chapters.add(monitors.handOver());
                }
            }
            case ALONE -> chapters.add(alone());
            case RACE -> race();
            case SWEEP -> sweeps.ifPresent(each -> chapters.add(each.sweep()));
            case COLLECT -> collect();
            case SURVEY -> chapters.add(attendance.survey());
        }
    }

    private void phase() {
        if (!groups.isEmpty()) {
            PhaseChapters group = groups.get(random.nextInt(groups.size()));
            chapters.add(random.nextInt(3) == 0 ? group.sweep() : group.phase());
            chapters.add(group.meeting());
        }
    }

    private Chapter alone() {
        List<Part> parts = new ArrayList<>();
        for (int thread : cast.all()) {
            if (random.nextInt(3) > 0) {
                parts.add(new Part(thread, uses.some(alone.getOrDefault(thread, List.of()), 6, 0.6)));
            }
        }
        return new Chapter("everybody alone", Bond.NONE, parts);
    }

    private void race() {
        if (!uses.hasRacy()) {
            return;
        }
        List<Part> parts = new ArrayList<>();
        for (int thread : Cast.some(random, cast.all(), 1)) {
            List<Op> ops = new ArrayList<>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                ops.add(uses.race());
            }
            parts.add(new Part(thread, ops));
        }
        chapters.add(new Chapter("races", Bond.NONE, parts));
    }

    private void collect() {
        List<Part> parts = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            List<Integer> drones = cast.present();
            int thread = cast.thread(drones.get(random.nextInt(drones.size())), 0);
            parts.add(new Part(thread, List.of(new Op.Pause(random.nextInt(500)), new Op.Collect())));
        }
        chapters.add(new Chapter("collection", Bond.NONE, parts));
    }

    /** At the end all drones must agree on every page. Among very many drones some look at one page only. */
    private Chapter audit() {
        int pages = layout.pages();
        int whole = Math.max(1, cast.drones() * pages / MOST_AUDITS);
        List<Part> parts = new ArrayList<>();
        for (int drone : cast.present()) {
            List<Op> ops = new ArrayList<>();
            ops.add(new Op.Join());
            if (cast.newcomers() > 0) {
                ops.add(new Op.Gather());
            }
            ops.add(new Op.Arrive(LAST_BARRIER, 1, false));
            for (int i = 0; i < (drone % whole == 0 ? pages : 1); i++) {
                ops.add(new Op.Audit((i + drone) % pages));
            }
            parts.add(new Part(cast.auditor(drone), ops));
        }
        return new Chapter("audit", Bond.DRONE, parts);
    }
}
