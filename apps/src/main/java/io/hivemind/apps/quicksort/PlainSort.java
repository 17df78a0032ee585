package io.hivemind.apps.quicksort;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;

/** The sort on a plain array, with threads of one process that steal ranges from one another. */
final class PlainSort {
    private PlainSort() {}

    /** Sorts the list with so many threads, as {@code settings} say. */
    static void sort(int[] list, Settings settings, int threads) throws InterruptedException {
        if (threads == 1) {
            Sorter.sort(list, 0, list.length, settings.threshold(), settings.leaf());
            return;
        }
        int grain = settings.grain(list.length, threads);
        try (var pool = new ForkJoinPool(threads)) {
            pool.submit(new Part(list, 0, list.length, grain, settings)).get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("The sort of the plain array failed.", failed);
        }
    }

    private static final class Part extends RecursiveAction {
        private static final long serialVersionUID = 1;

        private final transient int[] list;
        private final int from;
        private final int to;
        private final int grain;
        private final transient Settings settings;

        Part(int[] list, int from, int to, int grain, Settings settings) {
            this.list = list;
            this.from = from;
            this.to = to;
            this.grain = grain;
            this.settings = settings;
        }

        @Override
        protected void compute() {
            if (to - from <= grain) {
                Sorter.sort(list, from, to, settings.threshold(), settings.leaf());
                return;
            }
            int middle = Sorter.partition(list, from, to);
            invokeAll(new Part(list, from, middle, grain, settings), new Part(list, middle, to, grain, settings));
        }
    }
}
