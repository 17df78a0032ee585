package io.hivemind.apps.frame;

import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The worker threads of one drone, that all do the same. */
public final class Crew {
    /** What each worker does. */
    @FunctionalInterface
    public interface Work {
        /** Works until there is nothing left to do, as the worker of that number, from 0 on. */
        void run(int worker) throws InterruptedException;
    }

    private Crew() {}

    /**
     * Lets so many workers do {@code work} and waits for all of them. If one fails the others are interrupted, and its
     * failure is thrown here. A single worker is the calling thread.
     */
    public static void run(int threads, Work work) throws InterruptedException {
        if (threads == 1) {
            work.run(0);
            return;
        }
        var factory = Thread.ofPlatform().name("worker-", 0).daemon().factory();
        try (var pool = Executors.newFixedThreadPool(threads, factory)) {
            runIn(pool, threads, work);
        }
    }

    private static void runIn(ExecutorService pool, int threads, Work work) throws InterruptedException {
        var workers = new ExecutorCompletionService<Boolean>(pool);
        for (int worker = 0; worker < threads; worker++) {
            int number = worker;
            workers.submit(() -> {
                work.run(number);
                return true;
            });
        }
        try {
            for (int ended = 0; ended < threads; ended++) {
                workers.take().get();
            }
        } catch (ExecutionException failed) {
            pool.shutdownNow();
            throw cause(failed);
        } catch (InterruptedException interrupted) {
            pool.shutdownNow();
            throw interrupted;
        }
    }

    private static RuntimeException cause(ExecutionException failed) throws InterruptedException {
        return switch (Objects.requireNonNull(failed.getCause())) {
            case RuntimeException failure -> failure;
            case InterruptedException failure -> throw failure;
            case Error failure -> throw failure;
            case Throwable failure -> new IllegalStateException("A worker failed.", failure);
        };
    }
}
