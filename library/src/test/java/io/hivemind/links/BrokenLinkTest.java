package io.hivemind.links;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.links.Recorder.Heard;
import io.hivemind.protocol.Message.LockBusy;
import io.hivemind.wire.Address;
import io.hivemind.wire.Codec;
import io.hivemind.wire.Frames;
import io.hivemind.wire.Greeting;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes over a link that has been greeted, the drone lives, and says what was wrong. */
@ParameterizedClass
@ValueSource(booleans = {false, true})
class BrokenLinkTest {
    private static final Frames FRAMES = new Frames(1 << 20);

    private final boolean tls;

    BrokenLinkTest(boolean tls) {
        this.tls = tls;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            garbage   | A frame is of version
            checksum  | was damaged on its way
            oversized | A frame announces 2147483647 bytes, the limit is 67108864
            message   | no message has the number 200
            control   | A control frame has the number 9
            empty     | A control frame is empty
            greeting  | It greets again
            truncated | The link ended in the middle of a frame, after 12 bytes of it
            """)
    void aFrameThatCannotBeUsedClosesTheLinkAndIsNamed(String what, String sentence) throws Exception {
        try (TestLinks hive = new TestLinks(2, tls)) {
            Future<?> started = hive.start(0);
            try (RawPeer peer = new RawPeer(hive.config(1))) {
                TestLinks.get(started);
                peer.say(good(3));
                peer.say(bad(what));
                if (what.equals("truncated")) {
                    peer.hangUp();
                }
                assertThat(hive.recorder(0).message()).isEqualTo(new Heard(1, new LockBusy(0, 3)));
                Heard lost = hive.recorder(0).loss();
                assertThat(lost.from()).isEqualTo(1);
                assertThat(lost.what().toString())
                        .matches(
                                "(?s)Drone 1 at 127\\.0\\.0\\.1:\\d+ sent what cannot be used, so its link was closed; the hive ends\\. .*")
                        .contains(sentence);
            }
        }
    }

    @Test
    void aDroneThatHangsUpIsLost() throws Exception {
        try (TestLinks hive = new TestLinks(2, tls)) {
            Future<?> started = hive.start(0);
            try (RawPeer peer = new RawPeer(hive.config(1))) {
                TestLinks.get(started);
                peer.hangUp();
                assertThat(hive.recorder(0).loss().what().toString())
                        .endsWith("closed its link while the hive was running; the hive ends.");
            }
        }
    }

    @Test
    void aLinkThatCannotBeWrittenIsLostAfterItsPeerHadTimeToSayWhy() throws Exception {
        try (TestLinks hive = new TestLinks(2, tls)) {
            Future<?> started = hive.start(0);
            try (RawPeer peer = new RawPeer(hive.config(1))) {
                TestLinks.get(started);
                peer.stopListening();
                Future<Heard> lost = hive.run(() -> hive.recorder(0).loss());
                while (!lost.isDone()) {
                    hive.of(0).send(1, new LockBusy(0, 1));
                    hive.of(0).flush();
                    hive.of(0).tick();
                    Thread.onSpinWait();
                }
                assertThat(TestLinks.get(lost).what().toString()).contains("Drone 1 at ", "broke its link (");
            }
        }
    }

    private static ByteBuffer good(long lock) {
        return FRAMES.message(new Codec(2, 64, 4096), new LockBusy(0, lock));
    }

    private static ByteBuffer bad(String what) {
        return switch (what) {
            case "garbage" -> ByteBuffer.wrap("no frame at all".getBytes(StandardCharsets.US_ASCII));
            case "checksum" -> {
                ByteBuffer damaged = good(4);
                damaged.put(damaged.limit() - 1, (byte) ~damaged.get(damaged.limit() - 1));
                yield damaged;
            }
            case "oversized" -> good(4).putInt(0, Integer.MAX_VALUE);
            case "message" -> ofKindMessage(FRAMES.control(ByteBuffer.wrap(new byte[] {(byte) 200})));
            case "control" -> FRAMES.control(ByteBuffer.wrap(new byte[] {9}));
            case "empty" -> FRAMES.control(ByteBuffer.allocate(0));
            case "greeting" ->
                FRAMES.greeting(new Greeting(
                        Greeting.PROTOCOL, "test", 4096, 64 * 4096, 1, 2, new Address("h", 1), Long.MAX_VALUE));
            case "truncated" -> FRAMES.control(ByteBuffer.allocate(40)).limit(12);
            default -> throw new IllegalArgumentException(what);
        };
    }

    /** The same body as a message, with the checksum that it must then have. */
    private static ByteBuffer ofKindMessage(ByteBuffer control) {
        CRC32C checksum = new CRC32C();
        control.put(5, (byte) 2);
        checksum.update(control.slice(0, 6));
        checksum.update(control.slice(Frames.HEADER_BYTES, control.limit() - Frames.HEADER_BYTES));
        return control.putInt(6, (int) checksum.getValue());
    }
}
