package io.hivemind.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * When drones come and go in a program: how many changes there are, and before which of its chapters each of them begins. Somebody stays to
 * the end, who is a founder or a newcomer, so that the coordinator may go as well, and all founders.
 *
 * @param joins how many newcomers come
 * @param turns by change, in order, before which chapter it begins, and whether somebody comes; otherwise somebody goes
 * @param stayer the drone that stays
 */
record Changes(int joins, List<Turn> turns, int stayer) {
    private static final int MOST = 6;

    /** One change. */
    record Turn(int chapter, boolean join) {}

    /** Nobody comes or goes. */
    static Changes none() {
        return new Changes(0, List.of(), 0);
    }

    /** {@return the changes of a program of {@code chapters} chapters} */
    static Changes draw(SplittableRandom random, SimulationOptions options, int chapters) {
        int count = count(random, options);
        if (count == 0) {
            return none();
        }
        double share = random.nextDouble();
        List<Boolean> kinds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            kinds.add(random.nextDouble() < share);
        }
        boolean newcomerStays = random.nextInt(options.drones() == 1 ? 2 : 3) == 0;
        if (newcomerStays) {
            kinds.set(0, true);
        }
        List<Turn> turns = new ArrayList<>();
        List<Integer> places = places(random, count, chapters);
        for (int i = 0; i < count; i++) {
            turns.add(new Turn(places.get(i), kinds.get(i)));
        }
        int joins = (int) kinds.stream().filter(join -> join).count();
        return new Changes(joins, turns, newcomerStays ? options.drones() : random.nextInt(options.drones()));
    }

    private static int count(SplittableRandom random, SimulationOptions options) {
        if (options.changes() != SimulationOptions.DRAWN_CHANGES) {
            return options.changes();
        }
        return options.workload() == Workload.SCALE || random.nextBoolean() ? 0 : 1 + random.nextInt(MOST);
    }

    /** Anywhere, and often several at the same place, so that changes come together. */
    private static List<Integer> places(SplittableRandom random, int count, int chapters) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean together = i > 0 && random.nextInt(3) == 0;
            places.add(together ? places.getLast() : random.nextInt(chapters + 1));
        }
        places.sort(null);
        return places;
    }
}
