package io.hivemind.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where threads are between check and store: invariant I18 of docs/protocol.md. */
class ThreadsTest {
    private final Threads threads = new Threads();

    @Test
    @DisplayName("I18: a drone without registered threads is quiet")
    void nobodyRegisteredIsQuiet() {
        threads.leave(3);
        threads.enter(3);
        assertThat(threads.allSince(threads.now())).isTrue();
    }

    @Test
    @DisplayName("I18: a running thread is waited for until it has begun to run again")
    void aRunningThreadIsWaitedFor() {
        threads.register(2);
        long stamp = threads.now();
        assertThat(threads.allSince(stamp)).isFalse();
        threads.enter(2);
        assertThat(threads.allSince(stamp)).isTrue();
        threads.leave(2);
        assertThat(threads.allSince(stamp)).isTrue();
        assertThat(threads.allSince(threads.now())).isFalse();
    }

    @Test
    @DisplayName("I18: every registered thread is waited for, and an ended one is not")
    void everyThreadIsWaitedFor() {
        threads.register(0);
        threads.register(40);
        long stamp = threads.now();
        threads.leave(0);
        assertThat(threads.allSince(stamp)).isFalse();
        threads.retire(40);
        assertThat(threads.allSince(stamp)).isTrue();
        threads.leave(40);
        threads.enter(0);
        assertThat(threads.allSince(threads.now()))
                .as("who has ended runs no more")
                .isTrue();
    }

    @Test
    @DisplayName("I18: a thread seen outside an access while it is inside a synchronisation stays inside")
    void aThreadSeenInsideStaysInside() {
        threads.register(0);
        threads.enter(0);
        threads.seenOutside(0);
        assertThat(threads.allSince(threads.now())).isTrue();
    }

    @Test
    @DisplayName("I18: a running thread seen outside an access has passed")
    void aRunningThreadSeenOutsideHasPassed() {
        threads.register(0);
        long stamp = threads.now();
        threads.seenOutside(0);
        assertThat(threads.allSince(stamp)).isTrue();
        assertThat(threads.allSince(threads.now())).isFalse();
    }
}
