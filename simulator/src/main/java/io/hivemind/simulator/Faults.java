package io.hivemind.simulator;

import java.util.SplittableRandom;

/**
 * What may go wrong in a run.
 *
 * @param kills how many drones fail at most
 * @param backup how many other drones have what a drone has released
 * @param trigger how likely a message that changes the view makes the drone that sends or receives it fail soon
 * @param everyMoments about how much time passes between two failures otherwise
 */
record Faults(int kills, int backup, double trigger, int everyMoments) {
    /** Nothing goes wrong. */
    static final Faults NONE = new Faults(0, 0, 0, 1);

    /** {@return whether anything may go wrong in runs with these options} Whoever is left must be able to go on, and not wait for what others do. */
    static boolean mayBe(SimulationOptions options) {
        return switch (options.workload()) {
            case MIX, LOCKS, BARRIERS, MIGRATORY, READERS, COLLECTIONS ->
                options.failures() != 0 && options.drones() > 1 && options.room() <= SimulationOptions.DRAWN_ROOM;
            case CONDITIONS, HANDOVER, RACES, ROOM, SCALE -> false;
        };
    }

    static Faults draw(SplittableRandom random, SimulationOptions options) {
        int kills = options.failures() > 0 ? options.failures() : 1 + random.nextInt(3);
        return new Faults(
                kills,
                random.nextInt(3),
                random.nextInt(3) == 0 ? 0 : random.nextDouble() * 0.2,
                1 << random.nextInt(3, 15));
    }

    boolean areThere() {
        return kills > 0;
    }
}
