package io.hivemind.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.protocol.Input;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A drone knows its threads: who may store, who cannot be within an access, and who has ended. */
class ThreadsTest {
    private final Threads threads = new Threads();
    private final ExecutorService worker = Executors.newSingleThreadExecutor();
    private final List<Input> told = new ArrayList<>();

    @AfterEach
    void endTheWorker() {
        worker.shutdownNow();
    }

    @Test
    void aThreadIsRegisteredOnceItSaysSoAndTheNodeHearsItOnce() {
        long id = Thread.currentThread().threadId();
        assertThat(threads.isRegistered(id)).isFalse();
        Threads.Member member = threads.current();
        assertThat(threads.register(member)).isEqualTo(new Input.Register(member.number()));
        assertThat(threads.register(member)).isNull();
        assertThat(threads.isRegistered(id)).isTrue();
        assertThat(threads.isRegistered(id + 1024)).isFalse();
    }

    @Test
    void aThreadThatWaitsOutsideAnyAccessIsNotWithinOne() {
        Thread waiting = register(false);
        threads.look(true, told::add);
        assertThat(told).containsExactly(new Input.Quiesce(0));
        assertThat(waiting.isAlive()).isTrue();
    }

    @Test
    void aThreadThatWaitsInTheSystemIsNotWithinAnAccess() throws Exception {
        Thread waiting = register(false);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<?> accepted = worker.submit(server::accept);
            while (Arrays.stream(waiting.getStackTrace())
                    .noneMatch(frame ->
                            frame.isNativeMethod() && frame.getClassName().startsWith("sun.nio.ch"))) {
                Thread.onSpinWait();
            }
            threads.look(true, told::add);
            assertThat(told).containsExactly(new Input.Quiesce(0));
            assertThat(accepted.isDone()).isFalse();
        }
    }

    @Test
    void aThreadWithAnOpenSpanMayStoreAtAnyTime() {
        register(true);
        threads.look(true, told::add);
        assertThat(told).isEmpty();
    }

    @Test
    void aThreadThatWaitsWithinAnAccessMayStoreWhenItGoesOn() throws Exception {
        Thread thread = register(false);
        CountDownLatch page = new CountDownLatch(1);
        CountDownLatch ready = new CountDownLatch(1);
        // The frames of this test are in a package of accessors.
        Future<?> access = worker.submit(() -> {
            ready.countDown();
            page.await();
            return true;
        });
        ready.await();
        awaitState(thread, Thread.State.WAITING);
        threads.look(true, told::add);
        assertThat(told).isEmpty();
        page.countDown();
        TestHive.get(access);
    }

    @Test
    void aThreadThatHasEndedIsForgottenAndItsNumberGivenAgain() throws Exception {
        Thread ended = register(false);
        worker.shutdown();
        ended.join();
        threads.forgetEnded(told::add);
        assertThat(told).containsExactly(new Input.Retire(0));
        assertThat(threads.current().number()).isZero();
    }

    /** {@return a registered thread that waits for work} */
    private Thread register(boolean span) {
        Thread thread = TestHive.get(worker.submit(() -> {
            Threads.Member member = threads.current();
            assertThat(threads.register(member)).isNotNull();
            if (span) {
                member.holdSpan();
            }
            return Thread.currentThread();
        }));
        awaitState(thread, Thread.State.WAITING);
        return thread;
    }

    private static void awaitState(Thread thread, Thread.State state) {
        while (thread.getState() != state) {
            Thread.onSpinWait();
        }
    }
}
