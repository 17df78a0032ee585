package io.hivemind;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The threads of one drone that come to one checkpoint: the first of them writes it, and the others wait for that. */
final class Round {
    private final int threads;
    /** Ends with why the checkpoint failed, if it did. */
    private final CompletableFuture<Optional<RuntimeException>> written = new CompletableFuture<>();

    private int come;

    Round(int threads) {
        this.threads = threads;
    }

    /** Counts the current thread; {@return whether it is the first} One thread at a time. */
    boolean come() {
        come++;
        return come == 1;
    }

    /** {@return whether all have come} One thread at a time. */
    boolean isFull() {
        return come == threads;
    }

    /** The checkpoint is written. */
    void done() {
        written.complete(Optional.empty());
    }

    /** The checkpoint failed. */
    void failed(RuntimeException failure) {
        written.complete(Optional.of(failure));
    }

    /** Waits until it is written, which is bounded as the waits of its thread are; throws what that threw. */
    void await() {
        written.join().ifPresent(failure -> {
            throw failure;
        });
    }
}
