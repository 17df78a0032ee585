package io.hivemind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.hivemind.runtime.Logged;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hives in this JVM that go on when a drone fails. */
class SurvivalTest {
    /** The class that tells of losses. */
    private static final String LOSSES = "io.hivemind.runtime.Outward";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void thoseWhoAreLeftGoOnAndAreToldWhoIsLost(int dead) throws Exception {
        try (OpenHive open = new OpenHive(folder, 3, config -> config.goesOn(true))) {
            List<Hive> left = except(open, dead);
            BlockingQueue<HiveView> views = new LinkedBlockingQueue<>();
            left.getFirst().onViewChange(views::add);
            open.all(open.founders, hive -> {
                hive.longs("words", 100).set(hive.rank(), 10 + hive.rank());
                hive.barrier();
            });
            open.founders.get(dead).abort("this is a test");
            open.all(left, hive -> {
                BarrierPassage passage = hive.barrier(1).await();
                assertThat(passage.viewChanged()).isTrue();
                assertThat(passage.view().lost()).containsExactly(dead);
                assertThat(passage.view().left()).isEmpty();
                assertThat(hive.longs("words", 100).get(dead)).isEqualTo(10 + dead);
            });
            assertThat(views.poll(20, TimeUnit.SECONDS))
                    .isEqualTo(left.getFirst().view());
        }
    }

    @Test
    void aLockOfADroneThatFailedIsInheritedOnceAndWhatItHadNotReleasedIsNotSeen() throws Exception {
        try (OpenHive open = new OpenHive(folder, 3, config -> config.goesOn(true))) {
            List<Hive> left = except(open, 1);
            open.all(open.founders, hive -> hive.longs("words", 1));
            OpenHive.get(open.run(() -> {
                Hive holder = open.founders.get(1);
                holder.lock(2).lock();
                holder.longs("words", 1).set(0, 7);
                return holder.lock(2).isInherited();
            }));
            SharedLock lock = left.getLast().lock(2);
            Future<Boolean> heir = open.run(() -> inherits(lock));
            open.founders.get(1).abort("this is a test");
            assertThat(OpenHive.get(heir)).isTrue();
            assertThat(OpenHive.get(open.run(() -> inherits(lock)))).isFalse();
            assertThat(OpenHive.get(
                            open.run(() -> left.getLast().longs("words", 1).get(0))))
                    .isZero();
        }
    }

    @Test
    void aLockIsInheritedAtTheEndOfAWaitOnAConditionToo() throws Exception {
        try (OpenHive open = new OpenHive(folder, 3, config -> config.goesOn(true))) {
            SharedLock lock = open.founders.get(2).lock(2);
            var waits = new CountDownLatch(1);
            Future<Boolean> heir = open.run(() -> {
                lock.lock();
                try {
                    waits.countDown();
                    boolean signalled = false;
                    while (!signalled) {
                        signalled = lock.condition(0).await(1, TimeUnit.MINUTES);
                    }
                    return lock.isInherited();
                } finally {
                    lock.unlock();
                }
            });
            waits.await();
            OpenHive.get(open.run(() -> {
                SharedLock held = open.founders.get(1).lock(2);
                held.lock();
                held.condition(0).signal();
                return true;
            }));
            open.founders.get(1).abort("this is a test");
            assertThat(OpenHive.get(heir)).isTrue();
            assertThat(OpenHive.get(open.run(() -> inherits(lock)))).isFalse();
        }
    }

    @Test
    void whatNobodyElseHadIsLostAndSaidToBeWhereThereIsNoBackup() throws Exception {
        try (var log = new Logged(LOSSES);
                OpenHive open = new OpenHive(folder, 3, config -> config.onFailure(OnFailure.GO_ON.withBackup(0)))) {
            List<Hive> left = except(open, 2);
            BlockingQueue<List<MemoryLoss>> losses = new LinkedBlockingQueue<>();
            left.getFirst().onLoss(losses::add);
            open.all(open.founders, hive -> hive.longs("words", 10_000));
            OpenHive.get(open.run(() -> {
                open.founders.get(2).longs("words", 10_000).set(5_000, 7);
                return true;
            }));
            open.all(open.founders, Hive::barrier);
            open.founders.get(2).abort("this is a test");
            open.all(left, hive -> {
                hive.barrier();
                assertThat(hive.longs("words", 10_000).get(5_000)).isZero();
            });
            MemoryLoss loss = losses.poll(20, TimeUnit.SECONDS).getFirst();
            long word = left.getFirst().longs("words", 10_000).address() + 5_000 * Long.BYTES;
            assertThat(word).isBetween(loss.address(), loss.address() + loss.bytes() - 1);
            assertThat(loss.changes()).extracting(MemoryLoss.Change::drone).containsOnly(2);
            assertThat(log.events())
                    .filteredOn(event -> event.getLevel() == Level.WARN)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .isNotEmpty()
                    .allMatch(text -> text.startsWith("Shared memory was lost. At the addresses from "));
        }
    }

