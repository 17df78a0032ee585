package io.hivemind.simulator;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is to be simulated.
 *
 * @param drones how many drones every hive has, from 1
 * @param seeds how many hives are run, each from a seed of its own, from 1
 * @param seed the first seed; the others follow it one by one
 * @param workload what the programs are like
 * @param pageSize bytes a page, a power of two from 8 to 65,536; 0 draws one for every seed
 * @param threads working threads on every drone; 0 draws from one to four for every seed
 * @param length how long programs are, in chapters, from 1
 * @param room for how many pages every drone has room at least, more only if the heap needs it; {@link #DRAWN_ROOM} draws it,
 *     {@link #NO_BOUND} leaves it unbounded
 * @param changes how many drones come and go in every hive, or {@link #DRAWN_CHANGES}
 * @param failures how many drones fail in every hive at most, or {@link #DRAWN_FAILURES}
 * @param cuts how often drones are stopped for a while or cut off from others in every hive, at most
 * @param twice whether every seed is run a second time, which must give the same journal
 * @param parallel how many seeds are run at a time, from 1; the results do not depend on it
 * @param shrink whether a failing seed is made smaller
 * @param diagram where to draw the first failing seed, or the first one if none fails, as an SVG picture
 * @param json where to write the results as JSON
 */
public record SimulationOptions(
        int drones,
        int seeds,
        long seed,
        Workload workload,
        int pageSize,
        int threads,
        int length,
        int room,
        int changes,
        int failures,
        int cuts,
        boolean twice,
        int parallel,
        boolean shrink,
        Optional<Path> diagram,
        Optional<Path> json) {
    /** How long programs are if nobody says. */
    public static final int DEFAULT_LENGTH = 24;
    /** Half of the seeds have bounded room, each as much as it draws. */
    public static final int DRAWN_ROOM = 0;
    /** Every drone has as much room as it wants. */
    public static final int NO_BOUND = -1;
    /** In half of the seeds some drones come and go, each as many as it draws. */
    public static final int DRAWN_CHANGES = -1;

    /** In some of the seeds some drones fail. */
    public static final int DRAWN_FAILURES = -1;

    /** Checks the ranges. */
    public SimulationOptions {
        require(drones >= 1, "drones", drones, "at least 1");
        require(seeds >= 1, "seeds", seeds, "at least 1");
        require(threads >= 0 && threads <= 64, "threads", threads, "from 1 to 64, or 0 to draw it");
        require(length >= 1, "length", length, "at least 1");
        require(room >= NO_BOUND, "pages with room", room, "at least 1, 0 to draw it, or -1 for no bound");
        require(changes >= DRAWN_CHANGES && changes <= 64, "changes", changes, "from 0 to 64, or -1 to draw it");
        require(failures >= DRAWN_FAILURES && failures <= 64, "failures", failures, "from 0 to 64, or -1 to draw it");
        require(cuts >= 0 && cuts <= 64, "cuts", cuts, "from 0 to 64");
        require(parallel >= 1, "parallel", parallel, "at least 1");
        boolean drawn = pageSize == 0;
        boolean fits = pageSize >= 8 && pageSize <= 65_536 && Integer.bitCount(pageSize) == 1;
        require(drawn || fits, "page size", pageSize, "a power of two from 8 to 65536, or 0 to draw it");
    }

    /** {@return {@code seeds} seeds from {@code seed} on, of {@code drones} drones, with everything else as usual} */
    public static SimulationOptions of(int drones, int seeds, long seed, Workload workload) {
        return new SimulationOptions(
                drones,
                seeds,
                seed,
                workload,
                0,
                0,
                DEFAULT_LENGTH,
                DRAWN_ROOM,
                DRAWN_CHANGES,
                0,
                0,
                true,
                Runtime.getRuntime().availableProcessors(),
                true,
                Optional.empty(),
                Optional.empty());
    }

    /** {@return the same with other room} */
    public SimulationOptions withRoom(int other) {
        return new SimulationOptions(
                drones, seeds, seed, workload, pageSize, threads, length, other, changes, failures, cuts, twice,
                parallel, shrink, diagram, json);
    }

    /** {@return the same with other changes} */
    public SimulationOptions withChanges(int other) {
        return new SimulationOptions(
                drones, seeds, seed, workload, pageSize, threads, length, room, other, failures, cuts, twice, parallel,
                shrink, diagram, json);
    }

    /** {@return the same with other failures} */
    public SimulationOptions withFailures(int other) {
        return new SimulationOptions(
                drones, seeds, seed, workload, pageSize, threads, length, room, changes, other, cuts, twice, parallel,
                shrink, diagram, json);
    }

    /** {@return the same with other cuts} */
    public SimulationOptions withCuts(int other) {
        return new SimulationOptions(
                drones, seeds, seed, workload, pageSize, threads, length, room, changes, failures, other, twice,
                parallel, shrink, diagram, json);
    }

    /** {@return the command that runs {@code only} again} */
    String command(long only) {
        StringBuilder text = new StringBuilder("./hivemind simulate --drones ").append(drones);
        text.append(" --seeds 1 --seed ").append(only);
        text.append(" --workload ").append(workload.label());
        text.append(pageSize > 0 ? " --page-size " + pageSize : "");
        text.append(threads > 0 ? " --threads " + threads : "");
        text.append(length != DEFAULT_LENGTH ? " --length " + length : "");
        text.append(room == NO_BOUND ? " --room none" : room == DRAWN_ROOM ? "" : " --room " + room);
        text.append(changes == DRAWN_CHANGES ? "" : " --changes " + (changes == 0 ? "none" : "" + changes));
        text.append(failures == 0 ? "" : " --failures " + (failures == DRAWN_FAILURES ? "drawn" : "" + failures));
        text.append(cuts == 0 ? "" : " --cuts " + cuts);
        return text.toString();
    }

    private static void require(boolean holds, String name, int given, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "The number of " + name + " is " + given + "; it must be " + allowed + ".");
        }
    }
}
