package io.hivemind.wire;

import io.hivemind.protocol.Message;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/**
 * What travels over a link: a header of {@value #HEADER_BYTES} bytes and a body. The header has, highest byte first, the
 * length of the body in four bytes, the version of this format in one, the kind of the body in one, and in four the CRC32C
 * of the six bytes before and of the body. Stateless, so any number of threads may use one.
 *
 * <p>Who reads a link reads {@link #HEADER_BYTES}, asks {@link #header} how long the body is, reads that, hands both to
 * {@link #check}, and decodes the body according to its kind.
 */
public final class Frames {
    /** The version of the format of frames; another is refused. */
    public static final int VERSION = 1;

    /** The length of a header in bytes. */
    public static final int HEADER_BYTES = 10;

    /**
     * The usual limit on the length of a body in bytes. A grant or a barrier's release may carry all consistency data that
     * a drone holds, so the limit must be well above the budget for it.
     */
    public static final int USUAL_LIMIT = 64 << 20;

    /** A frame with as many bytes gets no further message: what is in it should not wait for what is to follow. */
    private static final int SHORT_BYTES = 8 << 10;

    private static final int CHECKED_BYTES = 6;

    /** What the body of a frame is. */
    public enum Kind {
        /** Something that two drones say before the first message: {@link Handshakes#decode}. */
        GREETING(1),
        /** Messages of the protocol, one or several: {@link Codec#decodeAll}. */
        MESSAGE(2),
        /** Something between the links themselves, of which this package knows nothing. */
        CONTROL(3);

        private final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }

        private static Kind of(byte code) {
            return switch (code) {
                case 1 -> GREETING;
                case 2 -> MESSAGE;
                case 3 -> CONTROL;
                default ->
                    throw new MalformedFrameException(
                            "A frame is of kind " + code + ", it must be 1, 2 or 3; the link is out of step.");
            };
        }
    }

    /**
     * A header.
     *
     * @param kind what the body is
     * @param length the length of the body in bytes, within the limit
     * @param checksum what the checksum must be
     */
    public record Header(Kind kind, int length, int checksum) {}

    private final int limit;

    /** Makes frames whose bodies have at most {@code limit} bytes. */
    public Frames(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("The limit on a frame is " + limit + " bytes; it must be at least 1.");
        }
        this.limit = limit;
    }

    /** {@return a whole frame with {@code message}, ready to be sent} */
    public ByteBuffer message(Codec codec, Message message) {
        return messages(codec, message, Optional::empty);
    }

    /**
     * {@return a whole frame with {@code first} and whatever {@code more} gives as long as the frame is short, ready to be sent}
     * What a drone has to say to another at one time goes in one frame, and is taken in at one time.
     */
    public ByteBuffer messages(Codec codec, Message first, Supplier<Optional<Message>> more) {
        Sink out = Codec.sinkFor(first, HEADER_BYTES);
        codec.write(out, first);
        while (out.length() < SHORT_BYTES) {
            Optional<Message> next = more.get();
            if (next.isEmpty()) {
                break;
            }
            codec.write(out, next.get());
        }
        return seal(Kind.MESSAGE, out);
    }

    /** {@return a whole frame with {@code handshake}, ready to be sent} */
    public ByteBuffer greeting(Handshake handshake) {
        Sink out = new Sink(HEADER_BYTES, 256);
        Handshakes.write(out, handshake);
        return seal(Kind.GREETING, out);
    }

    /** {@return a whole frame around {@code body}, ready to be sent} The position of {@code body} does not change. */
    public ByteBuffer control(ByteBuffer body) {
        byte[] bytes = new byte[body.remaining()];
        body.duplicate().get(bytes);
        Sink out = new Sink(HEADER_BYTES, bytes.length);
        out.raw(bytes);
        return seal(Kind.CONTROL, out);
    }

    /**
     * {@return what the first {@link #HEADER_BYTES} bytes of {@code bytes} from its position say} The position does not
     * change.
     *
     * @throws MalformedFrameException if it is no header, of another version, or the body is too long
     */
    public Header header(ByteBuffer bytes) {
        if (bytes.remaining() < HEADER_BYTES) {
            throw new MalformedFrameException("A header has " + bytes.remaining() + " bytes, it must have "
                    + HEADER_BYTES + "; the link ended in the middle of it.");
        }
        ByteBuffer in = bytes.duplicate();
        int length = in.getInt();
        byte version = in.get();
        if (version != VERSION) {
            throw new MalformedFrameException("A frame is of version " + version + ", this drone speaks version "
                    + VERSION + "; run the same release of HiveMind everywhere.");
        }
        Kind kind = Kind.of(in.get());
        if (length < 0 || length > limit) {
            throw new MalformedFrameException(
                    "A frame announces " + Integer.toUnsignedString(length) + " bytes, the limit is " + limit + ".");
        }
        return new Header(kind, length, in.getInt());
    }

    /**
     * Checks that {@code body}, from its position to its limit, is the body that {@code header} announced. The position
     * does not change.
     *
     * @throws MalformedFrameException if it is not
     */
    public void check(Header header, ByteBuffer body) {
        if (body.remaining() != header.length()) {
            throw new MalformedFrameException("A frame has " + body.remaining() + " bytes, but announced "
                    + header.length() + "; the link ended in the middle of it.");
        }
        int found = checksum(header.kind(), body.duplicate());
        if (found != header.checksum()) {
            throw new MalformedFrameException("A frame of " + header.length() + " bytes was damaged on its way: its"
                    + " checksum is " + Integer.toHexString(found) + ", it should be "
                    + Integer.toHexString(header.checksum()) + ".");
        }
    }

    private ByteBuffer seal(Kind kind, Sink out) {
        int length = out.length() - HEADER_BYTES;
        if (length > limit) {
            throw new IllegalStateException("A frame of " + length + " bytes cannot be sent, the limit is " + limit
                    + "; a smaller budget for consistency data keeps frames smaller.");
        }
        ByteBuffer frame = out.toBuffer();
        ByteBuffer body = frame.slice(HEADER_BYTES, length);
        putHead(frame, kind, length);
        frame.putInt(checksum(kind, body));
        return frame.rewind();
    }

    private static void putHead(ByteBuffer to, Kind kind, int length) {
        to.putInt(length).put((byte) VERSION).put(kind.code);
    }

    private static int checksum(Kind kind, ByteBuffer body) {
        ByteBuffer head = ByteBuffer.allocate(CHECKED_BYTES);
        putHead(head, kind, body.remaining());
        CRC32C checksum = new CRC32C();
        checksum.update(head.flip());
        checksum.update(body);
        return (int) checksum.getValue();
    }
}