    @Test
    void ofArraysWithoutBackupAloneIsLostWhatADroneStored() throws Exception {
        try (var log = new Logged(LOSSES);
                OpenHive open = new OpenHive(folder, 3, config -> config.goesOn(true))) {
            List<Hive> left = except(open, 2);
            BlockingQueue<List<MemoryLoss>> losses = new LinkedBlockingQueue<>();
            left.getFirst().onLoss(losses::add);
            open.all(open.founders, hive -> {
                SharedLongs expendable = hive.longs("expendable", 10_000);
                expendable.withoutBackup();
                hive.longs("small", 10).withoutBackup();
                hive.barrier();
                if (hive.rank() == 2) {
                    expendable.set(9_999, 7);
                    expendable.set(5_000, 8);
                    hive.longs("words", 10_000).set(5_000, 9);
                    hive.longs("small", 10).set(0, 10);
                }
                hive.barrier();
            });
            assertThat(OpenHive.get(open.run(
                            () -> left.getLast().longs("expendable", 10_000).get(5_000))))
                    .isEqualTo(8);
            open.founders.get(2).abort("this is a test");
            open.all(left, hive -> {
                hive.barrier();
                assertThat(hive.longs("expendable", 10_000).get(9_999)).isZero();
                assertThat(hive.longs("expendable", 10_000).get(5_000)).isEqualTo(8);
                assertThat(hive.longs("words", 10_000).get(5_000)).isEqualTo(9);
                assertThat(hive.longs("small", 10).get(0)).isEqualTo(10);
            });
            long last = left.getFirst().longs("expendable", 10_000).address() + 9_999 * Long.BYTES;
            assertThat(losses.poll(20, TimeUnit.SECONDS))
                    .singleElement()
                    .satisfies(loss -> assertThat(last).isBetween(loss.address(), loss.address() + loss.bytes() - 1));
            assertThat(log.events())
                    .filteredOn(event -> event.getFormattedMessage().startsWith("Shared memory"))
                    .isNotEmpty()
                    .allMatch(event -> event.getLevel() == Level.INFO
                            && event.getFormattedMessage().startsWith("Shared memory without backup was lost. "));
        }
    }

    @Test
    void ofTwoDronesTheSecondDoesNotGoOnAlone() throws Exception {
        try (OpenHive open = new OpenHive(folder, 2, config -> config.goesOn(true))) {
            open.founders.getFirst().abort("this is a test");
            assertThatThrownBy(() -> OpenHive.get(open.run(() -> {
                        open.founders.getLast().barrier();
                        return true;
                    })))
                    .isInstanceOf(HiveException.class)
                    .hasMessageContaining("Drone 1 cannot go on.")
                    .hasMessageContaining("not enough");
        }
    }

    @Test
    void dronesThatDoNotAgreeOnWhatBecomesOfTheHiveDoNotFindOne() throws Exception {
        int port = Drones.freePort();
        HiveConfig.Builder config = Drones.small().size(2).coordinator("127.0.0.1", port);
        HiveConfig ends = config.waitBound(Duration.ofSeconds(2)).build();
        HiveConfig goesOn = config.rank(1).goesOn(true).build();
        try (var threads = Executors.newSingleThreadExecutor()) {
            Future<Hive> first = threads.submit(() -> Hive.join(ends));
            assertThatThrownBy(() -> Hive.join(goesOn))
                    .hasMessageContaining("goes on when a drone fails, with backup 1")
                    .hasMessageContaining("HIVEMIND_ON_FAILURE");
            assertThatThrownBy(() -> OpenHive.get(first)).isInstanceOf(HiveException.class);
        }
    }

    private static boolean inherits(SharedLock lock) {
        lock.lock();
        try {
            return lock.isInherited();
        } finally {
            lock.unlock();
        }
    }

    private static List<Hive> except(OpenHive open, int rank) {
        return Stream.of(0, 1, 2)
                .filter(other -> other != rank)
                .map(open.founders::get)
                .toList();
    }
}
