package io.hivemind.simulator;

import java.util.SplittableRandom;

/**
 * What may go wrong in a run.
 *
 * @param kills how many drones fail at most
 * @param cuts how often drones are stopped for a while or cut off from others, at most
 * @param backup how many other drones have what a drone has released
 * @param trigger how likely a message that changes the view makes the drone that sends or receives it fail soon, or be stopped or cut off
 * @param everyMoments about how much time passes between two such things otherwise
 * @param stops how likely a drone is stopped for a while, rather than cut off
 * @param stopMoments for how long at most
 * @param splits how likely the hive is cut in two, rather than one link
 * @param oneWay how likely that link is cut in one direction only
 * @param overlaps how likely drones are stopped or cut off while the hive has not got over what went wrong before
 */
record Faults(
        int kills,
        int cuts,
        int backup,
        double trigger,
        int everyMoments,
        double stops,
        int stopMoments,
        double splits,
        double oneWay,
        double overlaps) {
    /** Nothing goes wrong. */
    static final Faults NONE = new Faults(0, 0, 0, 0, 1, 0, 1, 0, 0, 0);

    /** {@return whether anything may go wrong in runs with these options} Whoever is left must be able to go on, and not wait for what others do. */
    static boolean mayBe(SimulationOptions options) {
        return switch (options.workload()) {
            case MIX, LOCKS, BARRIERS, CONDITIONS, MIGRATORY, READERS, COLLECTIONS ->
                (options.failures() != 0 || options.cuts() > 0)
                        && options.drones() > 1
                        && options.room() <= SimulationOptions.DRAWN_ROOM;
            case HANDOVER, RACES, ROOM, SCALE -> false;
        };
    }

    static Faults draw(SplittableRandom random, SimulationOptions options) {
        int drawn = SimulationOptions.DRAWN_FAILURES;
        int kills = options.failures() == drawn ? 1 + random.nextInt(3) : options.failures();
        return new Faults(
                kills,
                options.cuts(),
                random.nextInt(3),
                random.nextInt(3) == 0 ? 0 : random.nextDouble() * 0.2,
                1 << random.nextInt(3, 15),
                often(random),
                1 << random.nextInt(3, 15),
                often(random),
                often(random),
                random.nextBoolean() ? 0 : random.nextDouble());
    }

    boolean areThere() {
        return kills > 0 || cuts > 0;
    }

    private static double often(SplittableRandom random) {
        return random.nextInt(4) == 0 ? 0 : random.nextDouble();
    }
}
