package io.hivemind.apps.frame;

import static io.hivemind.apps.frame.FailingHive.got;
import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.Hive;
import io.hivemind.HiveView;
import io.hivemind.SharedBytes;
import io.hivemind.SharedLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three founders that muster, of which one fails. */
class MusterTest {
    private FailingHive hive;

    @BeforeEach
    void join() throws Exception {
        hive = new FailingHive(3, config -> config);
    }

    @AfterEach
    void leave() {
        hive.close();
    }

    @Test
    void oneThatFailsBeforeItBeginsIsNeitherWaitedForNorCountedOut() throws Exception {
        var first = new Muster(hive.drone(0));
        var second = new Muster(hive.drone(1));
        var _ = new Muster(hive.drone(2));
        Future<Boolean> begun = hive.started(() -> begun(first));
        hive.drone(2).abort("it had enough");
        assertThat(begun(second)).isTrue();
        assertThat(got(begun)).isTrue();

        assertThat(second.mayGo()).as("the first stays").isTrue();
        assertThat(first.mayGo()).as("nobody stays").isFalse();
    }

    @Test
    void oneThatFailsBeforeOthersHaveComeDoesNotCountAsOneThatWorks() throws Exception {
        Future<Boolean> begun = hive.started(() -> begun(new Muster(hive.drone(2))));
        assertThat(got(hive.started(() -> hasHeardOf(2)))).isTrue();
        awaitLoss(0, 1, () -> hive.drone(2).abort("it had enough"));
        assertThat(begun).failsWithin(Duration.ofMinutes(1));
        var musters = List.of(new Muster(hive.drone(0)), new Muster(hive.drone(1)));
        List<Future<Boolean>> beginning = new ArrayList<>();
        musters.forEach(muster -> beginning.add(hive.started(() -> begun(muster))));
        for (Future<Boolean> one : beginning) {
            assertThat(got(one)).isTrue();
        }

        assertThat(musters.getLast().mayGo()).as("the first stays").isTrue();
        assertThat(musters.getFirst().mayGo()).as("nobody stays").isFalse();
    }

    @Test
    void oneThatFailsOnItsWayOutIsCountedOutOnce() throws Exception {
        var musters = hive.drones().stream().map(Muster::new).toList();
        List<Future<Boolean>> beginning = new ArrayList<>();
        musters.forEach(muster -> beginning.add(hive.started(() -> begun(muster))));
        for (Future<Boolean> one : beginning) {
            assertThat(got(one)).isTrue();
        }
        assertThat(musters.getLast().mayGo()).isTrue();
        awaitLoss(0, 1, () -> hive.drone(2).abort("it had enough"));

        assertThat(musters.get(1).mayGo()).as("the first stays").isTrue();
        assertThat(musters.get(0).mayGo()).as("nobody stays").isFalse();
    }

    /** Waits until a drone has said that it is ready. */
    private boolean hasHeardOf(int rank) throws InterruptedException {
        SharedLock lock = hive.drone(0).lock(Muster.LOCK);
        SharedBytes said = hive.drone(0).bytes(Muster.NAME, Muster.MOST_RANKS);
        lock.lock();
        try {
            while (said.get(rank) == 0) {
                lock.condition(0).await();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private static boolean begun(Muster muster) throws InterruptedException {
        muster.begin(() -> {});
        return true;
    }

    /** Returns when two drones have heard of the loss that {@code failing} brings about. */
    private void awaitLoss(int one, int other, Runnable failing) throws InterruptedException {
        BlockingQueue<HiveView> heard = new LinkedBlockingQueue<>();
        for (Hive drone : List.of(hive.drone(one), hive.drone(other))) {
            drone.onViewChange(heard::add);
        }
        failing.run();
        for (int each = 0; each < 2; each++) {
            assertThat(heard.poll(1, TimeUnit.MINUTES).lost()).containsExactly(2);
        }
    }
}
