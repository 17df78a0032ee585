package io.hivemind.runtime;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The thread that tells a drone that time passes. */
final class Ticker {
    /** What a tick of the node lasts. */
    static final Duration TICK = Duration.ofMillis(20);

    private final CountDownLatch stopped = new CountDownLatch(1);

    void start(int rank, Runnable tick) {
        Thread.ofPlatform().daemon().name("hivemind-" + rank + "-ticker").start(() -> run(tick));
    }

    void stop() {
        stopped.countDown();
    }

    private void run(Runnable tick) {
        try {
            while (!stopped.await(TICK.toNanos(), TimeUnit.NANOSECONDS)) {
                tick.run();
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(
                    "Nobody but the drone knows its ticker, and the drone does not interrupt it.", interrupted);
        }
    }
}
