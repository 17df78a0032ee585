package io.hivemind.simulator;

import io.hivemind.simulator.Program.Bond;
import io.hivemind.simulator.Program.Chapter;
import io.hivemind.simulator.Program.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Chapters in which threads go over the whole heap, coming back to a few hot places all the while: under locks, so that all of it
 * moves from drone to drone, or for long without any synchronisation.
 */
final class SweepChapters {
    private static final int WIDEST = 8;
    private static final int MOST_SWEEPERS = 3;

    /** A field, which is a variable on most pages, in the order of their addresses; and the lock that guards it. */
    private record Guarded(long lock, List<Op.Var> field) {}

    /** A field, and the one thread that ever uses it. */
    private record Owned(int thread, List<Op.Var> field) {}

    private final SplittableRandom random;
    private final Cast cast;
    private final Uses uses;
    private final List<Guarded> guarded = new ArrayList<>();
    private final List<Owned> owned = new ArrayList<>();

    SweepChapters(SplittableRandom random, Cast cast, Layout layout, Uses uses, LockChapters locks) {
        this.random = random;
        this.cast = cast;
        this.uses = uses;
        int pages = layout.pages() - 1;
        for (int i = random.nextInt(2); i >= 0; i--) {
            guarded.add(new Guarded(locks.anyLock(), field(random, layout, pages)));
        }
        List<Integer> alone = Cast.some(random, cast.everybody(), 1);
        for (int thread : alone.subList(0, Math.min(MOST_SWEEPERS, alone.size()))) {
            owned.add(new Owned(thread, field(random, layout, pages)));
        }
    }

    /** {@return some threads that go over much of the heap, or one that does so alone} */
    Chapter sweep() {
        return cast.talkers().isEmpty() || random.nextInt(3) == 0 ? alone() : underLock();
    }

    private static List<Op.Var> field(SplittableRandom random, Layout layout, int pages) {
        List<Op.Var> variables = new ArrayList<>();
        double share = random.nextInt(3) == 0 ? random.nextDouble() : 1;
        for (int page = 0; page < pages; page++) {
            if (random.nextDouble() < share) {
                layout.placeOn(page, 1 + random.nextInt(WIDEST)).ifPresent(variables::add);
            }
        }
        return variables;
    }

    private Chapter alone() {
        List<Part> parts = new ArrayList<>();
        for (Owned one : owned) {
            if (random.nextInt(3) > 0 && cast.plays(one.thread())) {
                parts.add(new Part(one.thread(), over(one.field(), drawnWrites())));
            }
        }
        return new Chapter("sweeps alone", Bond.NONE, parts);
    }

    private Chapter underLock() {
        Guarded chosen = guarded.get(random.nextInt(guarded.size()));
        List<Integer> threads = Cast.some(random, cast.talkers(), 1);
        List<Part> parts = new ArrayList<>();
        for (int thread : threads.subList(0, Math.min(MOST_SWEEPERS, threads.size()))) {
            List<Op.Var> variables = chosen.field();
            int band = random.nextBoolean() ? variables.size() + 1 : 1 + random.nextInt(12);
            double writes = drawnWrites();
            List<Op> ops = new ArrayList<>();
            for (int from = 0; from < variables.size(); from += band) {
                List<Op.Var> some = variables.subList(from, Math.min(variables.size(), from + band));
                ops.add(new Op.Locked(chosen.lock(), Op.Manner.WAIT, over(some, writes)));
            }
            parts.add(new Part(thread, ops));
        }
        return new Chapter("sweeps under lock " + chosen.lock(), Bond.NONE, parts);
    }

    private double drawnWrites() {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> 1;
            default -> random.nextDouble();
        };
    }

    /** Upwards or downwards, from anywhere on, and every now and then back to one of three hot variables. */
    private List<Op> over(List<Op.Var> variables, double writes) {
        int count = variables.size();
        List<Op> ops = new ArrayList<>();
        int from = count == 0 ? 0 : random.nextInt(count);
        int step = random.nextBoolean() ? 1 : count - 1;
        double hot = random.nextBoolean() ? 0 : random.nextDouble() * 0.5;
        for (int i = 0; i < count; i++) {
            Op.Var variable = variables.get((from + i * step) % count);
            ops.add(uses.one(variable, random.nextDouble() < writes));
            if (random.nextDouble() < hot) {
                ops.add(uses.one(variables.get(random.nextInt(Math.min(3, count))), random.nextDouble() < writes));
            }
        }
        return ops;
    }
}
