package io.hivemind.simulator;

import io.hivemind.simulator.Program.Bond;
import io.hivemind.simulator.Program.Chapter;
import io.hivemind.simulator.Program.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Chapters in which data is guarded by locks. Locks are nested in ascending order only, so nobody waits in a circle. */
final class LockChapters {
    /** A lock and the variables it guards. */
    private record Guard(long lock, List<Op.Var> variables) {}

    private final SplittableRandom random;
    private final Cast cast;
    private final Uses uses;
    private final List<Guard> guards = new ArrayList<>();
    private final double tries;
    private final double impatience;
    private final double nesting;

    LockChapters(SplittableRandom random, Cast cast, Layout layout, Uses uses, int locks) {
        this.random = random;
        this.cast = cast;
        this.uses = uses;
        tries = random.nextBoolean() ? 0 : random.nextDouble() * 0.5;
        impatience = random.nextBoolean() ? 0 : random.nextDouble() * 0.5;
        nesting = random.nextDouble() * 0.4;
        for (int i = 0; i < locks; i++) {
            List<Op.Var> variables = new ArrayList<>();
            int count = 1 + random.nextInt(5);
            for (int v = 0; v < count; v++) {
                int width = random.nextInt(6) == 0 ? 1 + random.nextInt(2 * layout.pageSize()) : 1 + random.nextInt(12);
                variables.add(layout.place(width));
            }
            guards.add(new Guard(name(i), variables));
        }
    }

    /** {@return the name of a lock that guards variables of its own, for conditions to be added to} */
    long anyLock() {
        return guards.get(random.nextInt(guards.size())).lock();
    }

    /** {@return regions under locks by some of the threads} */
    Chapter regions() {
        List<Part> parts = new ArrayList<>();
        for (int thread : Cast.some(random, cast.talkers(), 1)) {
            List<Op> ops = new ArrayList<>();
            int count = 1 + random.nextInt(4);
            for (int i = 0; i < count; i++) {
                ops.add(region(random.nextInt(guards.size()), 0.6));
            }
            parts.add(new Part(thread, ops));
        }
        return new Chapter("regions under locks", Bond.NONE, parts);
    }

    /** {@return everybody reads and changes all that one lock guards} */
    Chapter migration() {
        Guard guard = guards.get(random.nextInt(guards.size()));
        List<Part> parts = new ArrayList<>();
        for (int thread : Cast.some(random, cast.talkers(), 2)) {
            List<Op> body = new ArrayList<>();
            for (Op.Var variable : guard.variables()) {
                body.add(uses.one(variable, false));
                body.add(uses.one(variable, true));
            }
            parts.add(new Part(thread, List.of(new Op.Locked(guard.lock(), Op.Manner.WAIT, body))));
        }
        return new Chapter("migration with lock " + guard.lock(), Bond.NONE, parts);
    }

    /** {@return one thread changes what many read again and again} */
    Chapter readers() {
        int guard = random.nextInt(guards.size());
        List<Integer> threads = Cast.some(random, cast.talkers(), 2);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < threads.size(); i++) {
            List<Op> ops = new ArrayList<>();
            for (int turn = random.nextInt(4); turn >= 0; turn--) {
                ops.add(region(guard, i == 0 ? 0.8 : 0));
            }
            parts.add(new Part(threads.get(i), ops));
        }
        return new Chapter("readers of lock " + guards.get(guard).lock(), Bond.NONE, parts);
    }

    /** {@return a region under the lock at position {@code guard}, perhaps with another inside} */
    Op region(int guard, double writes) {
        Guard outer = guards.get(guard);
        List<Op> body = new ArrayList<>(uses.some(outer.variables(), 5, writes));
        if (guard + 1 < guards.size() && random.nextDouble() < nesting) {
            int inner = guard + 1 + random.nextInt(guards.size() - guard - 1);
            body.add(random.nextInt(body.size() + 1), region(inner, writes));
        }
        return new Op.Locked(outer.lock(), manner(), body);
    }

    /** {@return a region under some lock in which nothing is done but {@code ops}} */
    Op around(List<Op> ops) {
        return new Op.Locked(anyLock(), Op.Manner.WAIT, ops);
    }

    /** {@return a region under some lock} */
    Op anyRegion() {
        return region(random.nextInt(guards.size()), 0.5);
    }

    private Op.Manner manner() {
        double drawn = random.nextDouble();
        if (drawn < tries) {
            return Op.Manner.TRY;
        }
        return drawn < tries + impatience * (1 - tries) ? Op.Manner.PATIENT : Op.Manner.WAIT;
    }

    /** User locks with small and large numbers, and locks as the hive itself has them. */
    private long name(int i) {
        return switch (random.nextInt(4)) {
            case 0 -> 1_000L * (i + 1) + random.nextInt(1_000);
            case 1 -> 0xFFFF0000L + i;
            case 2 -> (1L << 32) + i;
            default -> i;
        };
    }
}
