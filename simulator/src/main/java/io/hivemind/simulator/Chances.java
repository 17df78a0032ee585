package io.hivemind.simulator;

import io.hivemind.protocol.NodeConfig;
import io.hivemind.protocol.Room;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The probabilities and sizes of one run. They are drawn themselves, most of them from a wide range, so that every run
 * has a climate of its own and rare mixtures occur (swarm testing). Times are in moments, the unit of the simulated clock.
 *
 * @param gap how likely the landing of an access comes later than its check
 * @param gapMoments the longest such gap
 * @param stop how likely a thread lets others go first between two operations
 * @param stopMoments the longest such stop
 * @param slow how likely a message is slow
 * @param quickMoments the longest delay of a quick message
 * @param slowMoments the longest delay of a slow one
 * @param impatience how likely a wait that may be given up is given up
 * @param patienceMoments the longest time until then
 * @param sameValue how likely a store stores what is there already
 * @param zeroValue how likely a store stores zeros
 * @param collect how likely an operation is accompanied by a demand for a collection
 * @param inquire how likely somebody asks what a wait waits for
 * @param tickMoments the time between two ticks of a drone
 * @param lookMoments the time between two looks of a drone's runtime at its threads
 * @param quiesce how likely such a look finds a thread outside any access
 * @param budgetBytes the consistency data a drone may gather
 * @param graceTicks how long the coordinator waits for a barrier to collect at
 * @param ahead what is sent before anybody asks for it
 * @param summon how likely a thread asks for the tokens of the locks that it is about to acquire before it acquires any
 * @param arity how many drones at most arrive at barriers through one other
 * @param room how much room every drone has
 * @param faults what goes wrong
 * @param letGo how likely a thread lets go of what it holds as soon as it has no more use for it, where room is bounded
 */
record Chances(
        double gap,
        int gapMoments,
        double stop,
        int stopMoments,
        double slow,
        int quickMoments,
        int slowMoments,
        double impatience,
        int patienceMoments,
        double sameValue,
        double zeroValue,
        double collect,
        double inquire,
        int tickMoments,
        int lookMoments,
        double quiesce,
        long budgetBytes,
        int graceTicks,
        NodeConfig.Ahead ahead,
        double summon,
        int arity,
        Room room,
        Faults faults,
        double letGo) {
    private static final long UNLIMITED = 1L << 30;

    /** Small ones mostly, so that few drones make a deep tree. */
    private static final int[] ARITIES = {1, 2, 2, 3, NodeConfig.USUAL_ARITY};

    /** {@return a climate drawn from {@code random}, in which every drone has as much room as it wants} */
    static Chances draw(SplittableRandom random, Workload workload) {
        boolean collecting = workload == Workload.COLLECTIONS || random.nextInt(3) == 0;
        return new Chances(
                often(random),
                1 + small(random, 300),
                often(random),
                1 + small(random, 200),
                often(random) / 2,
                1 + small(random, 40),
                1 + small(random, 2_000),
                often(random),
                small(random, 1_500),
                seldom(random),
                seldom(random),
                collecting ? seldom(random) / 10 : 0,
                seldom(random) / 20,
                50 + random.nextInt(1_000),
                20 + small(random, 3_000),
                often(random),
                collecting ? 1L << random.nextInt(4, 14) : UNLIMITED,
                random.nextInt(6),
                new NodeConfig.Ahead(
                        random.nextInt(3) == 0 ? 0 : 1 << random.nextInt(4, 14),
                        random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(8)),
                often(random),
                ARITIES[random.nextInt(ARITIES.length)],
                Room.UNBOUNDED,
                Faults.NONE,
                often(random));
    }

    /** {@return the climate in which a thousand drones are run: nothing drawn, little chaos, few ticks} */
    static Chances calm() {
        return new Chances(
                0.1,
                20,
                0.3,
                50,
                0.02,
                30,
                300,
                0,
                0,
                0.02,
                0.02,
                0,
                0,
                20_000,
                20_000,
                0.5,
                UNLIMITED,
                3,
                NodeConfig.Ahead.USUAL,
                0,
                NodeConfig.USUAL_ARITY,
                Room.UNBOUNDED,
                Faults.NONE,
                0);
    }

    /** {@return climates with one kind of weather less, for a failure that does not need it} */
    List<Chances> calmer() {
        return List.of(
                with(0, stop, slow, impatience, collect, inquire, budgetBytes, ahead, summon, room, faults),
                with(gap, 0, slow, impatience, collect, inquire, budgetBytes, ahead, summon, room, faults),
                with(gap, stop, 0, impatience, collect, inquire, budgetBytes, ahead, summon, room, faults),
                with(gap, stop, slow, 0, collect, inquire, budgetBytes, ahead, summon, room, faults),
                with(gap, stop, slow, impatience, 0, inquire, budgetBytes, ahead, summon, room, faults),
                with(gap, stop, slow, impatience, collect, 0, budgetBytes, ahead, summon, room, faults),
                with(gap, stop, slow, impatience, collect, inquire, UNLIMITED, ahead, summon, room, faults),
                with(
                        gap,
                        stop,
                        slow,
                        impatience,
                        collect,
                        inquire,
                        budgetBytes,
                        NodeConfig.Ahead.NOTHING,
                        summon,
                        room,
                        faults),
                with(gap, stop, slow, impatience, collect, inquire, budgetBytes, ahead, 0, room, faults),
                with(
                        gap,
                        stop,
                        slow,
                        impatience,
                        collect,
                        inquire,
                        budgetBytes,
                        ahead,
                        summon,
                        Room.UNBOUNDED,
                        faults));
    }

    /** {@return the same climate with {@code other} as the room of every drone} */
    Chances with(Room other) {
        return with(gap, stop, slow, impatience, collect, inquire, budgetBytes, ahead, summon, other, faults);
    }

    /** {@return the same climate in which other things go wrong} */
    Chances with(Faults other) {
        return with(gap, stop, slow, impatience, collect, inquire, budgetBytes, ahead, summon, room, other);
    }

    private Chances with(
            double otherGap,
            double otherStop,
            double otherSlow,
            double otherImpatience,
            double otherCollect,
            double otherInquire,
            long otherBudget,
            NodeConfig.Ahead otherAhead,
            double otherSummon,
            Room otherRoom,
            Faults otherFaults) {
        return new Chances(
                otherGap,
                gapMoments,
                otherStop,
                stopMoments,
                otherSlow,
                quickMoments,
                slowMoments,
                otherImpatience,
                patienceMoments,
                sameValue,
                zeroValue,
                otherCollect,
                otherInquire,
                tickMoments,
                lookMoments,
                quiesce,
                otherBudget,
                graceTicks,
                otherAhead,
                otherSummon,
                arity,
                otherRoom,
                otherFaults,
                letGo);
    }

    private static double often(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> random.nextDouble() * 0.1;
            case 2 -> random.nextDouble() * 0.5;
            default -> random.nextDouble();
        };
    }

    private static double seldom(SplittableRandom random) {
        return random.nextBoolean() ? 0 : random.nextDouble() * random.nextDouble() * 0.5;
    }

    /** Frequently small, sometimes up to {@code most}. */
    private static int small(SplittableRandom random, int most) {
        return random.nextInt(1 + random.nextInt(1 + random.nextInt(most)));
    }
}
