package io.hivemind.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivemind.protocol.Message;
import io.hivemind.wire.Frames.Header;
import io.hivemind.wire.Frames.Kind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FramesTest {
    private static final Codec CODEC = new Codec(4, 100, 256);
    private static final Frames FRAMES = new Frames(10_000);

    private static ByteBuffer body(ByteBuffer frame) {
        return frame.slice(Frames.HEADER_BYTES, frame.limit() - Frames.HEADER_BYTES);
    }

    @Test
    void aMessageComesBackOutOfItsFrame() {
        for (Message message : new Messages(1, 4, 100, 256).one()) {
            ByteBuffer frame = FRAMES.message(CODEC, message);
            Header header = FRAMES.header(frame);
            assertThat(header.kind()).isEqualTo(Kind.MESSAGE);
            assertThat(header.length()).isEqualTo(frame.remaining() - Frames.HEADER_BYTES);
            FRAMES.check(header, body(frame));
            assertThat(CODEC.decode(body(frame))).isEqualTo(message);
        }
    }

    @Test
    void messagesShareAFrameUntilItIsLong() {
        List<Message> all = IntStream.range(0, 20)
                .mapToObj(seed -> new Messages(seed, 4, 100, 256).one())
                .flatMap(List::stream)
                .toList();
        Iterator<Message> left = all.iterator();
        List<Message> found = new ArrayList<>();
        int frames = 0;
        while (left.hasNext()) {
            ByteBuffer frame = new Frames(1 << 20)
                    .messages(CODEC, left.next(), () -> left.hasNext() ? Optional.of(left.next()) : Optional.empty());
            found.addAll(CODEC.decodeAll(body(frame)));
            frames++;
            assertThat(!left.hasNext() || frame.remaining() >= 8 << 10).isTrue();
        }

        assertThat(found).isEqualTo(all);
        assertThat(frames).isBetween(2, all.size() / 4);
    }

    @Test
    void aFrameWithoutAMessageIsMalformed() {
        assertThatThrownBy(() -> CODEC.decodeAll(ByteBuffer.allocate(0))).isInstanceOf(MalformedFrameException.class);
    }

    @Test
    void aControlFrameCarriesWhatItWasGiven() {
        ByteBuffer body = ByteBuffer.wrap(new byte[] {9, 1, 2, 3}, 1, 3);
        ByteBuffer frame = FRAMES.control(body);
        assertThat(FRAMES.header(frame).kind()).isEqualTo(Kind.CONTROL);
        FRAMES.check(FRAMES.header(frame), body(frame));
        assertThat(body(frame)).isEqualTo(body);
        assertThat(FRAMES.header(FRAMES.control(ByteBuffer.allocate(0))).length())
                .isZero();
    }

    @Test
    void noFlippedBitGoesUnseen() {
        SplittableRandom random = new SplittableRandom(2);
        for (Message message : new Messages(2, 4, 100, 256).one()) {
            ByteBuffer frame = FRAMES.message(CODEC, message);
            for (int i = 0; i < 500; i++) {
                int at = random.nextInt(frame.limit());
                byte good = frame.get(at);
                frame.put(at, (byte) (good ^ 1 << random.nextInt(8)));
                assertThatThrownBy(() -> FRAMES.check(FRAMES.header(frame), body(frame)))
                        .isInstanceOf(MalformedFrameException.class);
                frame.put(at, good);
            }
        }
    }

    @Test
    void aFrameBeyondTheLimitIsRefusedByItsHeader() {
        ByteBuffer frame = FRAMES.control(ByteBuffer.allocate(10_000));
        assertThatThrownBy(() -> new Frames(9_999).header(frame))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessage("A frame announces 10000 bytes, the limit is 9999.");
        frame.putInt(0, -1);
        assertThatThrownBy(() -> FRAMES.header(frame))
                .hasMessage("A frame announces 4294967295 bytes, the limit is 10000.");
        assertThatThrownBy(() -> FRAMES.control(ByteBuffer.allocate(10_001)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("A frame of 10001 bytes cannot be sent, the limit is 10000;");
    }

    @Test
    void aHeaderOfAnotherVersionOrKindIsRefusedInWords() {
        ByteBuffer frame = FRAMES.message(CODEC, new Message.LockBusy(0, 1));
        frame.put(4, (byte) 2);
        assertThatThrownBy(() -> FRAMES.header(frame))
                .hasMessage("A frame is of version 2, this drone speaks version 1;"
                        + " run the same release of HiveMind everywhere.");
        frame.put(4, (byte) 1).put(5, (byte) 77);
        assertThatThrownBy(() -> FRAMES.header(frame))
                .hasMessage("A frame is of kind 77, it must be 1, 2 or 3; the link is out of step.");
        assertThatThrownBy(() -> FRAMES.header(ByteBuffer.allocate(9)))
                .hasMessage("A header has 9 bytes, it must have 10; the link ended in the middle of it.");
    }

    @Test
    void aShortBodyIsRefused() {
        ByteBuffer frame = FRAMES.message(CODEC, new Message.LockBusy(0, 1));
        assertThatThrownBy(() -> FRAMES.check(FRAMES.header(frame), body(frame).limit(1)))
                .hasMessage("A frame has 1 bytes, but announced 3; the link ended in the middle of it.");
    }
}
