package io.hivemind;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assertions;

/** Hives within this JVM: each drone is a {@link Hive} of its own, driven by a thread of its own, over loopback. */
final class Drones {
    private static final long LIMIT_SECONDS = 50;

    private Drones() {}

    /** What one drone does. */
    interface Part {
        void play(Hive hive) throws Exception;
    }

    /** Lets a hive of one do {@code part}. */
    static void alone(Part part) {
        alone(config -> config, part);
    }

    /** Lets a hive of one with another configuration do {@code part}. */
    static void alone(UnaryOperator<HiveConfig.Builder> change, Part part) {
        try (Hive hive = Hive.join(change.apply(small()).build())) {
            part.play(hive);
        } catch (RuntimeException unchecked) {
            throw unchecked;
        } catch (Exception checked) {
            Assertions.fail(checked);
        }
    }

    /** Lets {@code size} drones all do {@code part}, each in a thread, and then leave. */
    static void together(int size, Part part) {
        together(size, config -> config, part);
    }

    /** Lets {@code size} drones with another configuration all do {@code part}, each in a thread, and then leave. */
    static void together(int size, UnaryOperator<HiveConfig.Builder> change, Part part) {
        together(size, (config, _) -> change.apply(config), part);
    }

    /** Lets {@code size} drones, each with another configuration, all do {@code part}, each in a thread, and then leave. */
    static void together(int size, BiFunction<HiveConfig.Builder, Integer, HiveConfig.Builder> change, Part part) {
        int port = freePort();
        List<CompletableFuture<Void>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("drone-", 0).factory())) {
            for (int rank = 0; rank < size; rank++) {
                HiveConfig config = change.apply(small().size(size).coordinator("127.0.0.1", port), rank)
                        .rank(rank)
                        .build();
                running.add(CompletableFuture.runAsync(() -> play(config, part), threads));
            }
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new))
                    .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
    }

    /** {@return a configuration with little memory and short waits} */
    static HiveConfig.Builder small() {
        return HiveConfig.builder().memoryBytes(4L << 20).waitBound(Duration.ofSeconds(20));
    }

    // A drone whose part fails leaves at once, so that the others' waits end and the test says what failed.
    private static void play(HiveConfig config, Part part) {
        Hive hive = Hive.join(config);
        try {
            part.play(hive);
        } catch (Throwable failed) {
            hive.abort(String.valueOf(failed.getMessage()));
            hive.close();
            throw new AssertionError("Drone " + config.rank() + " failed.", failed);
        }
        hive.close();
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
