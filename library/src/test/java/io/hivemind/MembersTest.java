package io.hivemind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drones that come into a hive that runs, and drones that leave it while it goes on. */
class MembersTest {
    @TempDir
    private Path folder;

    @Test
    void aNewcomerSeesWhatTheOthersHaveWrittenAndTheySeeWhatItWrites() throws Exception {
        try (OpenHive hive = new OpenHive(folder, 2)) {
            hive.all(hive.founders, drone -> {
                drone.longs("rows", 8).set(drone.rank(), 10 + drone.rank());
                drone.barrier();
            });
            Hive newcomer = hive.enter();
            assertThat(newcomer.rank()).isEqualTo(2);
            assertThat(newcomer.isNewcomer()).isTrue();
            assertThat(newcomer.size()).isEqualTo(2);
            assertThat(newcomer.view()).isEqualTo(new HiveView(1, List.of(0, 1, 2), List.of(2), List.of(), List.of()));

            List<Hive> all = with(hive.founders, newcomer);
            hive.all(all, drone -> {
                if (drone.rank() == 2) {
                    locked(
                            drone,
                            5,
                            () -> drone.longs("rows", 8)
                                    .set(2, drone.longs("rows", 8).get(1) + 1));
                }
                BarrierPassage passage = drone.barrier(0).await();
                assertThat(passage.viewChanged()).isTrue();
                assertThat(passage.view().members()).containsExactly(0, 1, 2);
                assertThat(drone.longs("rows", 8).get(2)).isEqualTo(12);
                assertThat(drone.longs("rows", 8).get(0)).isEqualTo(10);
                assertThat(drone.barrier(0).await().viewChanged()).isFalse();
                assertThat(drone.gatherStats()).hasSize(3);
            });
            hive.all(all, Hive::close);
        }
    }

    @Test
    void aBarrierAtWhichDronesWaitCountsTheNewcomer() throws Exception {
        try (OpenHive hive = new OpenHive(folder, 1)) {
            Hive founder = hive.founders.getFirst();
            Hive newcomer = hive.enter();
            Future<BarrierPassage> waiting = hive.run(() -> founder.barrier(3).await());
            Hive second = hive.enter();
            newcomer.longs("seen", 1).set(0, 42);
            Future<BarrierPassage> other = hive.run(() -> newcomer.barrier(3).await());
            assertThat(second.barrier(3).await().view().members()).containsExactly(0, 1, 2);
            assertThat(OpenHive.get(waiting).view())
                    .isEqualTo(OpenHive.get(other).view());
            assertThat(second.longs("seen", 1).get(0)).isEqualTo(42);
            hive.all(List.of(founder, newcomer, second), Hive::close);
        }
    }

    @Test
    void whatADroneHeldIsThereWhenItHasLeftEvenIfItWasDrone0() throws Exception {
        try (OpenHive hive = new OpenHive(folder, 2)) {
            Hive first = hive.founders.getFirst();
            Hive second = hive.founders.getLast();
            SharedLongs numbers = first.longs("numbers", 10_000);
            locked(first, 1, () -> numbers.set(0, LongStream.range(0, 10_000).toArray()));
            Hive newcomer = hive.enter();
            first.leave();
            first.close();
            assertThat(first.hasLeft()).isTrue();

            hive.all(List.of(second, newcomer), drone -> {
                locked(
                        drone,
                        1,
                        () -> assertThat(drone.longs("numbers", 10_000).get(9_999))
                                .isEqualTo(9_999));
                BarrierPassage passage = drone.barrier(0).await();
                assertThat(passage.view().members()).containsExactly(1, 2);
                assertThat(passage.view().left()).containsExactly(0);
                assertThat(passage.view().position(2)).isEqualTo(1);
            });
            Hive late = enterAt(hive, second);
            assertThat(late.rank()).isEqualTo(3);
            assertThat(late.longs("numbers", 10_000).get(777)).isEqualTo(777);
            hive.all(List.of(second, newcomer, late), Hive::close);
        }
    }

    @Test
    void aDroneThatHoldsALockCannotLeave() throws Exception {
        try (OpenHive hive = new OpenHive(folder, 2)) {
            Hive first = hive.founders.getFirst();
            Hive second = hive.founders.getLast();
            locked(
                    first,
                    4,
                    () -> assertThatThrownBy(first::leave)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("holds lock 4; release it before"));
            second.leave();
            assertThat(first.barrier(0).await().view().members()).containsExactly(0);
            first.close();
        }
    }

    @Test
    void aDroneWithoutWhichTheHeapHasNoRoomStays() throws Exception {
        long perDrone = 3L << 20;
        try (OpenHive hive = new OpenHive(
                folder, 2, config -> config.memoryPerDrone(perDrone).memoryBytes(4L << 20))) {
            Hive first = hive.founders.getFirst();
            Hive second = hive.founders.getLast();
            assertThatThrownBy(second::leave)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the memory of the 1 others is too small for the heap");
            Hive newcomer = hive.enter();
            // The newcomer may have heard that it is in before the others have.
            hive.all(List.of(first, second, newcomer), Hive::barrier);
            second.leave();
            second.close();
            assertThat(newcomer.config().memoryPerDrone()).hasValue(perDrone);
            hive.all(List.of(first, newcomer), drone -> {
                assertThat(drone.barrier(0).await().view().members()).containsExactly(0, 2);
                drone.close();
            });
        }
    }

