package io.hivemind.simulator;

import io.hivemind.simulator.Program.Bond;
import io.hivemind.simulator.Program.Chapter;
import io.hivemind.simulator.Program.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;

/** Takes pieces out of programs so that what is left still ends. It may have races, which a run will notice. */
final class Cutting {
    private Cutting() {}

    /** {@return the program without one drone, and without the chapters that cannot do without it} */
    static Program withoutDrone(Program program, int drone) {
        int threads = program.threads();
        List<Chapter> chapters = keep(
                program,
                thread -> thread / threads != drone,
                thread -> thread / threads > drone ? thread - threads : thread,
                ops -> without(ops, drone));
        int founders = program.founders() - (drone < program.founders() ? 1 : 0);
        return new Program(
                founders,
                program.drones() - 1 - founders,
                threads,
                program.pageSize(),
                program.pages(),
                program.racy(),
                chapters);
    }

    /** {@return the program without one thread of every drone, and without the chapters that cannot do without them} */
    static Program withoutThread(Program program, int local) {
        int threads = program.threads();
        List<Chapter> chapters = keep(
                program,
                thread -> thread % threads != local,
                thread -> {
                    int there = thread % threads;
                    return thread / threads * (threads - 1) + (there > local ? there - 1 : there);
                },
                ops -> ops);
        return new Program(
                program.founders(),
                program.newcomers(),
                threads - 1,
                program.pageSize(),
                program.pages(),
                program.racy(),
                chapters);
    }

    /** {@return the program with other parts in one of its chapters} */
    static Program withParts(Program program, int chapter, List<Part> parts) {
        List<Chapter> chapters = new ArrayList<>(program.chapters());
        Chapter old = chapters.get(chapter);
        chapters.set(chapter, new Chapter(old.name(), old.bond(), List.copyOf(parts)));
        return program.withChapters(List.copyOf(chapters));
    }

    /** {@return the program with other operations in one of its parts} */
    static Program withOps(Program program, int chapter, int part, List<Op> ops) {
        List<Part> parts = new ArrayList<>(program.chapters().get(chapter).parts());
        parts.set(part, new Part(parts.get(part).thread(), List.copyOf(ops)));
        return withParts(program, chapter, parts);
    }

    /** {@return whether nobody else waits for ever if {@code op} is taken out of a chapter of this bond} */
    static boolean mayGo(Bond bond, Op op) {
        return switch (bond) {
            case NONE -> true;
            case DRONE -> op instanceof Op.Audit;
            case ALL -> op instanceof Op.Use;
        };
    }

    /** The operations without the admission of one drone, for which the others have moved up. */
    private static List<Op> without(List<Op> ops, int drone) {
        List<Op> left = new ArrayList<>();
        for (Op op : ops) {
            switch (op) {
                case Op.Admit admit when admit.drone() == drone -> {}
                case Op.Admit admit when admit.drone() > drone -> left.add(new Op.Admit(admit.drone() - 1));
                case Op.Locked locked ->
                    left.add(new Op.Locked(locked.lock(), locked.manner(), without(locked.body(), drone)));
                default -> left.add(op);
            }
        }
        return List.copyOf(left);
    }

    private static List<Chapter> keep(
            Program program, IntPredicate stays, IntUnaryOperator renumbered, UnaryOperator<List<Op>> ops) {
        List<Chapter> chapters = new ArrayList<>();
        for (Chapter chapter : program.chapters()) {
            List<Part> parts = new ArrayList<>();
            for (Part part : chapter.parts()) {
                if (stays.test(part.thread())) {
                    parts.add(new Part(renumbered.applyAsInt(part.thread()), ops.apply(part.ops())));
                }
            }
            boolean whole = parts.size() == chapter.parts().size();
            if (!parts.isEmpty() && (whole || chapter.bond() != Bond.ALL)) {
                chapters.add(new Chapter(chapter.name(), chapter.bond(), parts));
            }
        }
        return chapters;
    }
}
