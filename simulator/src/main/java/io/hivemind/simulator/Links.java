package io.hivemind.simulator;

/**
 * The network: a delay for every message, and the order of each pair of drones kept. Some drones are farther away than
 * others. A delay depends on nothing but the pair and how many messages it has exchanged, so that a message more or less
 * elsewhere does not change it.
 */
final class Links {
    private static final int FAR_AWAY = 4;

    private final Chances chances;
    private final long seed;
    private final int drones;
    /** By ordered pair: when its last message arrives. */
    private final long[] lastArrival;
    /** By ordered pair: how many messages there were. */
    private final int[] sent;
    /** By drone: how much farther away it is than the others. */
    private final int[] distance;

    Links(int drones, Chances chances, long seed) {
        this.chances = chances;
        this.seed = seed;
        this.drones = drones;
        lastArrival = new long[drones * drones];
        sent = new int[drones * drones];
        distance = new int[drones];
        for (int drone = 0; drone < drones; drone++) {
            long drawn = Digest.mix(seed, drone);
            distance[drone] = below(FAR_AWAY, drawn) == 0 ? below(chances.slowMoments(), Digest.mix(drawn, 1)) : 0;
        }
    }

    /** {@return when a message sent now arrives} */
    long arrival(long now, int from, int to) {
        int pair = from * drones + to;
        long drawn = Digest.mix(Digest.mix(seed, pair), sent[pair]++);
        boolean slow = (drawn >>> 11) * 0x1p-53 < chances.slow();
        int delay = below(slow ? chances.slowMoments() : chances.quickMoments(), Digest.mix(drawn, 2));
        long arrival = now + 1 + delay + distance[from] / 2 + distance[to] / 2;
        lastArrival[pair] = Math.max(lastArrival[pair], arrival);
        return lastArrival[pair];
    }

    private static int below(int bound, long drawn) {
        return (int) ((drawn >>> 33) % bound);
    }
}
