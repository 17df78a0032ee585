package io.hivemind.links;

import io.hivemind.wire.Frames;
import io.hivemind.wire.MalformedFrameException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes frames out of a stream of bytes. It takes memory for the bytes that are there, never for those announced. */
final class FrameReader {
    private static final int USUAL_BYTES = 64 << 10;
    /** The most that is read at once: the JDK copies what it reads through a buffer of its own of that size. */
    private static final int PIECE_BYTES = 64 << 10;

    /** Where the bytes come from. */
    interface Origin {
        /** Reads at least one byte and at most {@code into} has room for; {@return how many, or -1 at the end} */
        int read(ByteBuffer into) throws IOException;
    }

    /** One frame. The body is overwritten by the next. */
    record Frame(Frames.Kind kind, ByteBuffer body) {
        int bytes() {
            return Frames.HEADER_BYTES + body.remaining();
        }
    }

    private final Frames frames;
    private final Origin origin;
    /** What was read and not yet taken is between its position and its limit. */
    private ByteBuffer buffer;

    FrameReader(Frames frames, Origin origin) {
        this(frames, origin, USUAL_BYTES);
    }

    FrameReader(Frames frames, Origin origin, int usualBytes) {
        this.frames = frames;
        this.origin = origin;
        this.buffer = ByteBuffer.allocate(usualBytes).limit(0);
    }

    /** {@return whether a frame, or the beginning of one, has been read already} */
    boolean hasMore() {
        return buffer.hasRemaining();
    }

    /**
     * {@return the next frame}
     *
     * @throws EOFException if the stream ends between two frames
     * @throws MalformedFrameException if what comes is no frame, or the stream ends within one
     */
    Frame next() throws IOException {
        fill(Frames.HEADER_BYTES);
        Frames.Header header = frames.header(buffer);
        fill(Frames.HEADER_BYTES + header.length());
        ByteBuffer body = buffer.slice(buffer.position() + Frames.HEADER_BYTES, header.length());
        frames.check(header, body);
        buffer.position(buffer.position() + Frames.HEADER_BYTES + header.length());
        return new Frame(header.kind(), body);
    }

    /** Reads until at least {@code wanted} bytes are there. */
    private void fill(int wanted) throws IOException {
        if (buffer.remaining() >= wanted) {
            return;
        }
        if (!buffer.hasRemaining()) {
            buffer = buffer.capacity() > USUAL_BYTES ? ByteBuffer.allocate(USUAL_BYTES) : buffer.clear();
            buffer.limit(0);
        }
        while (buffer.remaining() < wanted) {
            makeRoom();
            int start = buffer.position();
            int end = buffer.limit();
            buffer.limit(Math.min(buffer.capacity(), end + PIECE_BYTES)).position(end);
            int read = origin.read(buffer);
            buffer.limit(buffer.position()).position(start);
            if (read < 0) {
                throw ended();
            }
        }
    }

    /** Makes room behind the bytes read: by moving them to the front, or by twice the memory if they fill it. */
    private void makeRoom() {
        if (buffer.limit() < buffer.capacity()) {
            return;
        }
        if (buffer.position() > buffer.capacity() / 2) {
            buffer.compact().flip();
        } else {
            ByteBuffer roomy = ByteBuffer.allocate(Math.multiplyExact(2, buffer.capacity()));
            buffer = roomy.put(buffer).flip();
        }
    }

    private IOException ended() {
        if (buffer.hasRemaining()) {
            throw new MalformedFrameException(
                    "The link ended in the middle of a frame, after " + buffer.remaining() + " bytes of it.");
        }
        return new EOFException("The link ended.");
    }
}
