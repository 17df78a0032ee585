package io.hivemind;

import io.hivemind.links.Secret;
import io.hivemind.links.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** A hive within this JVM into which newcomers may come, and what they need for it. */
final class OpenHive implements AutoCloseable {
    static final String PROGRAM = "a program";
    private static final String SECRET = "only the drones of this hive know it";
    private static final long LIMIT_SECONDS = 40;

    final List<Hive> founders = new ArrayList<>();
    final int port = Drones.freePort();
    private final Path folder;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory());

    /** Founds a hive of {@code size} drones that keeps its files in {@code folder}. */
    OpenHive(Path folder, int size) throws Exception {
        this(folder, size, config -> config);
    }

    /** Founds a hive with another configuration. */
    OpenHive(Path folder, int size, UnaryOperator<HiveConfig.Builder> change) throws Exception {
        this.folder = folder;
        Path secret = file(SECRET);
        List<Future<Hive>> joining = new ArrayList<>();
        for (int rank = 0; rank < size; rank++) {
            HiveConfig config = change.apply(Drones.small()
                            .size(size)
                            .rank(rank)
                            .coordinator("127.0.0.1", port)
                            .secretFile(secret)
                            .program(PROGRAM))
                    .build();
            joining.add(run(() -> Hive.join(config)));
        }
        for (Future<Hive> founder : joining) {
            founders.add(get(founder));
        }
    }

    /** {@return a file that only this user can read, with a token that nobody has used} */
    Path token() throws IOException {
        return file(Token.fresh(new Secret(SECRET), "hive", false).line());
    }

    /** {@return a file that only this user can read, with {@code line}} */
    Path file(String line) throws IOException {
        Path file = Files.createTempFile(
                folder,
                "private",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, line + "\n");
    }

    /** {@return what a newcomer needs} */
    HiveConfig.Builder newcomer() throws IOException {
        return HiveConfig.builder()
                .waitBound(Duration.ofSeconds(20))
                .program(PROGRAM)
                .enter("127.0.0.1", port, token());
    }

    /** {@return a newcomer that was taken in} */
    Hive enter() throws Exception {
        HiveConfig config = newcomer().build();
        return get(run(() -> Hive.join(config)));
    }

    <T> Future<T> run(Callable<T> work) {
        return threads.submit(work);
    }

    /** Has all drones in {@code hives} do {@code part} at the same time. */
    void all(List<Hive> hives, Drones.Part part) throws Exception {
        List<Future<Boolean>> running = new ArrayList<>();
        for (Hive hive : hives) {
            running.add(run(() -> {
                part.play(hive);
                return true;
            }));
        }
        for (Future<Boolean> one : running) {
            get(one);
        }
    }

    /** {@return what comes of it; what it throws is thrown as it is} */
    static <T> T get(Future<T> future) throws Exception {
        try {
            return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
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
        founders.forEach(hive -> {
            hive.abort("the test is over");
            hive.close();
        });
        threads.shutdownNow();
    }
}
