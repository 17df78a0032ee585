package io.hivemind.apps.pagerank;

import io.hivemind.Hive;
import io.hivemind.SharedDoubles;
import io.hivemind.apps.frame.Meeting;

/** The exchange of one worker in a hive: shared arrays, each read as a whole at once. */
final class HiveExchange implements Exchange {
    private final Meeting barrier;
    private final SharedDoubles[] shared;
    private final SharedDoubles[] sharedSums;
    private final SharedDoubles ranks;

    /** This worker's copies. */
    private final double[] shares;

    private final double[] sums;

    HiveExchange(Hive hive, int vertices, int threads) {
        int blocks = Part.blocks(vertices);
        barrier = Meeting.of(hive, threads);
        shared = new SharedDoubles[] {
            hive.doubles("pagerank.shares.0", vertices), hive.doubles("pagerank.shares.1", vertices)
        };
        sharedSums = new SharedDoubles[] {
            hive.doubles("pagerank.sums.0", (long) Part.SUMS * blocks),
            hive.doubles("pagerank.sums.1", (long) Part.SUMS * blocks)
        };
        ranks = hive.doubles("pagerank.ranks", vertices);
        shares = new double[vertices];
        sums = new double[Part.SUMS * blocks];
    }

    /** {@return how many bytes of shared memory it needs} */
    static long bytes(long vertices) {
        return 3 * vertices * Double.BYTES + 2L * Part.SUMS * Double.BYTES * (vertices / Part.BLOCK + 1);
    }

    @Override
    public double[] shares(int buffer) {
        shared[buffer].get(0, shares);
        return shares;
    }

    @Override
    public double[] sums(int buffer) {
        sharedSums[buffer].get(0, sums);
        return sums;
    }

    @Override
    public void put(int buffer, Part part) {
        shared[buffer].set(part.first(), part.shares());
        sharedSums[buffer].set((long) Part.SUMS * (part.first() / Part.BLOCK), part.sums());
    }

    @Override
    public void end(Part part) {
        ranks.set(part.first(), part.ranks());
    }

    @Override
    public void await() throws InterruptedException {
        barrier.await();
    }

    /** {@return all ranks, once every worker has ended} */
    double[] ranks() {
        double[] all = new double[Math.toIntExact(ranks.length())];
        ranks.get(0, all);
        return all;
    }
}
