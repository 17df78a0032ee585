package io.hivemind.links;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.wire.Address;
import io.hivemind.wire.Challenge;
import io.hivemind.wire.Frames;
import io.hivemind.wire.Greeting;
import io.hivemind.wire.Handshake;
import io.hivemind.wire.MalformedFrameException;
import io.hivemind.wire.Proof;
import io.hivemind.wire.Refusal;
import io.hivemind.wire.Roster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** Whatever is said to a drone before it is linked ends in a greeting that fits or in one of two exceptions. */
class HostileGreetingTest {
    private static final int ROUNDS = 150_000;
    private static final int MOST_BYTES = 4 << 10;
    private static final int CHECKED_BYTES = 6;
    private static final Optional<Secret> SECRET = Optional.of(new Secret("a secret that nobody here has any idea of"));
    private static final Greeting GREETING =
            new Greeting(Greeting.PROTOCOL, "test", 4096, 64 * 4096, 1, 2, new Address("127.0.0.1", 5), Long.MAX_VALUE);
    private static final List<Handshake> SOUND = List.of(
            new Challenge(1, Secret.freshNonce()),
            new Challenge(0, Secret.freshNonce()),
            new Proof("0".repeat(64)),
            new Refusal("No."),
            GREETING,
            new Roster(List.of(new Address("localhost", 1), new Address("localhost", 2))));

    /** One side of a conversation. */
    private interface Side {
        /** {@return whether the other was believed} */
        boolean converse(Conversation conversation) throws IOException;
    }

    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void nothingThatIsNoProofIsTakenForOneByWhoListens() throws Exception {
        Proving listener = proving(SECRET, 0);
        assertThat(believed(conversation ->
                        listener.listen(conversation.hear(), conversation).size() > 0))
                .isZero();
    }

    @Test
    void nothingThatIsNoProofIsTakenForOneByWhoCalls() throws Exception {
        Proving caller = proving(SECRET, 1);
        assertThat(believed(conversation -> {
                    caller.call(0, conversation);
                    return true;
                }))
                .isZero();
    }

    @Test
    void aHiveWithoutASecretTakesInOnlyWhoFits() throws Exception {
        Proving listener = proving(Optional.empty(), 0);
        try (TestLinks hive = new TestLinks(2)) {
            Agreement agreement = new Agreement(hive.config(0));
            int fitting = believed(conversation -> agreement
                    .objection(listener.listen(conversation.hear(), conversation))
                    .isEmpty());
            assertThat(fitting).isBetween(1, ROUNDS / 10);
        }
    }

    private int believed(Side side) throws IOException {
        int believed = 0;
        Set<String> sentences = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] said = said();
            try (Socket socket = new Said(new ByteArrayInputStream(said))) {
                believed += side.converse(new Conversation(new PlainLine(socket, OptionalLong.empty()), MOST_BYTES))
                        ? 1
                        : 0;
            } catch (MalformedFrameException | IOException expected) {
                sentences.add(String.valueOf(expected.getMessage())
                        .replaceAll("[0-9a-f]{2,}|[0-9]", "0")
                        .replaceAll("says: .*", "says"));
            }
        }
        assertThat(sentences)
                .hasSizeGreaterThan(5)
                .allMatch(sentence -> sentence.endsWith(".") || sentence.contains("says"));
        return believed;
    }

    /** {@return some frames, damaged in one way or another, or other bytes} */
    private byte[] said() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int frames = random.nextInt(4); frames >= 0; frames--) {
            ByteBuffer sound = new Frames(MOST_BYTES).greeting(SOUND.get(random.nextInt(SOUND.size())));
            byte[] frame = new byte[sound.remaining()];
            sound.get(frame);
            bytes.write(damaged(frame));
        }
        return bytes.toByteArray();
    }

    private byte[] damaged(byte[] frame) {
        int body = Frames.HEADER_BYTES;
        switch (random.nextInt(6)) {
            case 0 -> {
                return frame;
            }
            case 1 -> frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
            case 2 -> {
                return Arrays.copyOf(frame, random.nextInt(frame.length));
            }
            case 3 -> random.nextBytes(frame);
            default -> {
                frame[body + random.nextInt(frame.length - body)] = (byte) random.nextInt();
                seal(frame);
            }
        }
        return frame;
    }

    /** Gives the frame the checksum that it should have. */
    private static void seal(byte[] frame) {
        CRC32C checksum = new CRC32C();
        checksum.update(frame, 0, CHECKED_BYTES);
        checksum.update(frame, Frames.HEADER_BYTES, frame.length - Frames.HEADER_BYTES);
        ByteBuffer.wrap(frame).putInt(CHECKED_BYTES, (int) checksum.getValue());
    }

    private static Proving proving(Optional<Secret> secret, int rank) {
        try (TestLinks hive = new TestLinks(2)) {
            return new Proving(TestLinks.with(secret, hive.config(rank)));
        }
    }
}
