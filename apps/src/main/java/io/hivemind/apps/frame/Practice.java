package io.hivemind.apps.frame;

import io.hivemind.Hive;
import io.hivemind.HiveConfig;
import io.hivemind.SharedDoubles;
import io.hivemind.SharedLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/**
 * A hive of two drones within this process that do what programs do, for a fraction of a second, so that the JVM has compiled
 * what shared memory needs before anything is measured. Plain arrays need no such thing.
 */
public final class Practice {
    private static final int ROUNDS = 240;

    /** Doubles that each drone writes in a round: 32 pages. */
    private static final int SHARE = 1 << 14;

    /** Rounds between two in which the other drone's sparse changes are looked at. */
    private static final int SELDOM = 3;

    private static final int STEP = 97;

    private Practice() {}

    /** Practises on two threads, the current one and another. Returns when both are done and the hive is gone. */
    public static void run() {
        int port = freePort();
        var other = CompletableFuture.runAsync(
                () -> takePart(1, port), action -> Thread.ofPlatform().daemon().start(action));
        takePart(0, port);
        other.join();
    }

    private static void takePart(int rank, int port) {
        HiveConfig config = HiveConfig.builder()
                .rank(rank)
                .size(2)
                .coordinator("127.0.0.1", port)
                .hive("practice-" + port)
                .memoryBytes(4L << 20)
                .build();
        try (Hive hive = Hive.join(config)) {
            for (int round = 1; round <= ROUNDS; round++) {
                play(hive, round);
            }
        }
    }

    /** Writes whole pages that are read at once, single numbers that are read seldom, and a counter under a lock. */
    private static void play(Hive hive, int round) {
        SharedDoubles dense = hive.doubles("dense", 2 * SHARE);
        SharedDoubles sparse = hive.doubles("sparse", 2 * SHARE);
        SharedLock lock = hive.lock(0);
        int mine = hive.rank() * SHARE;
        int theirs = (1 - hive.rank()) * SHARE;
        double[] numbers = new double[SHARE];
        Arrays.setAll(numbers, i -> round + 1.0 / (i + 1));
        dense.set(mine, numbers);
        for (int i = 0; i < SHARE; i += STEP) {
            sparse.set(mine + i, round);
        }
        lock.lock();
        try {
            sparse.set(1, sparse.get(1) + 1);
        } finally {
            lock.unlock();
        }
        hive.barrier();
        double[] found = new double[SHARE];
        dense.get(theirs, found);
        boolean right = Arrays.equals(found, numbers);
        if (round % SELDOM == 0) {
            sparse.get(theirs, found);
            right &= found[STEP] == round;
        }
        if (!right) {
            throw new IllegalStateException("Drone " + hive.rank() + " read something wrong in practice.");
        }
        hive.barrier();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
