package io.hivemind.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivemind.protocol.Message.LockBusy;
import io.hivemind.wire.Address;
import io.hivemind.wire.Greeting;
import io.hivemind.wire.Roster;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drones find each other, refuse in words who does not belong to them, and come to no harm from strangers. */
class StartupTest {
    private static final Duration SHORT = Duration.ofMillis(500);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hive     | belongs to hive "other", drone 0 belongs to hive "test"
            size     | expects 3 drones, drone 0 expects 2
            page     | has pages of 8192 bytes, drone 0 has pages of 4096
            heap     | has 524288 bytes of shared memory, drone 0 has 262144
            room     | has memory for 131072 bytes, drone 0 has no bound on its memory; give all drones the same HIVEMIND_MEMORY_PER_DRONE
            """)
    void aDroneThatDoesNotFitIsRefusedInWordsAndAnotherThatFitsIsTaken(String what, String sentence) throws Exception {
        try (TestLinks hive = new TestLinks(2)) {
            Future<?> coordinator = hive.start(0);
            Links misfit = new Links(misfit(hive.config(1), what), new Recorder());
            assertThatThrownBy(() -> TestLinks.get(hive.start(misfit)))
                    .isInstanceOf(LinkException.class)
                    .hasMessageContaining("refuses drone")
                    .hasMessageContaining(sentence);

            TestLinks.get(hive.start(1));
            TestLinks.get(coordinator);
        }
    }

    @Test
    void theSecondOfTwoDronesWithOneRankIsRefused() throws Exception {
        try (TestLinks hive = new TestLinks(3)) {
            Future<?> coordinator = hive.start(0);
            Links twin = new Links(hive.config(1), new Recorder());
            BlockingQueue<String> refusals = new LinkedBlockingQueue<>();
            List<Future<?>> starts = new ArrayList<>();
            for (Links links : List.of(hive.of(1), twin)) {
                starts.add(hive.run(() -> {
                    try {
                        links.start();
                    } catch (LinkException refused) {
                        refusals.add(refused.getMessage());
                    }
                    return true;
                }));
            }
            assertThat(refusals.poll(30, TimeUnit.SECONDS))
                    .contains("Drone 0 is linked to a drone of rank 1 already", "HIVEMIND_RANK");
            TestLinks.get(hive.start(2));
            TestLinks.get(coordinator);
            for (Future<?> start : starts) {
                TestLinks.get(start);
            }
            assertThat(refusals).isEmpty();
            twin.close();
        }
    }

    @Test
    void aRankOutOfRangeIsRefused() throws Exception {
        try (TestLinks hive = new TestLinks(2)) {
            Future<?> coordinator = hive.start(0);
            Greeting greeting =
                    new Greeting(Greeting.PROTOCOL, "test", 4096, 64 * 4096, 2, 2, new Address("h", 1), Long.MAX_VALUE);
            assertThat(refusal(hive, greeting)).contains("A drone has rank 2 in a hive of 2; ranks are from 0 to 1.");
            TestLinks.get(hive.start(1));
            TestLinks.get(coordinator);
        }
    }

    @Test
    void anotherVersionOfTheProtocolIsRefused() throws Exception {
        try (TestLinks hive = new TestLinks(2)) {
            Future<?> coordinator = hive.start(0);
            Greeting greeting = new Greeting(99, "test", 4096, 64 * 4096, 1, 2, new Address("h", 1), Long.MAX_VALUE);
            assertThat(refusal(hive, greeting)).contains("speaks version 99 of the protocol", "run the same release");
            TestLinks.get(hive.start(1));
            TestLinks.get(coordinator);
        }
    }

    @Test
    void drone0MayComeLast() throws Exception {
        try (TestLinks hive = new TestLinks(3)) {
            Future<?> second = hive.start(2);
            Future<?> first = hive.start(1);
            TestLinks.get(hive.start(0));
            TestLinks.get(first);
            TestLinks.get(second);
        }
    }

    @Test
    void everybodyIsToldWhoIsMissing() throws Exception {
        try (TestLinks hive = new TestLinks(4, SHORT, rank -> new Recorder())) {
            Future<?> coordinator = hive.start(0);
            Future<?> waiting = hive.start(1);
            assertThatThrownBy(() -> TestLinks.get(coordinator))
                    .isInstanceOf(LinkException.class)
                    .hasMessageContaining("for drones 2 and 3 to come");
            assertThatThrownBy(() -> TestLinks.get(waiting))
                    .isInstanceOf(LinkException.class)
                    .hasMessageContaining("refuses drone 1")
                    .hasMessageContaining("for drones 2 and 3 to come");
        }
    }

    @Test
    void aDroneWithoutItsCoordinatorSaysWhereItLooked() throws Exception {
        try (TestLinks hive = new TestLinks(2, SHORT, rank -> new Recorder())) {
            assertThatThrownBy(() -> TestLinks.get(hive.start(1)))
                    .isInstanceOf(LinkException.class)
                    .hasMessageContaining("Drone 1 could not reach drone 0 at "
                            + hive.config(0).coordinator());
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (TestLinks hive = new TestLinks(2)) {
            Future<?> first = hive.start(0);
            stranger(hive, "is it listening?").close();
            Links again = new Links(hive.config(0), new Recorder());
            assertThatThrownBy(() -> TestLinks.get(hive.start(again)))
                    .isInstanceOf(LinkException.class)
                    .hasMessageContaining(
                            "Drone 0 cannot listen on " + hive.config(0).coordinator());
            TestLinks.get(hive.start(1));
            TestLinks.get(first);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET / HTTP/1.1\r\nHost: hive\r\n\r\n", "\0\0\0\0", "\u007f\u007f\u007f\u007f\1\1aaaaaaaaaaa"})
    void strangersBeforeAndAfterTheStartDoNoHarm(String garbage) throws Exception {
        try (TestLinks hive = new TestLinks(2)) {
            Future<?> coordinator = hive.start(0);
            List<Socket> strangers = new ArrayList<>();
            strangers.add(stranger(hive, garbage));
            strangers.add(stranger(hive, ""));
            TestLinks.get(hive.start(1));
            TestLinks.get(coordinator);
            strangers.add(stranger(hive, garbage));
            hive.of(1).send(0, new LockBusy(0, 4));
            hive.of(1).flush();
            assertThat(hive.recorder(0).message().what()).isEqualTo(new LockBusy(0, 4));
            assertThat(hive.recorder(0).hasLostNothing()).isTrue();
            for (Socket stranger : strangers) {
                stranger.close();
            }
        }
    }

    @Test
    void aCrowdOfSilentStrangersIsTurnedAwayAndADroneThatFitsStillComesIn() throws Exception {
        try (TestLinks hive = new TestLinks(2)) {
            Future<?> coordinator = hive.start(0);
            List<Socket> crowd = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                crowd.add(stranger(hive, ""));
            }
            assertThat(crowd.getFirst().getInputStream().read()).isEqualTo(-1);
            TestLinks.get(hive.start(1));
            TestLinks.get(coordinator);
            for (Socket stranger : crowd) {
                stranger.close();
            }
        }
    }

    @Test
    void aDroneThatListensEverywhereIsFoundWhereDroneZeroIsIfItIsOnItsMachine() throws Exception {
        try (TestLinks hive = new TestLinks(2)) {
            LinksConfig one = hive.config(1);
            Address coordinator = hive.config(0).coordinator();
            Future<?> zero = hive.start(0);
            Caller caller = new Caller(one, Lines.of(one), channel -> {}, new CountDownLatch(1));
            Greeting greeting = new Agreement(one).greeting(new Address("0.0.0.0", 5));
            Caller.Answered answered = caller.call(0, coordinator, channel -> greeting);
            answered.channel().close();
            assertThat(answered.answer())
                    .isEqualTo(new Roster(List.of(coordinator, new Address(coordinator.host(), 5))));
            hive.of(0).close();
            assertThatThrownBy(() -> TestLinks.get(zero)).isInstanceOf(LinkException.class);
        }
    }

    @Test
    void dronesThatListenEverywhereFindEachOther() throws Exception {
        try (TestLinks hive = new TestLinks(3)) {
            List<Links> all = hive.configs.stream()
                    .map(config -> new Links(
                            listeningAt(new Address("0.0.0.0", config.listens().port()), config), new Recorder()))
                    .toList();
            List<Future<?>> starts = new ArrayList<>();
            all.forEach(links -> starts.add(hive.start(links)));
            for (Future<?> start : starts) {
                TestLinks.get(start);
            }
            all.forEach(Links::close);
        }
    }

    @Test
    void aMachineWhoseNameIsNotKnownYetIsWaitedForAndNamedAtTheEnd() {
        // No name has as many letters in a row, so that nobody must be asked for it.
        Address nowhere = new Address("x".repeat(64), 4000);
        try (TestLinks hive = new TestLinks(2, SHORT, rank -> new Recorder())) {
            Caller caller = new Caller(hive.config(1), Lines.of(hive.config(1)), channel -> {}, new CountDownLatch(1));
            assertThatThrownBy(() -> caller.call(0, nowhere, channel -> {
                        throw new AssertionError("Nobody is there to be greeted.");
                    }))
                    .isInstanceOf(LinkException.class)
                    .hasMessageContainingAll(
                            "Drone 1 could not reach drone 0 at " + nowhere, "does not know the host", "HIVEMIND_WAIT");
        }
    }

    @Test
    void aCompleteHiveListensAtDrone0Alone() throws Exception {
        try (TestLinks hive = new TestLinks(2)) {
            Address one = freeAddress();
            Links links = new Links(listeningAt(one, hive.config(1)), new Recorder());
            Future<?> coordinator = hive.start(0);
            TestLinks.get(hive.start(links));
            TestLinks.get(coordinator);
            // The system takes connections at a closed port for as long as a thread has not noticed that it is closed.
            awaitEnd("hivemind-1-port");
            assertThatThrownBy(() -> new Socket(one.host(), one.port()).close()).isInstanceOf(ConnectException.class);
            stranger(hive, "late").close();
            links.close();
        }
    }

    private static void awaitEnd(String name) throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals(name)) {
                assertThat(thread.join(TestLinks.BOUND)).isTrue();
            }
        }
    }

    private static Address freeAddress() {
        try (TestLinks other = new TestLinks(2)) {
            return other.config(0).coordinator();
        }
    }

    private static LinksConfig listeningAt(Address listens, LinksConfig config) {
        return new LinksConfig(
                config.rank(),
                config.size(),
                config.hive(),
                config.pageSize(),
                config.heapBytes(),
                config.roomBytes(),
                config.coordinator(),
                listens,
                config.frameLimit(),
                config.startBound(),
                config.secret(),
                config.tls(),
                config.budgetBytes(),
                config.program(),
                config.survival());
    }

    private static LinksConfig misfit(LinksConfig config, String what) {
        return switch (what) {
            case "hive" -> change(config, config.size(), "other", 4096, config.heapBytes());
            case "size" -> change(config, 3, "test", 4096, config.heapBytes());
            case "page" -> change(config, config.size(), "test", 8192, config.heapBytes());
            case "heap" -> change(config, config.size(), "test", 4096, 2 * config.heapBytes());
            case "room" -> change(config, config.size(), "test", 4096, config.heapBytes(), 131_072);
            default -> throw new IllegalArgumentException(what);
        };
    }

    private static LinksConfig change(LinksConfig config, int size, String hive, int pageSize, long heapBytes) {
        return change(config, size, hive, pageSize, heapBytes, config.roomBytes());
    }

    private static LinksConfig change(
            LinksConfig config, int size, String hive, int pageSize, long heapBytes, long roomBytes) {
        return new LinksConfig(
                config.rank(),
                size,
                hive,
                pageSize,
                heapBytes,
                roomBytes,
                config.coordinator(),
                config.listens(),
                1 << 20,
                TestLinks.BOUND,
                config.secret(),
                config.tls(),
                config.budgetBytes(),
                config.program(),
                config.survival());
    }

    /** {@return how drone 0 refuses who greets so} */
    private static String refusal(TestLinks hive, Greeting greeting) throws Exception {
        Address at = hive.config(0).coordinator();
        return TestLinks.get(hive.run(() -> {
            Caller caller = new Caller(hive.config(1), Lines.of(hive.config(1)), channel -> {}, new CountDownLatch(1));
            try {
                return "not refused: " + caller.call(0, at, channel -> greeting);
            } catch (LinkException refused) {
                return refused.getMessage();
            }
        }));
    }

    private static Socket stranger(TestLinks hive, String says) throws IOException, InterruptedException {
        Address at = hive.config(0).coordinator();
        while (true) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(at.host(), at.port()));
                socket.getOutputStream().write(says.getBytes(StandardCharsets.ISO_8859_1));
                return socket;
            } catch (IOException notYet) {
                socket.close();
                Thread.onSpinWait();
            }
        }
    }
}
