package io.hivemind.apps;

import io.hivemind.apps.falsesharing.FalseSharing;
import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Nearest;
import io.hivemind.apps.frame.Program;
import io.hivemind.apps.jacobi.Jacobi;
import io.hivemind.apps.matmul.MatMul;
import io.hivemind.apps.nas.cg.ConjugateGradient;
import io.hivemind.apps.nas.ep.EmbarrassinglyParallel;
import io.hivemind.apps.nas.ft.FourierTransform;
import io.hivemind.apps.nas.is.IntegerSort;
import io.hivemind.apps.nas.mg.MultiGrid;
import io.hivemind.apps.nbody.NBody;
import io.hivemind.apps.pagerank.PageRank;
import io.hivemind.apps.pi.Pi;
import io.hivemind.apps.quicksort.QuickSort;
import io.hivemind.apps.sor.Sor;
import io.hivemind.apps.tsp.Tsp;
import io.hivemind.apps.water.Water;
import io.hivemind.apps.wordcount.WordCount;
import java.util.List;
import java.util.stream.Collectors;

/** The programs that come with HiveMind. */
public final class Programs {
    private static final List<Program> ALL = List.of(
            new ConjugateGradient(),
            new EmbarrassinglyParallel(),
            new FalseSharing(),
            new FourierTransform(),
            new IntegerSort(),
            new Jacobi(),
            new MatMul(),
            new MultiGrid(),
            new NBody(),
            new PageRank(),
            new Pi(),
            new QuickSort(),
            new Sor(),
            new Tsp(),
            new Water(),
            new WordCount());

    private Programs() {}

    /** {@return all of them, in the order in which they are listed} */
    public static List<Program> all() {
        return ALL;
    }

    /** {@return the names of those that take newcomers, as in "a, b and c"} */
    public static String thatTakeNewcomers() {
        var names =
                ALL.stream().filter(Program::takesNewcomers).map(Program::name).toList();
        return String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }

    /** {@return the program called {@code name}} An unknown name is a {@link Mistake} that says which one is nearest. */
    public static Program named(String name) {
        for (Program program : ALL) {
            if (program.name().equals(name)) {
                return program;
            }
        }
        var names = ALL.stream().map(Program::name).toList();
        String hint = Nearest.to(name, names)
                .map(nearest -> "Did you mean " + nearest + "?")
                .orElse("There are: " + String.join(", ", names) + ".");
        throw new Mistake("There is no program called \"" + name + "\". " + hint);
    }

    /**
     * Refuses, with a {@link Mistake}, a program that would come to a wrong result when a drone fails and the others go on.
     *
     * @param isBounded whether the memory of drones is, so that none has room for what others have released
     */
    public static void requireGoingOn(Program program, boolean isBounded) {
        if (!program.goesOn()) {
            throw new Mistake(
                    "The program %s gives its drones their parts once and for all, and cannot go on when one fails; these can: %s."
                            .formatted(
                                    program.name(),
                                    ALL.stream()
                                            .filter(Program::goesOn)
                                            .map(Program::name)
                                            .collect(Collectors.joining(", "))));
        }
        if (isBounded) {
            throw new Mistake(
                    "The program %s needs what a lost drone had released to go on without it, but drones with bounded memory have no room for backups: leave out --memory-per-drone, or let the hive end when a drone fails."
                            .formatted(program.name()));
        }
    }

    /** Refuses a program that does not go on from a checkpoint. */
    public static void requireResuming(Program program) {
        if (!program.resumes()) {
            throw new Mistake("The program %s cannot go on from a checkpoint; these can: %s."
                    .formatted(
                            program.name(),
                            ALL.stream()
                                    .filter(Program::resumes)
                                    .map(Program::name)
                                    .collect(Collectors.joining(", "))));
        }
    }
}
