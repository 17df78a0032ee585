package io.hivemind.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivemind.protocol.Message.LockBusy;
import io.hivemind.tls.Authority;
import io.hivemind.tls.Engines;
import io.hivemind.wire.Address;
import io.hivemind.wire.Challenge;
import io.hivemind.wire.Handshake;
import io.hivemind.wire.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Under TLS only drones of the hive are let in, each by its own rank, and whoever is not hears why where it can. */
class TlsTest {
    private static final Secret SECRET = TestLinks.SECRET;
    private static final Secret WRONG = new Secret("what somebody else thinks that it is");

    /** A hive of two under TLS, in which drone 0 waits and drone 1 has not come. */
    private static final class Waiting implements AutoCloseable {
        final TestLinks hive = new TestLinks(2, true);
        final Future<?> coordinator = hive.start(0);

        Address address() {
            return hive.config(0).coordinator();
        }

        Socket connected() throws IOException {
            while (true) {
                try {
                    return new Socket(address().host(), address().port());
                } catch (java.net.ConnectException notYet) {
                    Thread.onSpinWait();
                }
            }
        }

        /** Shows that drone 0 still takes drone 1, and hears it. */
        void completes() throws Exception {
            TestLinks.get(hive.start(1));
            TestLinks.get(coordinator);
            hive.of(1).send(0, new LockBusy(0, 4));
            hive.of(1).flush();
            assertThat(hive.recorder(0).message().what()).isEqualTo(new LockBusy(0, 4));
            assertThat(hive.recorder(0).hasLostNothing()).isTrue();
        }

        @Override
        public void close() {
            hive.close();
        }
    }

    @Test
    void aStrangerWithoutACertificateIsAGuestAndHearsThatItNeedsOne() throws Exception {
        try (Waiting waiting = new Waiting();
                Socket socket = waiting.connected()) {
            Engines without =
                    new Engines(Optional.empty(), authority(SECRET, "test").fingerprint());
            Line line = TlsLine.on(socket, soon(), without.calling());
            assertThat(line.peer()).isEqualTo(new Line.Peer.Drone(0));
            var conversation = new Conversation(line, 4096);
            conversation.say(new Challenge(1, Secret.freshNonce()));
            assertThat(refusal(conversation)).contains("show a certificate of their hive");
            waiting.completes();
        }
    }

