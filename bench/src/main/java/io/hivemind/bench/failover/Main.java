package io.hivemind.bench.failover;

import io.hivemind.Hive;
import io.hivemind.SharedLock;
import io.hivemind.SharedLongs;
import io.hivemind.bench.primitives.Echo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What each drone's process runs. One drone holds a lock for which all others wait with one thread, and with another at a barrier at which
 * that drone is missing; then one of the others kills it. What that one and all others have noted meanwhile they bring together
 * in the heap that goes on.
 */
public final class Main {
    /** How many numbers each drone writes, so that there is something that others have copies and backups of. */
    private static final int NUMBERS = 1 << 16;

    /** How often drones meet and pass a lock around before it counts: few code is compiled then, as in a hive that has just begun. */
    private static final int WARM_UPS = 200;

    private static final int ROUND_TRIPS = 400;
    private static final int ECHO_BYTES = 64;

    /** How long all wait before the kill, so that their requests have come to where they go. */
    private static final long SILENCE_MILLIS = 500;

    private static final int MEETING = 0;
    private static final int MISSED = 1;
    private static final int FIELDS = 3;
    private static final int VIEW = 0;
    private static final int LOCK = 1;
    private static final int BARRIER = 2;

    private final Hive hive;
    private final int victim;
    private final SharedLongs numbers;

    /** The moments of each drone, in microseconds since the epoch, and behind them when the kill was and what a round trip takes in nanoseconds. */
    private final SharedLongs moments;

    private Main(Hive hive, int victim) {
        this.hive = hive;
        this.victim = victim;
        this.numbers = hive.longs("numbers", (long) NUMBERS * hive.size());
        this.moments = hive.longs("moments", (long) FIELDS * hive.size() + 2);
    }

    /** Measures how drone {@code arguments[0]} is done without; one of the others writes what came out into the file {@code arguments[1]}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (Hive hive = Hive.join()) {
            new Main(hive, Integer.parseInt(arguments[0])).measure(Path.of(arguments[1]));
        }
    }

    private void measure(Path file) throws IOException, InterruptedException {
        warmUp();
        SharedLock lock = hive.lock(victim);
        if (hive.rank() == victim) {
            hive.publish("victim", ProcessHandle.current().pid());
            lock.lock();
        }
        hive.barrier(MEETING).await();
        if (hive.rank() == victim) {
            new CountDownLatch(1).await(hive.config().waitBound().toMillis(), TimeUnit.MILLISECONDS);
            throw new IllegalStateException("Drone " + victim + " should have been killed.");
        }
        survive(lock);
        hive.barrier(MEETING).await();
        if (isFirstLeft()) {
            Files.writeString(file, outcome());
        }
        hive.barrier(MEETING).await();
    }

    /** Does a little of everything, takes the time of round trips, and gives every drone pages of its own. */
    private void warmUp() throws IOException {
        SharedLock lock = hive.lock(hive.size() + victim);
        for (int i = 0; i < WARM_UPS; i++) {
            lock.lock();
            try {
                moments.set(0, moments.get(0) + 1);
            } finally {
                lock.unlock();
            }
            hive.barrier(MEETING).await();
        }
        long[] own = new long[NUMBERS];
        Arrays.fill(own, hive.rank());
        numbers.set((long) NUMBERS * hive.rank(), own, 0, NUMBERS);
        try (Echo echo = Echo.between(hive)) {
            if (hive.rank() == 0) {
                moments.set(moments.length() - 1, roundTripNanos(echo));
            }
            hive.barrier(MEETING).await();
        }
    }

    private static long roundTripNanos(Echo echo) {
        long[] nanos = new long[ROUND_TRIPS];
        for (int i = 0; i < nanos.length; i++) {
            long begin = System.nanoTime();
            echo.ask(ECHO_BYTES);
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        return nanos[nanos.length / 2];
    }

    private void survive(SharedLock lock) throws InterruptedException {
        var viewed = new CompletableFuture<Long>();
        hive.onViewChange(view -> viewed.complete(nowMicros()));
        var locked = CompletableFuture.supplyAsync(
                () -> {
                    lock.lock();
                    try {
                        return nowMicros();
                    } finally {
                        lock.unlock();
                    }
                },
                Main::inThread);
        var passed = CompletableFuture.supplyAsync(
                () -> {
                    hive.barrier(MISSED).await();
                    return nowMicros();
                },
                Main::inThread);
        if (isFirstLeft()) {
            long pid = hive.lookup("victim");
            new CountDownLatch(1).await(SILENCE_MILLIS, TimeUnit.MILLISECONDS);
            long killed = nowMicros();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            moments.set((long) FIELDS * hive.size(), killed);
        }
        note(VIEW, viewed.join());
        note(LOCK, locked.join());
        note(BARRIER, passed.join());
    }

    private void note(int field, long micros) {
        moments.set((long) FIELDS * hive.rank() + field, micros);
    }

    private boolean isFirstLeft() {
        return hive.rank() == (victim == 0 ? 1 : 0);
    }

    /** {@return the moment of the kill, of the last that changed its view, the first that had the lock, the last that passed the barrier, and the round trip} */
    private String outcome() {
        long viewed = 0;
        long locked = Long.MAX_VALUE;
        long passed = 0;
        for (int rank = 0; rank < hive.size(); rank++) {
            if (rank != victim) {
                long at = (long) FIELDS * rank;
                viewed = Math.max(viewed, moments.get(at + VIEW));
                locked = Math.min(locked, moments.get(at + LOCK));
                passed = Math.max(passed, moments.get(at + BARRIER));
            }
        }
        long killed = moments.get((long) FIELDS * hive.size());
        long roundTripNanos = moments.get(moments.length() - 1);
        return killed + " " + viewed + " " + locked + " " + passed + " " + roundTripNanos;
    }

    private static void inThread(Runnable work) {
        Thread.ofPlatform().daemon().start(work);
    }

    private static long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
