package io.hivemind.apps.frame;

import io.hivemind.Hive;
import io.hivemind.HiveConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A hive that goes on when drones fail, whose drones are threads of this JVM, linked over loopback. */
public final class FailingHive implements AutoCloseable {
    private static final int SECONDS = 60;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Hive> hives = new ArrayList<>();

    /** Lets so many drones found a hive that is configured as usual but for {@code change}. */
    public FailingHive(int drones, UnaryOperator<HiveConfig.Builder> change) throws Exception {
        int port = freePort();
        var joining = new ArrayList<Future<Hive>>();
        for (int rank = 0; rank < drones; rank++) {
            HiveConfig config = change.apply(HiveConfig.builder()
                            .rank(rank)
                            .size(drones)
                            .coordinator("127.0.0.1", port)
                            .goesOn(true)
                            .waitBound(Duration.ofSeconds(SECONDS)))
                    .build();
            joining.add(started(() -> Hive.join(config)));
        }
        for (Future<Hive> hive : joining) {
            hives.add(got(hive));
        }
    }

    /** {@return the drone of that rank} */
    public Hive drone(int rank) {
        return hives.get(rank);
    }

    /** {@return all drones, by rank} */
    public List<Hive> drones() {
        return hives;
    }

    /** {@return what becomes of {@code work}, which begins now} */
    public <T> Future<T> started(Callable<T> work) {
        return threads.submit(work);
    }

    /** {@return what became of it, within a minute} */
    public static <T> T got(Future<T> work) throws Exception {
        return work.get(SECONDS, TimeUnit.SECONDS);
    }

    /** Makes the drone fail under the calling thread, which ends there. */
    public static IllegalStateException failed(Hive drone) {
        drone.abort("it had enough");
        return new IllegalStateException("A drone of the test has failed.");
    }

    @Override
    public void close() {
        hives.stream()
                .map(hive -> CompletableFuture.runAsync(hive::close, threads).orTimeout(SECONDS, TimeUnit.SECONDS))
                .toList()
                .forEach(CompletableFuture::join);
        threads.shutdownNow();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
