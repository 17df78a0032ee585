package io.hivemind.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The standard input of this process, of which the library needs three things: its first line, by which a launcher says what
 * nobody else may read, the lines after it, and its end. One thread reads it, from when any is first asked for. The program must not
 * read it itself.
 */
final class StandardInput {
    /** More than any secret has. */
    private static final int MOST_BYTES = 64 << 10;

    private static final AtomicBoolean READ = new AtomicBoolean();
    private static final CompletableFuture<String> FIRST_LINE = new CompletableFuture<>();
    private static final List<Consumer<String>> LISTENERS = new CopyOnWriteArrayList<>();
    private static final CompletableFuture<Boolean> END = new CompletableFuture<>();

    private StandardInput() {}

    /**
     * {@return the first line, which every call gives anew}
     *
     * @throws IllegalArgumentException if there was none within {@code bound}
     */
    static String firstLine(Duration bound) {
        read();
        try {
            return FIRST_LINE.get(bound.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new IllegalArgumentException(
                    "No secret came over the standard input within " + bound.toMillis()
                            + " ms, as HIVEMIND_SECRET_FILE=- says it would; name a file, or write the secret there.",
                    late);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("Reading a line cannot fail, it ends.", impossible);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalArgumentException(
                    "The wait for a secret over the standard input was interrupted.", interrupted);
        }
    }

    /** Has {@code listener} called with each line after the first that is read from now on. */
    static void onLine(Consumer<String> listener) {
        LISTENERS.add(listener);
    }

    /** Has {@code action} run when the input has ended, on any thread. */
    static void onEnd(Runnable action) {
        var _ = END.thenRun(action);
        read();
    }

    private static void read() {
        if (READ.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("hivemind-input").start(() -> read(System.in));
        }
    }

    private static void read(InputStream in) {
        try {
            FIRST_LINE.complete(line(in));
            var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            reader.lines().forEach(line -> LISTENERS.forEach(listener -> listener.accept(line)));
        } catch (IOException | UncheckedIOException broken) {
            // An input that breaks has nobody behind it any more, as one that ends.
            FIRST_LINE.complete("");
        }
        END.complete(true);
    }

    /** {@return all up to a line end, or the end, or what is more than a line should have} */
    static String line(InputStream in) throws IOException {
        byte[] line = new byte[MOST_BYTES];
        int length = 0;
        for (int next = in.read(); next >= 0 && next != '\n' && length < MOST_BYTES; next = in.read()) {
            line[length++] = (byte) next;
        }
        return new String(line, 0, length, StandardCharsets.UTF_8);
    }
}