    @Test
    void whoListensTellsAGuestFromADrone() throws Exception {
        try (ServerSocket port = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                TestLinks hive = new TestLinks(2, true)) {
            Lines lines = Lines.of(hive.config(0));
            Engines without =
                    new Engines(Optional.empty(), authority(SECRET, "test").fingerprint());
            for (SSLEngine engine :
                    new SSLEngine[] {without.calling(), badge(SECRET, "test", 1).calling()}) {
                try (Socket called = new Socket(port.getInetAddress(), port.getLocalPort());
                        Socket accepted = port.accept()) {
                    Future<Line> answering = hive.run(() -> lines.answer(accepted));
                    TlsLine.on(called, soon(), engine);
                    assertThat(TestLinks.get(answering).peer())
                            .isEqualTo(
                                    engine.getSession().getLocalCertificates() == null
                                            ? Line.Peer.Other.GUEST
                                            : new Line.Peer.Drone(1));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"WRONG, test", "RIGHT, other"})
    void whoShowsACertificateOfAnotherAuthorityIsDropped(String secret, String hive) throws Exception {
        try (Waiting waiting = new Waiting();
                Socket socket = waiting.connected()) {
            Secret known = secret.equals("WRONG") ? WRONG : SECRET;
            // It trusts drone 0, so that it is drone 0 that has to find out.
            Engines stranger = new Engines(
                    Optional.of(authority(known, hive).issue(1)),
                    authority(SECRET, "test").fingerprint());
            assertThatThrownBy(() -> refusal(new Conversation(TlsLine.on(socket, soon(), stranger.calling()), 4096)))
                    .isInstanceOf(StrangerException.class)
                    .hasMessageContaining("There can be no TLS with it");
            waiting.completes();
        }
    }

    @ParameterizedTest
    @CsvSource({"WRONG, test", "RIGHT, other"})
    void aDroneWithAnotherSecretOrHiveIsToldWhatToDo(String secret, String hive) throws Exception {
        try (Waiting waiting = new Waiting()) {
            LinksConfig config = named(hive, waiting.hive.config(1));
            Secret known = secret.equals("WRONG") ? WRONG : SECRET;
            Links misfit = new Links(TestLinks.with(Optional.of(known), true, config), new Recorder());
            assertThatThrownBy(() -> TestLinks.get(waiting.hive.start(misfit)))
                    .isInstanceOf(LinkException.class)
                    .hasMessageContainingAll(
                            "is not drone 0: There can be no TLS with it (its certificate is of another authority)",
                            "the same HIVEMIND_SECRET_FILE",
                            "the same HIVEMIND_HIVE");
            waiting.completes();
        }
    }

    @Test
    void whoGreetsWithAnotherRankThanItsCertificateHasIsRefused() throws Exception {
        try (Waiting waiting = new Waiting();
                Socket socket = waiting.connected()) {
            Line line = TlsLine.on(socket, soon(), badge(SECRET, "test", 5).calling());
            Conversation conversation = new Conversation(line, 4096);
            conversation.say(new Agreement(waiting.hive.config(1)).greeting(new Address("127.0.0.1", 1)));
            assertThat(refusal(conversation)).contains("A drone proved to be drone 5, and greets as drone 1");
            waiting.completes();
        }
    }

    @Test
    void aDroneThatListensInPlaceOfAnotherIsNotTakenForIt() throws Exception {
        try (TestLinks hive = new TestLinks(2, true);
                ServerSocket port =
                        new ServerSocket(hive.config(0).coordinator().port(), 5, InetAddress.getLoopbackAddress())) {
            Future<?> start = hive.start(1);
            try (Socket accepted = port.accept()) {
                TlsLine.on(accepted, soon(), badge(SECRET, "test", 7).listening());
                assertThatThrownBy(() -> TestLinks.get(start))
                        .isInstanceOf(LinkException.class)
                        .hasMessageContaining("is not drone 0: It shows the certificate of drone 7");
            }
        }
    }

    @Test
    void whoSpeaksAnOlderTlsIsDropped() throws Exception {
        try (Waiting waiting = new Waiting();
                Socket socket = waiting.connected()) {
            SSLEngine old = badge(SECRET, "test", 1).calling();
            old.setEnabledProtocols(new String[] {"TLSv1.2"});
            old.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"});
            assertThatThrownBy(() -> TlsLine.on(socket, soon(), old))
                    .isInstanceOf(StrangerException.class)
                    .hasMessageContaining("protocol_version");
            waiting.completes();
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aDroneWithoutTlsIsToldThatTheOthersHaveIt(boolean secret) throws Exception {
        try (Waiting waiting = new Waiting()) {
            LinksConfig plain =
                    TestLinks.with(secret ? Optional.of(SECRET) : Optional.empty(), false, waiting.hive.config(1));
            assertThatThrownBy(() -> TestLinks.get(waiting.hive.start(new Links(plain, new Recorder()))))
                    .isInstanceOf(LinkException.class)
                    .hasMessageContainingAll("It does not speak TLS, which all drones of this hive do", "HIVEMIND_TLS");
            waiting.completes();
        }
    }

    @Test
    void aDroneWithTlsIsToldThatTheOthersHaveNone() throws Exception {
        try (TestLinks hive = new TestLinks(2)) {
            Future<?> coordinator = hive.start(0);
            LinksConfig sealed = TestLinks.with(Optional.of(SECRET), true, hive.config(1));
            assertThatThrownBy(() -> TestLinks.get(hive.start(new Links(sealed, new Recorder()))))
                    .isInstanceOf(LinkException.class)
                    .hasMessageContainingAll("is not drone 0: It does not speak TLS", "HIVEMIND_TLS");
            TestLinks.get(hive.start(1));
            TestLinks.get(coordinator);
        }
    }

    /** A caller never reads after the greeting, so nothing must come. */
    @Test
    void whoListensHasNothingMoreToSayAfterTheHandshake() throws Exception {
        try (ServerSocket port = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                TestLinks hive = new TestLinks(2, true);
                Socket called = new Socket(port.getInetAddress(), port.getLocalPort());
                Socket accepted = port.accept()) {
            SSLEngine listening = badge(SECRET, "test", 0).listening();
            Future<Line> answering = hive.run(() -> TlsLine.on(accepted, soon(), listening));
            TlsLine.on(called, soon(), badge(SECRET, "test", 1).calling());
            TestLinks.get(answering);
            assertThat(listening.getHandshakeStatus()).isEqualTo(SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING);
            assertThat(called.getInputStream().available()).isZero();
        }
    }

    @Test
    void thereIsNoTlsWithoutASecret() {
        try (TestLinks hive = new TestLinks(2)) {
            assertThatThrownBy(() -> TestLinks.with(Optional.empty(), true, hive.config(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("drone 1 has none");
        }
    }

    private static String refusal(Conversation conversation) throws IOException {
        Handshake answer = conversation.hear();
        return answer instanceof Refusal(String sentence) ? sentence : "not refused: " + answer;
    }

    private static Engines badge(Secret secret, String hive, int rank) {
        Authority authority = authority(secret, hive);
        return new Engines(Optional.of(authority.issue(rank)), authority.fingerprint());
    }

    private static Authority authority(Secret secret, String hive) {
        return Authority.of(secret.derive("authority of " + hive, Authority.MATERIAL_BYTES), hive);
    }

    private static OptionalLong soon() {
        return OptionalLong.of(System.nanoTime() + TestLinks.BOUND.toNanos());
    }

    private static LinksConfig named(String hive, LinksConfig config) {
        return new LinksConfig(
                config.rank(),
                config.size(),
                hive,
                config.pageSize(),
                config.heapBytes(),
                config.roomBytes(),
                config.coordinator(),
                config.listens(),
                config.frameLimit(),
                config.startBound(),
                config.secret(),
                config.tls(),
                config.budgetBytes(),
                config.program(),
                config.survival());
    }
}
