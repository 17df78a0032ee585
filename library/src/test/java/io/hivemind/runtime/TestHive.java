package io.hivemind.runtime;

import io.hivemind.HiveException;
import io.hivemind.HiveTimeoutException;
import io.hivemind.pages.SegmentPages;
import io.hivemind.protocol.Access;
import io.hivemind.protocol.Room;
import io.hivemind.wire.Survival;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Drones in one JVM, linked over loopback, each with a small shared heap and plain accessors for its words. */
final class TestHive implements AutoCloseable {
    static final int PAGE_SIZE = 4096;
    static final int WORDS_A_PAGE = PAGE_SIZE / Long.BYTES;
    private static final VarHandle LEVEL = ValueLayout.JAVA_BYTE.varHandle();
    private static final int PAGES = 256;
    private static final long BOUND_SECONDS = 40;
    private static final AtomicInteger LAST_HIVE = new AtomicInteger();

    /** What the public interface hands to a drone. */
    static final Failures FAILURES = new Failures() {
        @Override
        public RuntimeException ended(String sentence) {
            return new HiveException(sentence);
        }

        @Override
        public RuntimeException full(String sentence) {
            return new HiveException(sentence);
        }

        @Override
        public RuntimeException timedOut(String sentence) {
            return new HiveTimeoutException(sentence);
        }
    };

    /** Something that may throw. */
    interface Step {
        void run(Member member) throws Exception;
    }

    /** One drone and its memory. */
    static final class Member {
        final Drone drone;
        private final MemorySegment heap;
        private final MemorySegment access;

        Member(DroneConfig config) {
            this.heap = MemorySegment.ofArray(new long[(int) (config.heapBytes() / Long.BYTES)]);
            this.access = MemorySegment.ofArray(new byte[config.pages()]);
            this.drone = Drone.start(config, new SegmentPages(heap, config.pageSize(), access), FAILURES);
        }

        int rank() {
            return drone.config().rank();
        }

        long get(int word) {
            allow(word, Access.READ);
            return heap.getAtIndex(ValueLayout.JAVA_LONG, word);
        }

        void set(int word, long value) {
            if (!drone.registered(Thread.currentThread().threadId())) {
                drone.register();
            }
            allow(word, Access.WRITE);
            heap.setAtIndex(ValueLayout.JAVA_LONG, word, value);
        }

        private void allow(int word, Access wanted) {
            int page = word / WORDS_A_PAGE;
            if ((byte) LEVEL.getAcquire(access, (long) page) < wanted.level()) {
                drone.touch(page, 1, wanted);
            }
        }
    }

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("app-", 0).factory());
    private final List<Member> members = new ArrayList<>();

    TestHive(int size) {
        this(size, Duration.ofSeconds(20));
    }

    TestHive(int size, Duration waitBound) {
        this(size, config -> withBound(config, waitBound));
    }

    TestHive(int size, UnaryOperator<DroneConfig> change) {
        List<Future<Member>> joining = new ArrayList<>();
        for (DroneConfig config : configs(size)) {
            joining.add(threads.submit(() -> new Member(change.apply(config))));
        }
        joining.forEach(member -> members.add(get(member)));
    }

    /** {@return configurations that fit together, at a port that was free} */
    static List<DroneConfig> configs(int size) {
        int port = freePort();
        String hive = "test-" + LAST_HIVE.incrementAndGet();
        List<DroneConfig> configs = new ArrayList<>();
        for (int rank = 0; rank < size; rank++) {
            configs.add(new DroneConfig(
                    rank,
                    size,
                    hive,
                    "127.0.0.1",
                    port,
                    "127.0.0.1",
                    0,
                    PAGE_SIZE,
                    (long) PAGES * PAGE_SIZE,
                    32 << 20,
                    Duration.ofSeconds(20),
                    true,
                    Room.UNBOUNDED,
                    Optional.empty(),
                    false,
                    "",
                    Survival.NONE));
        }
        return configs;
    }

    static DroneConfig withBound(DroneConfig config, Duration waitBound) {
        return new DroneConfig(
                config.rank(),
                config.size(),
                config.hive(),
                config.coordinatorHost(),
                config.coordinatorPort(),
                config.bind(),
                config.port(),
                config.pageSize(),
                config.heapBytes(),
                config.budgetBytes(),
                waitBound,
                config.ahead(),
                config.room(),
                config.secretFile(),
                config.tls(),
                config.program(),
                config.survival());
    }

    Member member(int rank) {
        return members.get(rank);
    }

    Drone drone(int rank) {
        return member(rank).drone;
    }

    /** Runs {@code step} in a new thread of drone {@code rank}. */
    Future<?> on(int rank, Step step) {
        return start(() -> {
            step.run(member(rank));
            return true;
        });
    }

    <T> Future<T> start(Callable<T> work) {
        return threads.submit(work);
    }

    /** Runs {@code step} on all drones at once, and waits for all. */
    void onAll(Step step) {
        List<Future<?>> running = new ArrayList<>();
        for (Member member : members) {
            running.add(on(member.rank(), step));
        }
        running.forEach(TestHive::get);
    }

    /** {@return what the future brings; what it throws is thrown as it is, if it is unchecked} */
    static <T> T get(Future<T> future) {
        try {
            return future.get(BOUND_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException | TimeoutException late) {
            throw new AssertionError("It did not end in " + BOUND_SECONDS + " s.", late);
        }
    }

    /** Leaves the hive on all drones. */
    @Override
    public void close() {
        onAll(member -> member.drone.close());
        threads.shutdownNow();
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
