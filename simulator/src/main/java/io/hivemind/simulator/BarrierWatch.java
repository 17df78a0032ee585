package io.hivemind.simulator;

import io.hivemind.protocol.View;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * The third checker, barriers: none opens before all of its threads have arrived on every drone of the view in which it opens, and all
 * that pass it are told the same view.
 */
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

    /** How many threads every drone has. */
    private final int threads;

    private final Map<Episode, BitSet> arrived = new TreeMap<>();
    private final Map<Episode, View> opened = new TreeMap<>();
    /** The drones that have passed, or left it out. */
    private final Map<Episode, BitSet> passers = new TreeMap<>();

    private final Map<Seat, Integer> passed = new TreeMap<>();

    BarrierWatch(int threads) {
        this.threads = threads;
    }

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

    /** {@return whether the episode that {@code thread} would take part in next took place before its drone was in} */
    boolean hasOpenedWithout(int thread, int barrier) {
        View view = opened.get(episode(thread, barrier));
        return view != null && !view.has(thread / threads);
    }

    /** {@code thread} leaves out an episode that took place before its drone was in; it stays so, whoever fails of those who took part. */
    void leftOut(int thread, int barrier) {
        passers.computeIfAbsent(episode(thread, barrier), _ -> new BitSet()).set(thread / threads);
        passed.merge(new Seat(thread, barrier), 1, Integer::sum);
    }

    /** The core let {@code thread} pass in {@code view}; {@code each} threads of every drone were to meet. */
    void passed(int thread, int barrier, int each, View view) {
        Episode episode = episode(thread, barrier);
        for (int drone : view.members()) {
            int there = arrivedOf(drone, episode);
            if (there < each) {
                throw new Failure.Found(
                        Failure.Kind.EARLY_BARRIER,
                        name(thread, episode) + " in " + Text.of(view) + " when " + there + " of " + each
                                + " threads of drone " + drone + " had arrived.");
            }
        }
        View before = opened.putIfAbsent(episode, view);
        if (!view.has(thread / threads) || (before != null && !before.equals(view))) {
            throw new Failure.Found(
                    Failure.Kind.BROKEN_VIEW,
                    name(thread, episode) + " in " + Text.of(view)
                            + ", which its drone is not in, or others passed it in " + before + ".");
        }
        leftOut(thread, barrier);
    }

    /** A drone has failed: what nobody else has passed may be passed otherwise. */
    void fails(int drone) {
        passers.values().forEach(there -> there.clear(drone));
        opened.keySet()
                .removeIf(episode -> passers.getOrDefault(episode, new BitSet()).isEmpty());
    }

    private int arrivedOf(int drone, Episode episode) {
        BitSet there = arrived.getOrDefault(episode, new BitSet());
        return there.get(drone * threads, (drone + 1) * threads).cardinality();
    }

    private static String name(int thread, Episode episode) {
        return "Thread " + thread + " passed barrier " + episode.barrier() + " for the " + (episode.number() + 1)
                + ". time";
    }
}
