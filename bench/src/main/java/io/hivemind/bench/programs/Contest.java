package io.hivemind.bench.programs;

import java.util.List;

/**
 * A program that is run on plain arrays and on a hive.
 *
 * @param name by what it is chosen
 * @param title what is run, for people
 * @param work what is run
 * @param most how many times the time of as many threads of one JVM the hive may take
 */
public record Contest(String name, String title, Work work, double most) {
    /** All of them. */
    public static final List<Contest> ALL = List.of(
            new Contest(
                    "sor",
                    "sor, 2048×2048 doubles, 20 iterations",
                    Work.of("sor --rows 2048 --columns 2048 --type double --iterations 20 --no-serial"),
                    1.3),
            new Contest(
                    "jacobi",
                    "jacobi, 2000×1000 floats, 100 iterations",
                    Work.of("jacobi --rows 2000 --columns 1000 --type float --iterations 100 --no-serial"),
                    1.3),
            new Contest(
                    "quicksort", "quicksort, 8,388,608 ints", Work.of("quicksort --elements 8388608 --no-serial"), 1.5),
            new Contest(
                    "water",
                    "water, 343 molecules, 5 steps",
                    Work.of("water --molecules 343 --steps 5 --no-serial"),
                    1.5),
            new Contest(
                    "water-long",
                    "water, 343 molecules, 200 steps",
                    Work.of("water --molecules 343 --steps 200 --no-serial"),
                    1.5),
            new Contest(
                    "tsp",
                    "tsp, 19 cities, the bound of 1994",
                    Work.of("tsp --cities 19 --seed 9 --ascent 0 --no-serial"),
                    1.3),
            new Contest("tsp-long", "tsp, 35 cities", Work.of("tsp --cities 35 --no-serial"), 1.3),
            new Contest("ep", "ep, class W", Work.of("ep --class W --no-serial"), 1.05),
            new Contest("is", "is, class A", Work.of("is --class A --no-serial"), 2),
            new Contest("cg", "cg, class A", Work.of("cg --class A --no-serial"), 2));

    /** The name by which {@link FalseSharing} is chosen. */
    public static final String FALSE_SHARING = "false-sharing";

    /** The name by which the start of a hive is chosen. */
    public static final String START = "start";
}
