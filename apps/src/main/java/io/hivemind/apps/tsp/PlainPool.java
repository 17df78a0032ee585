package io.hivemind.apps.tsp;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/** A pool for the threads of one process. */
final class PlainPool implements Pool {
    private final ArrayDeque<int[]> partials = new ArrayDeque<>();

    private final int few;

    /** How many partial tours are in the pool or being worked on. */
    private int open;

    /** Begins with the tour that has not left its first city, for so many workers. */
    PlainPool(int workers) {
        few = FEW * workers;
        add(new int[1]);
    }

    @Override
    public synchronized Optional<int[]> take() throws InterruptedException {
        while (partials.isEmpty() && open > 0) {
            wait();
        }
        return Optional.ofNullable(partials.pollFirst());
    }

    @Override
    public synchronized boolean isShort() {
        return partials.size() < few;
    }

    @Override
    public synchronized Optional<int[]> takeAfter(List<int[]> extended) throws InterruptedException {
        extended.forEach(this::add);
        open--;
        if (extended.size() > 1 || open == 0) {
            notifyAll();
        }
        return take();
    }

    private void add(int[] partial) {
        partials.addLast(partial);
        open++;
    }
}
