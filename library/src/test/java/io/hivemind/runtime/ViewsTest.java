package io.hivemind.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.hivemind.protocol.View;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ViewsTest {
    private static final long LONG = TimeUnit.MINUTES.toNanos(1);

    private volatile boolean over;
    private final Views views = new Views(0, 3, () -> over);
    private final View second = View.first(3).next(List.of(), List.of(2));
    private final View third = second.next(List.of(), List.of(1));
    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();

    @Test
    void whoWantsNotToBeDisturbedWaitsForTheListenerThatIsCalled() throws Exception {
        var called = new CountDownLatch(1);
        var mayReturn = new CountDownLatch(1);
        views.listen(_ -> {
            called.countDown();
            await(mayReturn);
            done.add("told");
        });
        views.change(second, List.of(2));
        called.await();
        var begun = new CountDownLatch(1);
        Thread closing = Thread.ofPlatform().start(() -> {
            begun.countDown();
            views.undisturbed(LONG, () -> done.add("closed"));
        });
        begun.await();
        mayReturn.countDown();
        closing.join();

        assertThat(done).containsExactly("told", "closed");
    }

    @Test
    void aListenerMayItselfDoWhatMustNotBeDisturbed() throws Exception {
        views.listen(_ -> views.undisturbed(LONG, () -> done.add("closed")));
        views.change(second, List.of(2));

        assertThat(done.poll(1, TimeUnit.MINUTES)).isEqualTo("closed");
    }

    @Test
    void nobodyIsToldWhenThatHasEnded() throws Exception {
        var first = new CountDownLatch(1);
        var last = new CountDownLatch(1);
        views.listen(_ -> {
            done.add("told");
            views.end();
            first.countDown();
        });
        views.change(second, List.of(2));
        first.await();
        views.change(third, List.of(1));
        views.undisturbed(LONG, last::countDown);

        assertThat(last.getCount()).isZero();
        assertThat(done).containsExactly("told");
    }

    @Test
    void whatAListenerThrowsIsLoggedWithWhereItWasThrown() throws Exception {
        try (var log = new Logged(Views.class)) {
            failWhileToldOfAView(() -> {});

            assertThat(log.events()).singleElement().satisfies(event -> {
                assertThat(event.getLevel()).isEqualTo(Level.ERROR);
                assertThat(event.getThrowableProxy().getMessage()).isEqualTo("on purpose");
            });
        }
    }

    @Test
    void whatEndsWithTheHiveIsNoErrorOfTheListener() throws Exception {
        try (var log = new Logged(Views.class)) {
            failWhileToldOfAView(() -> over = true);

            assertThat(log.events()).singleElement().satisfies(event -> {
                assertThat(event.getLevel()).isEqualTo(Level.INFO);
                assertThat(event.getThrowableProxy()).isNull();
                assertThat(event.getFormattedMessage())
                        .isEqualTo("A listener of drone 0 that was told of a view ended with the hive:"
                                + " java.lang.IllegalStateException: on purpose");
            });
        }
    }

    /** Has a listener called that throws after {@code meanwhile}, and waits until that is over. */
    private void failWhileToldOfAView(Runnable meanwhile) throws InterruptedException {
        var called = new CountDownLatch(1);
        var mayThrow = new CountDownLatch(1);
        views.listen(_ -> {
            called.countDown();
            await(mayThrow);
            throw new IllegalStateException("on purpose");
        });
        views.change(second, List.of(2));
        called.await();
        meanwhile.run();
        mayThrow.countDown();
        views.undisturbed(LONG, () -> {});
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
