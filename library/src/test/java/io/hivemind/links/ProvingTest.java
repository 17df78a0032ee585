package io.hivemind.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivemind.protocol.Message.LockBusy;
import io.hivemind.wire.Address;
import io.hivemind.wire.Challenge;
import io.hivemind.wire.Handshake;
import io.hivemind.wire.Proof;
import io.hivemind.wire.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drones that know a secret prove it to each other, and take in nobody who does not. */
class ProvingTest {
    private static final Optional<Secret> SECRET = Optional.of(new Secret("the secret of the hive of this test"));
    private static final Optional<Secret> WRONG = Optional.of(new Secret("what somebody else thinks that it is"));
    private static final String NONCE = Secret.freshNonce();

    /** A connection of somebody who says what a drone would not. */
    private record Stranger(Socket socket, Conversation conversation) implements AutoCloseable {
        static Stranger at(Address address) throws IOException {
            return of(new Socket(address.host(), address.port()));
        }

        static Stranger of(Socket socket) throws IOException {
            long until = System.nanoTime() + TestLinks.BOUND.toNanos();
            return new Stranger(socket, new Conversation(new PlainLine(socket, OptionalLong.of(until)), 4096));
        }

        Handshake ask(Handshake handshake) throws IOException {
            conversation.say(handshake);
            return conversation.hear();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** A hive of two with the secret, in which drone 0 waits and drone 1 has not come. */
    private static final class Waiting implements AutoCloseable {
        final TestLinks hive = new TestLinks(2);
        final Recorder recorder = new Recorder();
        final Links zero = new Links(TestLinks.with(SECRET, hive.config(0)), recorder);
        final Links one = new Links(TestLinks.with(SECRET, hive.config(1)), new Recorder());
        final Future<?> coordinator = hive.start(zero);

        Stranger stranger() throws IOException {
            while (true) {
                try {
                    return Stranger.at(hive.config(0).coordinator());
                } catch (java.net.ConnectException notYet) {
                    Thread.onSpinWait();
                }
            }
        }

        /** Shows that drone 0 still takes drone 1, and hears it. */
        void completes() throws Exception {
            TestLinks.get(hive.start(one));
            TestLinks.get(coordinator);
            one.send(0, new LockBusy(0, 4));
            one.flush();
            assertThat(recorder.message().what()).isEqualTo(new LockBusy(0, 4));
            assertThat(recorder.hasLostNothing()).isTrue();
        }

        @Override
        public void close() {
            zero.close();
            one.close();
            hive.close();
        }
    }

    @Test
    void dronesThatKnowTheSecretFindEachOther() throws Exception {
        try (TestLinks hive = new TestLinks(4)) {
            List<Links> all = new ArrayList<>();
            List<Future<?>> starts = new ArrayList<>();
            for (LinksConfig config : hive.configs) {
                all.add(new Links(TestLinks.with(SECRET, config), new Recorder()));
                starts.add(hive.start(all.getLast()));
            }
            for (Future<?> start : starts) {
                TestLinks.get(start);
            }
            all.forEach(Links::close);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "WRONG, 'It has not proved anything, and says: Drone 0 takes only drones that prove that they know the secret'",
        "NONE, 'Drone 0 takes only drones that prove that they know the secret'"
    })
    void aDroneWithAnotherSecretOrNoneIsRefusedInWords(String which, String sentence) throws Exception {
        try (Waiting waiting = new Waiting()) {
            Optional<Secret> secret = which.equals("WRONG") ? WRONG : Optional.empty();
            Links misfit = new Links(TestLinks.with(secret, waiting.hive.config(1)), new Recorder());
            assertThatThrownBy(() -> TestLinks.get(waiting.hive.start(misfit)))
                    .isInstanceOf(LinkException.class)
                    .hasMessageContaining(sentence)
                    .hasMessageContaining("give all drones the same HIVEMIND_SECRET_FILE");
            waiting.completes();
        }
    }

    @Test
    void aDroneWithASecretIsToldThatTheOthersHaveNone() throws Exception {
        try (TestLinks hive = new TestLinks(2)) {
            Future<?> coordinator = hive.start(0);
            Links misfit = new Links(TestLinks.with(SECRET, hive.config(1)), new Recorder());
            assertThatThrownBy(() -> TestLinks.get(hive.start(misfit)))
                    .isInstanceOf(LinkException.class)
                    .hasMessageContaining("Drone 0 has no secret, and the drone that calls it has one");
            TestLinks.get(hive.start(1));
            TestLinks.get(coordinator);
        }
    }

    @Test
    void aProofThatWasOverheardIsGoodForNothing() throws Exception {
        try (Waiting waiting = new Waiting();
                Stranger first = waiting.stranger();
                Stranger second = waiting.stranger()) {
            var heard = (Challenge) first.ask(new Challenge(1, NONCE));
            var at = new Secret.Encounter("test", 1, 0, NONCE, heard.nonce());
            var proof = new Proof(SECRET.orElseThrow().code(Secret.Side.CALLER, at));

            assertThat(second.ask(new Challenge(1, NONCE))).isInstanceOf(Challenge.class);
            assertThat(second.ask(proof)).isInstanceOf(Refusal.class);
            assertThat(first.ask(proof)).isInstanceOf(Proof.class);
            waiting.completes();
        }
    }

    @Test
    void whatADroneProvesCannotBeHeldUpToIt() throws Exception {
        try (Waiting waiting = new Waiting();
                Stranger stranger = waiting.stranger()) {
            var heard = (Challenge) stranger.ask(new Challenge(0, NONCE));
            var mirrored = new Secret.Encounter("test", 0, 0, NONCE, heard.nonce());
            assertThat(stranger.ask(new Proof(SECRET.orElseThrow().code(Secret.Side.LISTENER, mirrored))))
                    .isInstanceOf(Refusal.class);
            waiting.completes();
        }
    }

    @Test
    void aStrangerLearnsNothingButARankAndARefusal() throws Exception {
        try (Waiting waiting = new Waiting()) {
            List<Handshake> sayings = List.of(
                    new Proof("x"),
                    new Challenge(1, "no nonce"),
                    new Refusal("go away"),
                    new Agreement(waiting.hive.config(1)).greeting(new Address("127.0.0.1", 1)));
            for (Handshake saying : sayings) {
                try (Stranger stranger = waiting.stranger()) {
                    assertThat(stranger.ask(saying))
                            .isEqualTo(new Refusal("Drone 0 takes only drones that prove that they know the secret of"
                                    + " its hive; give all drones the same HIVEMIND_SECRET_FILE and the same"
                                    + " HIVEMIND_HIVE."));
                }
            }
            waiting.completes();
        }
    }

    @Test
    void aDroneBelievesNothingOfWhoListensInPlaceOfAnother() throws Exception {
        try (TestLinks hive = new TestLinks(2);
                ServerSocket port =
                        new ServerSocket(hive.config(0).coordinator().port(), 5, InetAddress.getLoopbackAddress())) {
            Links one = new Links(TestLinks.with(SECRET, hive.config(1)), new Recorder());
            Future<?> start = hive.start(one);
            try (Stranger impostor = Stranger.of(port.accept())) {
                assertThat(impostor.conversation().hear()).isInstanceOf(Challenge.class);
                assertThat(impostor.ask(new Challenge(0, NONCE))).isInstanceOf(Proof.class);
                impostor.conversation().say(new Proof("f".repeat(64)));
            }
            assertThatThrownBy(() -> TestLinks.get(start))
                    .isInstanceOf(LinkException.class)
                    .hasMessageContaining("is not drone 0: It does not know the secret of the hive.");
        }
    }

    @Test
    void whatAStrangerSaysIsShownOnOneLineAndObeyedByNoTerminal() {
        assertThat(Legible.text("red \u001b[31m\nnext\u202e")).isEqualTo("red ?[31m?next?");
        assertThat(Legible.text("x".repeat(1000))).hasSize(403);
    }
}
