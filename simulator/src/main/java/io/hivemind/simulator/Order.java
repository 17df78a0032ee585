package io.hivemind.simulator;

import java.util.HashMap;
import java.util.Map;

/**
 * Happened-before among the application threads, kept from outside: a vector clock for each thread, moved by locks,
 * barriers and hand-overs in the way the Java memory model moves them. It shares nothing with the protocol's own vector
 * time, so that neither can hide a mistake of the other.
 *
 * <p>An epoch is a stretch of one thread between two of its releasing operations.
 */
final class Order {
    private final int[][] clocks;
    /** By lock: all that the threads that have released it knew. Never iterated, so its order does not matter. */
    private final Map<Object, int[]> published = new HashMap<>();

    Order(int threads) {
        clocks = new int[threads][threads];
        for (int thread = 0; thread < threads; thread++) {
            clocks[thread][thread] = 1;
        }
    }

    /** {@return the epoch in which {@code thread} is} */
    int epoch(int thread) {
        return clocks[thread][thread];
    }

    /** {@return whether what {@code thread} did in {@code epoch} happened before what {@code observer} does now} */
    boolean knows(int observer, int thread, int epoch) {
        return clocks[observer][thread] >= epoch;
    }

    /** {@return the clock of {@code thread} as it is now} */
    int[] snapshot(int thread) {
        return clocks[thread].clone();
    }

    /** What {@code thread} did so far happens before whatever follows {@link #receive} of {@code what}. */
    void publish(int thread, Object what) {
        int[] known = published.get(what);
        if (known == null) {
            published.put(what, clocks[thread].clone());
        } else {
            join(known, clocks[thread]);
        }
        clocks[thread][thread]++;
    }

    /** All that was published under {@code what} happened before whatever {@code thread} does from now on. */
    void receive(int thread, Object what) {
        int[] known = published.get(what);
        if (known != null) {
            join(clocks[thread], known);
        }
    }

    /** Forgets what was published under {@code what}. */
    void forget(Object what) {
        published.remove(what);
    }

    private static void join(int[] into, int[] from) {
        for (int i = 0; i < into.length; i++) {
            into[i] = Math.max(into[i], from[i]);
        }
    }
}
