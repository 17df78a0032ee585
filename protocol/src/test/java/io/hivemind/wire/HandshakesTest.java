package io.hivemind.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HandshakesTest {
    static final List<Handshake> EXAMPLES = List.of(
            new Greeting(
                    7,
                    "blue-hive",
                    65_536,
                    1L << 40,
                    3,
                    1024,
                    new Address("::1", 65_535),
                    Long.MAX_VALUE,
                    new Survival(true, 2, 500, 7)),
            new Refusal("Drone 1 has pages of 4096 bytes, this hive has 256."),
            new Roster(List.of(new Address("drone-0.example", 4711), new Address("10.0.0.2", 0))),
            new Roster(List.of()),
            new Challenge(7, "0123456789abcdef"),
            new Proof("fedcba9876543210"),
            new Knock(5, "0a1b2c3d4e5f6071", "0123456789abcdef"),
            new Application(4096, 1L << 32, 0, "a9993e36"),
            new Elsewhere(new Member(3, new Address("10.0.0.3", 4711))),
            new Patience("another newcomer to enter"),
            new Admission(
                    7,
                    4,
                    "blue-hive",
                    4096,
                    1L << 32,
                    Long.MAX_VALUE,
                    32L << 20,
                    new Survival(true, 1, 1000, 30),
                    "c0ffee",
                    List.of("0a1b2c3d4e5f6071", "ffffffffffffffff"),
                    List.of(new Member(0, new Address("a", 1)), new Member(5, new Address("b", 2)))),
            new Members(List.of(new Member(1, new Address("a", 1)))),
            new Linked(List.of(1, 300, 70_000)));

    @Test
    void aHandshakeComesBackAsItWentOut() {
        for (Handshake handshake : EXAMPLES) {
            assertThat(Handshakes.decode(Handshakes.encode(handshake))).isEqualTo(handshake);
        }
    }

    @Test
    void aGreetingOfAnEarlierReleaseSaysNothingOfRoomAndFailuresAndIsUnderstood() {
        Greeting earlier = new Greeting(4, "hive", 4096, 1 << 20, 1, 2, new Address("a", 1), Long.MAX_VALUE);
        ByteBuffer encoded = Handshakes.encode(earlier);
        int roomAndSurvivalBytes = 9 + 5;
        assertThat(Handshakes.decode(encoded.slice(0, encoded.remaining() - roomAndSurvivalBytes)))
                .isEqualTo(earlier);
    }

    @Test
    void aHandshakeTravelsInAFrame() {
        Frames frames = new Frames(1000);
        for (Handshake handshake : EXAMPLES) {
            ByteBuffer frame = frames.greeting(handshake);
            Frames.Header header = frames.header(frame);
            assertThat(header.kind()).isEqualTo(Frames.Kind.GREETING);
            ByteBuffer body = frame.position(Frames.HEADER_BYTES);
            frames.check(header, body);
            assertThat(Handshakes.decode(body)).isEqualTo(handshake);
        }
    }

    @Test
    void whatALaterReleaseAddsIsIgnored() {
        for (Handshake handshake : EXAMPLES) {
            ByteBuffer encoded = Handshakes.encode(handshake);
            ByteBuffer longer = ByteBuffer.allocate(encoded.remaining() + 5);
            longer.put(encoded).put(new byte[] {1, 2, 3, 4, 5}).flip();
            assertThat(Handshakes.decode(longer)).isEqualTo(handshake);
        }
    }

    @Test
    void noBeginningOfAHandshakeIsOne() {
        for (Handshake handshake : EXAMPLES) {
            ByteBuffer encoded = Handshakes.encode(handshake);
            for (int length = 0; length < encoded.remaining(); length++) {
                ByteBuffer beginning = encoded.slice(0, length);
                assertThatThrownBy(() -> Handshakes.decode(beginning)).isInstanceOf(MalformedFrameException.class);
            }
        }
    }

    @Test
    void anythingElseIsMalformed() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            Arrays.fill(bytes, 0, Math.min(1, bytes.length), (byte) random.nextInt(14));
            try {
                Handshake handshake = Handshakes.decode(ByteBuffer.wrap(bytes));
                assertThatCode(() -> Handshakes.encode(handshake)).doesNotThrowAnyException();
            } catch (MalformedFrameException expected) {
                assertThat(expected.getMessage()).endsWith(".");
            }
        }
    }

    @Test
    void aPortOutsideItsRangeIsRefused() {
        assertThatThrownBy(() -> new Address("a", 65_536)).hasMessage("The port is 65536; it must be from 0 to 65535.");
    }
}
