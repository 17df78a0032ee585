package io.hivemind.simulator;

import io.hivemind.simulator.Program.Bond;
import io.hivemind.simulator.Program.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes a failing trial smaller: takes out drones, chapters, parts and operations as long as the same rule stays broken.
 * Whatever is taken out changes the course of everything after it, so each smaller program gets several courses to fail in.
 */
final class Shrinker {
    private static final int COURSES = 30;

    /** A trial, and what is wrong with it. */
    record Shrunk(Trial trial, Failure failure) {}

    private Trial best;
    private Failure failure;
    private int runsLeft;

    private Shrinker(Trial trial, Failure failure, int runs) {
        this.best = trial;
        this.failure = failure;
        this.runsLeft = runs;
    }

    /** {@return a trial as small as {@code runs} runs could make it} */
    static Shrunk shrink(Trial trial, Failure failure, int runs) {
        Shrinker shrinker = new Shrinker(trial, failure, runs);
        int before;
        do {
            before = shrinker.size();
            shrinker.pass();
        } while (shrinker.size() < before && shrinker.runsLeft > 0);
        return new Shrunk(shrinker.best, shrinker.failure);
    }

    private int size() {
        return best.program().chapters().stream()
                .flatMap(chapter -> chapter.parts().stream())
                .mapToInt(part -> 1 + OpText.count(part.ops()))
                .sum();
    }

    private void pass() {
        remove(best.program().chapters(), _ -> true, best.program()::withChapters);
        for (int drone = best.program().drones() - 1;
                drone >= 0 && best.program().drones() > 1;
                drone--) {
            attempt(Cutting.withoutDrone(best.program(), drone));
        }
        for (int local = best.program().threads() - 1;
                local >= 0 && best.program().threads() > 1;
                local--) {
            attempt(Cutting.withoutThread(best.program(), local));
        }
        for (int chapter = best.program().chapters().size() - 1; chapter >= 0; chapter--) {
            shrinkChapter(chapter);
        }
        best.chances().calmer().forEach(calmer -> attempt(best.with(calmer)));
    }

    private void shrinkChapter(int chapter) {
        Program.Chapter old = best.program().chapters().get(chapter);
        if (old.bond() == Bond.NONE) {
            Program program = best.program();
            remove(old.parts(), _ -> true, parts -> Cutting.withParts(program, chapter, parts));
        }
        for (int i = parts(chapter).size() - 1; i >= 0; i--) {
            int part = i;
            Program program = best.program();
            shrinkOps(old.bond(), parts(chapter).get(part).ops(), ops -> Cutting.withOps(program, chapter, part, ops));
        }
    }

    private List<Part> parts(int chapter) {
        return best.program().chapters().get(chapter).parts();
    }

    /** Takes out operations one level after the other: first whole ones, then what is inside those that stay. */
    private void shrinkOps(Bond bond, List<Op> ops, Function<List<Op>, Program> build) {
        List<Op> left = remove(ops, op -> Cutting.mayGo(bond, op), build);
        for (int i = 0; i < left.size(); i++) {
            int at = i;
            switch (left.get(i)) {
                case Op.Locked locked ->
                    shrinkOps(bond, locked.body(), body -> {
                        left.set(at, new Op.Locked(locked.lock(), locked.manner(), List.copyOf(body)));
                        return build.apply(List.copyOf(left));
                    });
                case Op.Phase phase ->
                    shrinkOps(bond, phase.ops(), inside -> {
                        left.set(at, new Op.Phase(phase.barrier(), List.copyOf(inside)));
                        return build.apply(List.copyOf(left));
                    });
                case Op.Span span -> {
                    List<Op.Use> inside = remove(span.inside(), _ -> true, uses -> {
                        left.set(at, withInside(span, uses));
                        return build.apply(List.copyOf(left));
                    });
                    left.set(at, withInside(span, inside));
                }
                default -> {}
            }
        }
    }

    private static Op.Span withInside(Op.Span span, List<Op.Use> inside) {
        return new Op.Span(span.address(), span.length(), span.writable(), List.copyOf(inside));
    }

    /** Takes out runs of items, long ones first, and returns what had to stay. */
    private <T> List<T> remove(List<T> items, Predicate<T> mayGo, Function<List<T>, Program> build) {
        List<T> left = new ArrayList<>(items);
        for (int length = Math.max(1, left.size()); length >= 1; length /= 2) {
            for (int from = left.size() - length; from >= 0; from -= length) {
                List<T> run = left.subList(from, from + length);
                if (run.stream().allMatch(mayGo)) {
                    List<T> kept = new ArrayList<>(left.subList(0, from));
                    kept.addAll(left.subList(from + length, left.size()));
                    if (attempt(build.apply(List.copyOf(kept)))) {
                        left = kept;
                    }
                }
            }
        }
        return left;
    }

    private boolean attempt(Program smaller) {
        return Ending.isSure(smaller) && attempt(best.with(smaller));
    }

    private boolean attempt(Trial smaller) {
        for (int course = 0; course < COURSES && runsLeft > 0; course++) {
            runsLeft--;
            Trial trial = course == 0 ? smaller : smaller.with(smaller.worldSeed() + course);
            Optional<Failure> found = trial.run(Journal.ofDigest()).failure();
            if (found.isPresent() && found.get().kind() == failure.kind()) {
                best = trial;
                failure = found.get();
                return true;
            }
        }
        return false;
    }
}
