package io.hivemind.apps.water;

import io.hivemind.Hive;
import io.hivemind.SharedDoubles;
import io.hivemind.SharedLock;
import io.hivemind.apps.frame.Meeting;

/**
 * Workers on all drones of a hive. Positions are written by their own worker and read by those that meet the molecules;
 * forces are written by several, under locks; so they are in arrays of their own. A worker computes on plain copies.
 */
final class SharedExchange implements Exchange {
    /** The locks of the molecules are numbered from 0 on. */
    private static final int TOTALS_LOCK = -1;

    private final Layout layout;
    private final int block;
    private final SharedDoubles shared;
    private final ForceSums sums;
    private final SharedDoubles totals;
    private final SharedLock totalsLock;
    private final Meeting barrier;
    private final double[] positions;
    private final double[] forces;

    /** Takes part for block number {@code block} of a liquid that is not changed. */
    SharedExchange(Hive hive, Settings settings, Liquid liquid, int block) {
        this.layout = liquid.layout();
        this.block = block;
        shared = positions(hive, layout);
        sums = new ForceSums(hive, layout);
        totals = totals(hive, settings);
        totalsLock = hive.lock(TOTALS_LOCK);
        barrier = Meeting.of(hive, settings.threads());
        positions = liquid.positions().clone();
        forces = new double[layout.length()];
    }

    /** {@return where the hive has the positions} */
    static SharedDoubles positions(Hive hive, Layout layout) {
        return hive.doubles("water.positions", layout.length());
    }

    /** {@return where the hive has the totals} */
    static SharedDoubles totals(Hive hive, Settings settings) {
        return hive.doubles("water.totals", (long) settings.steps() * Totals.WIDTH);
    }

    @Override
    public double[] positions() {
        return positions;
    }

    @Override
    public double[] forces() {
        return forces;
    }

    @Override
    public void publish() {
        int start = layout.start(block);
        shared.set(start, positions, start, layout.block(block).length() * Layout.NUMBERS);
    }

    @Override
    public void gather() throws InterruptedException {
        barrier.await();
        int end = block + layout.reach(block);
        fetch(block + 1, Math.min(end, layout.blocks()));
        fetch(0, end - layout.blocks());
    }

    @Override
    public void sum() throws InterruptedException {
        for (int next = 0; next < layout.reach(block); next++) {
            sums.add((block + next) % layout.blocks(), forces);
        }
        barrier.await();
        sums.take(block, forces);
    }

    @Override
    public void addTotals(Totals part) {
        double[] sum = new double[part.numbers().length];
        totalsLock.lock();
        try {
            totals.get(0, sum);
            var all = Totals.of(sum);
            all.add(part);
            totals.set(0, all.numbers());
        } finally {
            totalsLock.unlock();
        }
    }

    /** Takes the positions of the blocks from {@code first} to before {@code end}, if any. */
    private void fetch(int first, int end) {
        if (first < end) {
            int start = layout.start(first);
            shared.get(start, positions, start, layout.start(end) - start);
        }
    }
}
