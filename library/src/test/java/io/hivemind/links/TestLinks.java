package io.hivemind.links;

import io.hivemind.wire.Address;
import io.hivemind.wire.Survival;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** The links of some drones in one JVM, with a recorder behind each. */
final class TestLinks implements AutoCloseable {
    static final Duration BOUND = Duration.ofSeconds(20);
    private static final int PAGE_SIZE = 4096;
    static final Secret SECRET = new Secret("the secret of all hives that are under TLS");

    final List<LinksConfig> configs;
    private final List<Links> links = new ArrayList<>();
    private final List<Receiver> receivers = new ArrayList<>();
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory());

    /** Links that have not been started. */
    TestLinks(int size) {
        this(size, false);
    }

    /** Links that have not been started, under TLS or not. */
    TestLinks(int size, boolean tls) {
        this(size, tls, rank -> new Recorder());
    }

    TestLinks(int size, boolean tls, IntFunction<Receiver> receiver) {
        this(configs(size, BOUND, tls), receiver, Turns.ENOUGH);
    }

    TestLinks(int size, Duration bound, IntFunction<Receiver> receiver) {
        this(configs(size, bound, false), receiver, Turns.ENOUGH);
    }

    /** Links of a hive that goes on when a drone fails, which have not been started. */
    TestLinks(int size, boolean tls, Survival survival) {
        this(size, tls, survival, rank -> new Recorder());
    }

    TestLinks(int size, boolean tls, Survival survival, IntFunction<Receiver> receiver) {
        this(
                configs(size, BOUND, tls).stream()
                        .map(config -> with(survival, config))
                        .toList(),
                receiver,
                Turns.ENOUGH);
    }

    /** Links whose reader threads stand back after {@code closeWaits} waits that followed closely. */
    TestLinks(int size, IntFunction<Receiver> receiver, int closeWaits) {
        this(configs(size, BOUND, false), receiver, closeWaits);
    }

    private TestLinks(List<LinksConfig> configs, IntFunction<Receiver> receiver, int closeWaits) {
        this.configs = configs;
        for (LinksConfig config : configs) {
            receivers.add(receiver.apply(config.rank()));
            links.add(new Links(config, receivers.getLast(), closeWaits));
        }
    }

    /** {@return {@code config} for a hive with {@code secret}, or without one} */
    static LinksConfig with(Optional<Secret> secret, LinksConfig config) {
        return with(secret, config.tls(), config);
    }

    /** {@return {@code config} for lines under TLS or not, with as much of a secret} */
    static LinksConfig with(Optional<Secret> secret, boolean tls, LinksConfig config) {
        return with(secret, tls, config.survival(), config);
    }

    private static LinksConfig with(Survival survival, LinksConfig config) {
        return with(config.secret(), config.tls(), survival, config);
    }

    private static LinksConfig with(Optional<Secret> secret, boolean tls, Survival survival, LinksConfig config) {
        return new LinksConfig(
                config.rank(),
                config.size(),
                config.hive(),
                config.pageSize(),
                config.heapBytes(),
                config.roomBytes(),
                config.coordinator(),
                config.listens(),
                config.frameLimit(),
                config.startBound(),
                secret,
                tls,
                config.budgetBytes(),
                config.program(),
                survival);
    }

    /** {@return links of a hive with {@code secret} that have not been started} */
    static TestLinks withSecret(int size, Secret secret, boolean tls) {
        List<LinksConfig> configs = configs(size, BOUND, false).stream()
                .map(config -> with(Optional.of(secret), tls, config))
                .toList();
        return new TestLinks(configs, rank -> new Recorder(), Turns.ENOUGH);
    }

    /** {@return how the newcomer at {@code entrance} is to be linked to the hive of which {@code config} is another's} */
    static LinksConfig ofNewcomer(Entrance entrance, LinksConfig config) {
        return new LinksConfig(
                entrance.admission().rank(),
                config.size(),
                config.hive(),
                config.pageSize(),
                config.heapBytes(),
                config.roomBytes(),
                entrance.door(),
                new Address("127.0.0.1", 0),
                config.frameLimit(),
                config.startBound(),
                Optional.of(entrance.secret()),
                config.tls(),
                config.budgetBytes(),
                config.program(),
                config.survival());
    }

    /** {@return where drone {@code rank}, which has {@code links}, listens} */
    static Address listens(Links links, int rank) {
        return links.listens(rank).orElseThrow();
    }

    /** {@return a connection to who listens at {@code at}} */
    static Socket connected(Address at) throws IOException {
        return new Socket(at.host(), at.port());
    }

    /** {@return links that are complete} */
    static TestLinks started(int size) throws Exception {
        return started(size, false);
    }

    /** {@return links that are complete, under TLS or not} */
    static TestLinks started(int size, boolean tls) throws Exception {
        TestLinks started = new TestLinks(size, tls);
        started.startAll();
        return started;
    }

    void startAll() throws Exception {
        List<Future<?>> starting = new ArrayList<>();
        for (int rank = 0; rank < links.size(); rank++) {
            starting.add(start(rank));
        }
        for (Future<?> start : starting) {
            get(start);
        }
    }

    Links of(int rank) {
        return links.get(rank);
    }

    Recorder recorder(int rank) {
        return (Recorder) receivers.get(rank);
    }

    Receiver receiver(int rank) {
        return receivers.get(rank);
    }

    LinksConfig config(int rank) {
        return configs.get(rank);
    }

    Future<?> start(int rank) {
        return start(of(rank));
    }

    Future<?> start(Links one) {
        return run(() -> {
            one.start();
            return true;
        });
    }

    <T> Future<T> run(Callable<T> work) {
        return threads.submit(work);
    }

    /** {@return what comes of it; what it throws is thrown as it is} */
    static <T> T get(Future<T> future) throws Exception {
        try {
            return future.get(2 * BOUND.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw new AssertionError(failed.getCause());
        } catch (TimeoutException late) {
            throw new AssertionError("It did not end in time.", late);
        }
    }

    @Override
    public void close() {
        links.forEach(Links::close);
        threads.shutdownNow();
    }

    private static List<LinksConfig> configs(int size, Duration bound, boolean tls) {
        Address coordinator = new Address("127.0.0.1", freePort());
        List<LinksConfig> configs = new ArrayList<>();
        for (int rank = 0; rank < size; rank++) {
            Address listens = rank == 0 ? coordinator : new Address("127.0.0.1", 0);
            configs.add(new LinksConfig(
                    rank,
                    size,
                    "test",
                    PAGE_SIZE,
                    64L * PAGE_SIZE,
                    Long.MAX_VALUE,
                    coordinator,
                    listens,
                    64 << 20,
                    bound,
                    tls ? Optional.of(SECRET) : Optional.empty(),
                    tls,
                    32 << 20,
                    "program",
                    Survival.NONE));
        }
        return configs;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
