package io.hivemind.bench.programs;

import java.util.List;

/**
 * A program that TreadMarks was measured with: what it took there, and what it is to take here, on eight drones with pages
 * of 4,096 bytes.
 *
 * @param title what is run, for people
 * @param work what is run
 * @param messages what TreadMarks sent
 * @param kilobytes how much that was, in units of 1,000 bytes
 * @param mostMessages how many messages are few enough
 * @param mostKilobytes how many kilobytes are few enough
 */
public record Published(String title, Work work, long messages, long kilobytes, long mostMessages, long mostKilobytes) {
    /** Where the figures of TreadMarks are from. */
    static final String SOURCE =
            "Keleher, Cox, Dwarkadas and Zwaenepoel, USENIX Winter 1994, figure 4 (rate times time)";

    /** Pages as they were then. */
    public static final int PAGE_BYTES = 4096;

    private static final String JACOBI =
            "jacobi --rows 2000 --columns 1000 --type float --iterations 100 --no-serial --fill ";

    /** All of them; Jacobi twice, for in 1994 one process initialised the grid. */
    public static final List<Published> ALL = List.of(
            new Published("jacobi, filled by all", Work.of(JACOBI + "own"), 10_688, 13_280, 5_300, 9_000),
            new Published("jacobi, filled by drone 0", Work.of(JACOBI + "drone0"), 10_688, 13_280, 5_300, 9_000),
            new Published(
                    "quicksort",
                    Work.of("quicksort --elements 262144 --threshold 1024 --no-serial"),
                    9_209,
                    10_323,
                    6_000,
                    8_000),
            new Published(
                    "water", Work.of("water --molecules 343 --steps 5 --no-serial"), 33_570, 11_970, 17_000, 9_000),
            new Published(
                    "tsp", Work.of("tsp --cities 19 --seed 9 --ascent 0 --no-serial"), 17_695, 5_300, 9_000, 5_300));

    /** {@return whether that few messages and bytes were enough, and the result right} */
    boolean isReachedBy(Outcome outcome) {
        return outcome.verified() && outcome.messages() <= mostMessages && outcome.bytes() <= mostKilobytes * 1000;
    }
}
