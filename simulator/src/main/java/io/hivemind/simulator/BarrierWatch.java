package io.hivemind.simulator;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/** The third checker, barriers: none opens before all of its threads have arrived. */
final class BarrierWatch {
    /** One opening of one barrier, which threads count for themselves: the n-th that each of them takes part in. */
    record Episode(int barrier, int number) implements Comparable<Episode> {
        @Override
        public int compareTo(Episode other) {
            int byBarrier = Integer.compare(barrier, other.barrier);
            return byBarrier != 0 ? byBarrier : Integer.compare(number, other.number);
        }
    }

    private record Seat(int thread, int barrier) implements Comparable<Seat> {
        @Override
        public int compareTo(Seat other) {
            int byThread = Integer.compare(thread, other.thread);
            return byThread != 0 ? byThread : Integer.compare(barrier, other.barrier);
        }
    }

    private final Map<Episode, BitSet> arrived = new TreeMap<>();
    private final Map<Seat, Integer> passed = new TreeMap<>();

    /** {@return the episode of {@code barrier} that {@code thread} is in or will take part in next} */
    Episode episode(int thread, int barrier) {
        return new Episode(barrier, passed.getOrDefault(new Seat(thread, barrier), 0));
    }

    /** {@code thread} arrives. @return whether it had not arrived yet in this episode */
    boolean arrived(int thread, int barrier) {
        BitSet here = arrived.computeIfAbsent(episode(thread, barrier), _ -> new BitSet());
        boolean first = !here.get(thread);
        here.set(thread);
        return first;
    }

    /** The core let {@code thread} pass; {@code all} threads were to meet. */
    void passed(int thread, int barrier, int all) {
        Episode episode = episode(thread, barrier);
        int there = arrived.getOrDefault(episode, new BitSet()).cardinality();
        if (there < all) {
            throw new Failure.Found(
                    Failure.Kind.EARLY_BARRIER,
                    "Thread " + thread + " passed barrier " + barrier + " for the " + (episode.number() + 1)
                            + ". time when " + there + " of " + all + " threads had arrived.");
        }
        passed.merge(new Seat(thread, barrier), 1, Integer::sum);
    }
}
