package io.hivemind.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivemind.HiveException;
import io.hivemind.HiveTimeoutException;
import io.hivemind.protocol.Access;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** However a hive ends, nobody hangs, and everybody says why. */
class DroneEndTest {
    @Test
    void aBarrierPastTheBoundNamesThoseWhoHaveNotArrived() {
        try (TestHive hive = new TestHive(4, Duration.ofMillis(700))) {
            List<Future<?>> waiting = new ArrayList<>();
            for (int rank : new int[] {0, 2}) {
                waiting.add(hive.on(rank, member -> member.drone.arrive(3, 1)));
            }
            for (Future<?> wait : waiting) {
                assertThatThrownBy(() -> TestHive.get(wait))
                        .isInstanceOf(HiveTimeoutException.class)
                        .hasMessageMatching(
                                "Thread app-\\d+ of drone [02] waited 700 ms for barrier 3.*drones 1 and 3.*; raise HIVEMIND_WAIT if that is normal\\.");
            }
            Future<?> last = hive.on(1, member -> member.drone.arrive(3, 1));
            hive.drone(3).arrive(3, 1);
            TestHive.get(last);
        }
    }

    /** After many quick waits the waiting thread itself reads the link, and cannot look at the clock while nothing comes. */
    @Test
    void aBarrierPastTheBoundEndsAlsoForAThreadThatReadsTheLink() {
        try (TestHive hive = new TestHive(2, Duration.ofSeconds(1))) {
            hive.onAll(member -> {
                for (int i = 0; i < 500; i++) {
                    member.drone.arrive(0, 1);
                }
            });
            TestHive.get(hive.on(1, member -> {
                for (int lock = 0; lock < 500; lock++) {
                    member.drone.acquire(2L * lock);
                    member.drone.release(2L * lock);
                }
                assertThatThrownBy(() -> member.drone.arrive(9, 1))
                        .isInstanceOf(HiveTimeoutException.class)
                        .hasMessageContaining("waited 1 s for barrier 9: drone 0 has not arrived");
            }));
            hive.drone(0).arrive(9, 1);
        }
    }

    @Test
    void aThreadThatGaveUpAtABarrierTakesItsWaitUpAgain() throws Exception {
        try (TestHive hive = new TestHive(2)) {
            Drone first = hive.drone(0);
            AtomicReference<String> missing = new AtomicReference<>("");
            assertThat(first.arrive(0, 1, TimeUnit.MILLISECONDS.toNanos(100), missing::set))
                    .isEmpty();
            assertThat(missing.get()).contains("drone 1");
            Future<?> second = hive.on(1, member -> member.drone.arrive(0, 1));
            first.arrive(0, 1);
            TestHive.get(second);
        }
    }

    @Test
    void everyWaitAndEveryLaterCallOfTheOthersSaysWhichDroneEndedTheHive() {
        TestHive hive = new TestHive(3);
        Future<?> atBarrier = hive.on(0, member -> member.drone.arrive(0, 1));
        hive.drone(1).acquire(1);
        Future<?> atLock = hive.on(0, member -> member.drone.acquire(1));
        hive.drone(2).abort("NullPointerException: no list");

        String sentence = "Drone 2 ended the hive: NullPointerException: no list";
        for (Future<?> wait : List.of(atBarrier, atLock)) {
            assertThatThrownBy(() -> TestHive.get(wait))
                    .isInstanceOf(HiveException.class)
                    .hasMessage(sentence);
        }
        assertThatThrownBy(() -> hive.drone(0).touch(0, 1, Access.WRITE)).hasMessage(sentence);
        assertThatThrownBy(() -> hive.drone(2).acquire(4)).hasMessage(sentence);
        hive.close();
    }

    @Test
    void aDroneThatLeavesWithoutTheOthersIsNamed() {
        TestHive hive = new TestHive(2, Duration.ofMillis(500));
        assertThatThrownBy(() -> hive.drone(1).close())
                .isInstanceOf(HiveTimeoutException.class)
                .hasMessageContaining("for all drones to leave: drone 0 has not arrived");
        assertThatThrownBy(() -> hive.drone(0).arrive(0, 1))
                .isInstanceOf(HiveException.class)
                .hasMessageContaining("Drone 1 left the hive before the others");
        hive.close();
    }

    @Test
    void whatADroneHoldsIsServedUntilAllWantToLeave() {
        try (TestHive hive = new TestHive(2)) {
            hive.member(0).set(0, 77);
            Future<?> met = hive.on(1, member -> member.drone.arrive(0, 1));
            hive.drone(0).arrive(0, 1);
            TestHive.get(met);
            Future<?> leaving = hive.on(0, member -> member.drone.close());
            assertThat(TestHive.get(hive.start(() -> hive.member(1).get(0)))).isEqualTo(77);
            hive.drone(1).close();
            TestHive.get(leaving);
        }
    }

    @Test
    void aDroneThatHasLeftSaysSo() {
        TestHive hive = new TestHive(2);
        hive.close();
        assertThatThrownBy(() -> hive.drone(1).acquire(1))
                .isInstanceOf(HiveException.class)
                .hasMessage("Drone 1 has left its hive: nothing is shared after close().");
        hive.drone(1).close();
        assertThat(hive.drone(1).statistics().messagesSent()).isPositive();
    }

    @Test
    void aDroneThatDoesNotFitSaysWhy() throws Exception {
        List<DroneConfig> configs = TestHive.configs(2);
        DroneConfig coordinator = TestHive.withBound(configs.get(0), Duration.ofSeconds(1));
        FutureTask<TestHive.Member> alone = new FutureTask<>(() -> new TestHive.Member(coordinator));
        Thread.ofPlatform().daemon().start(alone);
        assertThatThrownBy(() -> new TestHive.Member(otherHive(configs.get(1))))
                .isInstanceOf(HiveException.class)
                .hasMessageContaining(
                        "Drone 1 belongs to hive \"other\", drone 0 belongs to hive \"" + coordinator.hive());
        assertThatThrownBy(() -> TestHive.get(alone))
                .isInstanceOf(HiveException.class)
                .hasMessage(
                        "Drone 0 waited 1 s for drone 1 to come; see that they were started, or raise HIVEMIND_WAIT.");
    }

    private static DroneConfig otherHive(DroneConfig config) {
        return new DroneConfig(
                config.rank(),
                config.size(),
                "other",
                config.coordinatorHost(),
                config.coordinatorPort(),
                config.bind(),
                config.port(),
                config.pageSize(),
                config.heapBytes(),
                config.budgetBytes(),
                config.waitBound(),
                config.ahead(),
                config.room(),
                config.secretFile(),
                config.tls(),
                config.program(),
                config.survival());
    }
}
