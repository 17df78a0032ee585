package io.hivemind.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.management.ThreadMXBean;
import io.hivemind.protocol.Message;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileBytesTest {
    private static final int DRONES = 8;
    private static final int PAGES = 300;
    private static final int PAGE_SIZE = 64;
    private static final Codec CODEC = new Codec(DRONES, PAGES, PAGE_SIZE);
    private static final Frames FRAMES = new Frames(1 << 16);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static List<byte[]> sound(long seed, int rounds) {
        Messages messages = new Messages(seed, DRONES, PAGES, PAGE_SIZE);
        List<byte[]> sound = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (Message message : messages.one()) {
                ByteBuffer encoded = CODEC.encode(message);
                byte[] bytes = new byte[encoded.remaining()];
                encoded.get(bytes);
                sound.add(bytes);
            }
        }
        return sound;
    }

    /** Does one of the things that a broken sender or wire could do to {@code bytes}. */
    private static byte[] damaged(SplittableRandom random, byte[] bytes, byte[] other) {
        int at = random.nextInt(bytes.length);
        byte[] damaged = bytes.clone();
        switch (random.nextInt(6)) {
            case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> damaged[at] = (byte) random.nextInt();
            case 2 -> Arrays.fill(damaged, at, Math.min(bytes.length, at + 1 + random.nextInt(9)), (byte) 0xff);
            case 3 -> damaged = Arrays.copyOf(bytes, at);
            case 4 -> System.arraycopy(other, 0, damaged, at, Math.min(other.length, bytes.length - at));
            default -> {
                damaged = new byte[random.nextInt(80)];
                random.nextBytes(damaged);
                if (damaged.length > 0) {
                    damaged[0] = (byte) random.nextInt(21);
                }
            }
        }
        return damaged;
    }

    private static boolean decodes(byte[] bytes) {
        try {
            Message message = CODEC.decode(ByteBuffer.wrap(bytes));
            assertThatCode(() -> CODEC.encode(message)).doesNotThrowAnyException();
            return true;
        } catch (MalformedFrameException expected) {
            assertThat(expected.getMessage()).endsWith(".");
            return false;
        }
    }

    @Test
    void aMillionDamagedMessagesEndInAMessageOrAMalformedFrame() {
        SplittableRandom random = new SplittableRandom(42);
        List<byte[]> sound = sound(42, 20);
        int decoded = 0;
        for (int i = 0; i < 1_000_000; i++) {
            byte[] bytes = sound.get(random.nextInt(sound.size()));
            if (decodes(damaged(random, bytes, sound.get(random.nextInt(sound.size()))))) {
                decoded++;
            }
        }
        assertThat(decoded).isBetween(10_000, 990_000);
    }

    /** {@return whether {@code bytes} are a frame with something that can be understood} */
    private static boolean understood(byte[] bytes) {
        try {
            ByteBuffer frame = ByteBuffer.wrap(bytes);
            Frames.Header header = FRAMES.header(frame);
            ByteBuffer body = frame.slice(Frames.HEADER_BYTES, frame.remaining() - Frames.HEADER_BYTES);
            FRAMES.check(header, body);
            switch (header.kind()) {
                case MESSAGE -> CODEC.decodeAll(body);
                case GREETING -> Handshakes.decode(body);
                case CONTROL -> assertThat(body.remaining()).isEqualTo(header.length());
            }
            return true;
        } catch (MalformedFrameException expected) {
            assertThat(expected.getMessage()).endsWith(".");
            return false;
        }
    }

    /** {@return a frame with some of {@code bodies}, not sealed if its checksum is to be wrong} */
    private static byte[] frame(SplittableRandom random, List<byte[]> bodies) {
        ByteBuffer frame = ByteBuffer.allocate(1 << 13).position(Frames.HEADER_BYTES);
        for (int i = random.nextInt(3); i >= 0; i--) {
            byte[] body = bodies.get(random.nextInt(bodies.size()));
            byte[] some = random.nextBoolean() ? body : damaged(random, body, bodies.getFirst());
            frame.put(some, 0, Math.min(some.length, frame.remaining()));
        }
        int length = frame.position() - Frames.HEADER_BYTES;
        frame.flip();
        frame.putInt(random.nextInt(20) == 0 ? random.nextInt() : length).put((byte) Frames.VERSION);
        frame.put((byte) (1 + random.nextInt(random.nextInt(20) == 0 ? 255 : 2)));
        CRC32C checksum = new CRC32C();
        checksum.update(frame.duplicate().position(0).limit(6));
        checksum.update(frame.duplicate().position(Frames.HEADER_BYTES));
        frame.putInt((int) checksum.getValue()).rewind();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return random.nextInt(4) == 0 ? damaged(random, bytes, bytes) : bytes;
    }

    @Test
    void manyFramesOfSoundAndDamagedPartsAreUnderstoodOrMalformed() {
        SplittableRandom random = new SplittableRandom(44);
        List<byte[]> bodies = new ArrayList<>(sound(44, 10));
        for (Handshake handshake : HandshakesTest.EXAMPLES) {
            ByteBuffer encoded = Handshakes.encode(handshake);
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            bodies.add(bytes);
        }
        int understood = 0;
        for (int i = 0; i < 300_000; i++) {
            if (understood(frame(random, bodies))) {
                understood++;
            }
        }
        assertThat(understood).isBetween(10_000, 990_000);
    }

    @Test
    void aDamagedMessageTakesMemoryForWhatItHasAndNotForWhatItSays() {
        SplittableRandom random = new SplittableRandom(43);
        List<byte[]> sound = sound(43, 5);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = damaged(random, sound.get(random.nextInt(sound.size())), sound.get(0));
            long before = THREADS.getCurrentThreadAllocatedBytes();
            decodes(bytes);
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
        }
    }

    /** Each begins a message whose next number is a count of things. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "03 00 01 01 00", // grant: intervals
                "03 00 01 01 00 00 00", // grant: waiters
                "06 00 00 00 00", // arrival: intervals
                "09", // interval reply: intervals
                "09 01 00 01", // interval reply: pages in a run
                "06 00 00 00 02 01", // arrival: entries in a group
                "0a 00", // page request: pages
                "0a 00 01 00 00", // page request: diffs
                "0b 00", // page reply: pages
                "0b 00 01 00 00", // page reply: diffs
                "0b 00 01 00 00 01 00 01", // page reply: length of a diff
                "0b 00 01 00 00 00", // page reply: absent intervals
                "18 00 00 00 00 00 00 00 00 00", // report: where locks stand
                "1a 00 00 00", // what is held of pages
                "13 01" // answer to an inquiry: length of the text
            })
    void aCountOfTwoThousandMillionTakesNoMemory(String beginning) {
        String[] octets = (beginning + " ff ff ff ff 07 00 00 00 00").split(" ");
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) Integer.parseInt(octets[i], 16);
        }
        assertThat(decodes(bytes)).isFalse();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        assertThat(decodes(bytes)).isFalse();
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(200_000);
    }

    @Test
    void manyIntervalsOfAllPagesEndBeforeMemoryDoes() {
        Sink out = new Sink(0, 1 << 20);
        int intervals = 200_000;
        out.octet(9);
        out.varint(intervals);
        for (int i = 0; i < intervals; i++) {
            out.varint(i == 0 ? 0 : 1);
            out.varint(Sink.zigzag(i == 0 ? 0 : -PAGES) << 2 | 1);
            out.varint(PAGES - 2);
        }
        ByteBuffer bytes = out.toBuffer();
        assertThatCode(() -> CODEC.decode(bytes))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessageContaining("its runs stand for more than 16777216 pages and entries of times");
    }

    @Test
    void manyTimesOfAllDronesEndBeforeMemoryDoes() {
        int drones = 1000;
        Sink out = new Sink(0, 1 << 20);
        int intervals = 20_000;
        out.octet(9);
        out.varint(intervals);
        for (int i = 0; i < intervals; i++) {
            out.varint((i == 0 ? 0 : 1) | 2 << 2);
            out.varint(1);
            out.varint(drones - 2);
            out.signed(1);
            out.varint(Sink.zigzag(i == 0 ? 0 : -1) << 2);
        }
        ByteBuffer bytes = out.toBuffer();
        assertThatCode(() -> new Codec(drones, PAGES, PAGE_SIZE).decode(bytes))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessageContaining("its runs stand for more than 16777216 pages and entries of times");
    }
}
