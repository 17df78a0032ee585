package io.hivemind.apps.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.Hive;
import io.hivemind.HiveConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A program on a hive whose drones are threads of this JVM, linked over loopback. */
public final class HiveInTest {
    private static final long MEMORY = 8L << 20;

    private HiveInTest() {}

    /**
     * {@return the results of the program with these arguments, on so many drones with 8 MiB, configured as usual but for
     * {@code change}} A {@link Mistake} on a drone is thrown here.
     */
    public static Results run(
            Program program, int drones, UnaryOperator<HiveConfig.Builder> change, String... arguments) {
        int port = freePort();
        var running = new ArrayList<CompletableFuture<Optional<Results>>>();
        try (var threads = Executors.newCachedThreadPool()) {
            for (int rank = 0; rank < drones; rank++) {
                var builder = HiveConfig.builder()
                        .rank(rank)
                        .size(drones)
                        .coordinator("127.0.0.1", port)
                        .memoryBytes(MEMORY)
                        .waitBound(Duration.ofSeconds(20));
                HiveConfig config = change.apply(builder).build();
                Job job = program.prepare(program.options().parse(List.of(arguments)));
                running.add(CompletableFuture.supplyAsync(() -> run(config, job), threads));
            }
            List<Optional<Results>> results =
                    running.stream().map(CompletableFuture::join).toList();
            assertThat(results.stream().skip(1)).allMatch(Optional::isEmpty);
            return results.getFirst().orElseThrow();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof Mistake mistake ? mistake : failed;
        }
    }

    private static Optional<Results> run(HiveConfig config, Job job) {
        Hive hive = Hive.join(config);
        try {
            Optional<Results> results = job.run(hive);
            hive.close();
            return results;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        } catch (RuntimeException | Error failure) {
            hive.abort(failure.toString());
            hive.close();
            throw failure;
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
