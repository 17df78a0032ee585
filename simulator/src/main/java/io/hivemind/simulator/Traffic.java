package io.hivemind.simulator;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;

/**
 * What a drone sends and receives in one iteration of Jacobi, for hives of several sizes: whether barriers become the limit
 * when there are many drones. The figures depend on the sizes alone.
 */
public final class Traffic {
    /** The name under which a user asks for it among the workloads. */
    public static final String LABEL = "jacobi";

    /** What it is, in half a sentence. */
    public static final String SAYS = "one steady iteration of Jacobi: what a drone sends and receives, for many sizes";

    /** The numbers of drones if nobody says. */
    public static final List<Integer> USUAL_SIZES = List.of(8, 16, 32, 64, 128, 256, 512, 1024);

    /** After so many iterations the next is like the one before. */
    private static final int WARM_UP = 3;

    private Traffic() {}

    /**
     * Prints a table with a row for each number of drones.
     *
     * @throws IllegalArgumentException if a number of drones is not from 2 to 4,096
     */
    public static void print(List<Integer> sizes, PrintStream out) {
        for (int size : sizes) {
            if (size < 2 || size > 4096) {
                throw new IllegalArgumentException("The number of drones is " + size + "; for the traffic of " + LABEL
                        + " it must be from 2 to 4096.");
            }
        }
        out.println("One steady iteration of Jacobi: two barriers, two rows of " + JacobiHive.PAGE_SIZE
                + " bytes for each drone, each read by a neighbour. Per drone, on");
        out.println(
                "average (avg) and at the busiest one (max); what is sent counts at both ends; bytes are whole frames.");
        out.println();
        out.println(row("", "barriers:", "", "", "", "pages:", "", "", "", "intervals:", ""));
        out.println(row("", "messages", "", "bytes", "", "messages", "", "bytes", "", "", ""));
        out.println(row("drones", "avg", "max", "avg", "max", "avg", "max", "avg", "max", "avg", "max"));
        for (int size : sizes) {
            out.println(row(size, measure(size)));
            out.flush();
        }
    }

    /** {@return what one iteration of a hive of {@code size} drones sends once nothing is new any more} */
    static Meter measure(int size) {
        JacobiHive hive = new JacobiHive(size);
        for (int i = 0; i < WARM_UP; i++) {
            hive.iterate();
        }
        return hive.measure();
    }

    private static String row(int size, Meter meter) {
        Meter.Count barriers = meter.barriers();
        Meter.Count pages = meter.pages();
        return row(
                "" + size,
                average(barriers.messages()),
                most(barriers.messages()),
                average(barriers.bytes()),
                most(barriers.bytes()),
                average(pages.messages()),
                most(pages.messages()),
                average(pages.bytes()),
                most(pages.bytes()),
                average(barriers.intervals()),
                most(barriers.intervals()));
    }

    private static String row(String... cells) {
        return String.format(Locale.ROOT, "%6s %9s %9s %11s %11s %9s %9s %9s %9s %9s %9s", (Object[]) cells);
    }

    private static String average(LongSummaryStatistics byDrone) {
        return String.format(Locale.ROOT, "%.1f", byDrone.getAverage());
    }

    private static String most(LongSummaryStatistics byDrone) {
        return "" + byDrone.getMax();
    }
}