    @Test
    void whoHasLeftFindsNothingShared() throws Exception {
        try (OpenHive hive = new OpenHive(folder, 2)) {
            Hive second = hive.founders.getLast();
            SharedLongs numbers = second.longs("numbers", 4);
            numbers.set(0, 1);
            second.leave();
            for (var call : List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                    () -> numbers.get(0),
                    () -> numbers.set(0, 2),
                    () -> second.lock(1).lock(),
                    second::barrier,
                    second::leave)) {
                assertThatThrownBy(call)
                        .isInstanceOf(HiveException.class)
                        .hasMessage("Drone 1 has left its hive: nothing is shared after leave().");
            }
            second.close();
            hive.founders.getFirst().close();
        }
    }

    @Test
    void listenersHearOfEveryViewInOrder() throws Exception {
        try (OpenHive hive = new OpenHive(folder, 1)) {
            Hive founder = hive.founders.getFirst();
            BlockingQueue<HiveView> heard = new LinkedBlockingQueue<>();
            founder.onViewChange(heard::add);
            Hive newcomer = hive.enter();
            newcomer.leave();
            assertThat(heard.poll(20, TimeUnit.SECONDS))
                    .isEqualTo(new HiveView(1, List.of(0, 1), List.of(1), List.of(), List.of()));
            assertThat(heard.poll(20, TimeUnit.SECONDS))
                    .isEqualTo(new HiveView(2, List.of(0), List.of(), List.of(1), List.of()));
            founder.close();
        }
    }

    @Test
    void aListenerOfADroneThatHasLeftIsCalledNoMore() throws Exception {
        try (OpenHive hive = new OpenHive(folder, 2)) {
            Hive leaver = hive.founders.getLast();
            BlockingQueue<HiveView> heard = new LinkedBlockingQueue<>();
            var teller = new CompletableFuture<Thread>();
            leaver.onViewChange(view -> {
                heard.add(view);
                teller.complete(Thread.currentThread());
            });
            Hive newcomer = hive.enter();
            assertThat(heard.poll(20, TimeUnit.SECONDS).joined()).containsExactly(2);
            leaver.leave();
            teller.join().join(); // It ends soon after it has had nothing more to tell.
            assertThat(heard).isEmpty();
            hive.all(with(hive.founders, newcomer), Hive::close);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            page    | has pages of 8192 bytes, the hive of 4096
            memory  | has 1048576 bytes of shared memory, the hive 4194304
            room    | has memory for 67108864 bytes, the hive no bound on its memory
            program | runs the program another, the hive a program
            used    | This token was used before
            none    | no-such-file
            open    | others than its owner have access to it (rw-r--r--); take a new token
            other   | it is none: a token is one line that begins with hivemind-token-1
            nobody  | Nobody listens at 127.0.0.1:
            """)
    void aNewcomerThatCannotComeInIsToldWhy(String what, String sentence) throws Exception {
        try (OpenHive hive = new OpenHive(folder, 1)) {
            HiveConfig.Builder newcomer = hive.newcomer();
            Path token = hive.token();
            switch (what) {
                case "page" -> newcomer.pageSize(8192);
                case "memory" -> newcomer.memoryBytes(1 << 20);
                case "room" -> newcomer.memoryPerDrone(64 << 20);
                case "program" -> newcomer.program("another");
                case "used" -> {
                    newcomer.enter("127.0.0.1", hive.port, token);
                    Hive.join(newcomer.build()).leave();
                }
                case "none" -> newcomer.enter("127.0.0.1", hive.port, folder.resolve("no-such-file"));
                case "open" -> {
                    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
                    newcomer.enter("127.0.0.1", hive.port, token);
                }
                case "other" -> newcomer.enter("127.0.0.1", hive.port, hive.file("no token"));
                default -> newcomer.enter("127.0.0.1", Drones.freePort(), token);
            }
            HiveConfig config = newcomer.build();
            assertThatThrownBy(() -> Hive.join(config))
                    .isInstanceOfAny(HiveException.class, IllegalArgumentException.class)
                    .hasMessageContaining(sentence);
            assertThat(hive.founders.getFirst().barrier(0).await().view().members())
                    .containsExactly(0);
            hive.founders.getFirst().close();
        }
    }

    @Test
    void aHiveThatIsEndingTakesNobodyIn() throws Exception {
        try (OpenHive hive = new OpenHive(folder, 2)) {
            Future<?> closing = hive.run(() -> {
                hive.founders.getFirst().close();
                return true;
            });
            HiveConfig config = hive.newcomer().build();
            // The other has not closed yet, so the hive is there; sooner or later its door is shut.
            List<Hive> before = new ArrayList<>();
            assertThatThrownBy(() -> {
                        while (before.size() < 50) {
                            before.add(Hive.join(hive.newcomer().build()));
                        }
                    })
                    .isInstanceOf(HiveException.class)
                    .hasMessageContaining("The hive is ending");
            assertThat(config.isNewcomer()).isTrue();
            hive.all(with(before, hive.founders.getLast()), Hive::close);
            OpenHive.get(closing);
        }
    }

    private static void locked(Hive drone, int id, Runnable action) {
        SharedLock lock = drone.lock(id);
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    private static List<Hive> with(List<Hive> some, Hive one) {
        List<Hive> all = new ArrayList<>(some);
        all.add(one);
        return all;
    }

    private static Hive enterAt(OpenHive hive, Hive member) throws Exception {
        HiveConfig config = HiveConfig.builder()
                .enter("127.0.0.1", member.address().orElseThrow().getPort(), hive.token())
                .program(OpenHive.PROGRAM)
                .build();
        return OpenHive.get(hive.run(() -> Hive.join(config)));
    }
}
