package io.hivemind.links;

import io.hivemind.wire.Frames;
import io.hivemind.wire.Handshake;
import io.hivemind.wire.Handshakes;
import io.hivemind.wire.MalformedFrameException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/** What is said on a connection before the first message, with a time by which it must have been said. */
final class Conversation {
    private static final int BUFFER_BYTES = 4 << 10;

    private final SocketChannel channel;
    private final Frames frames;
    private final FrameReader reader;
    /** By the clock of {@link System#nanoTime}. */
    private final long deadline;

    /**
     * Begins a conversation.
     *
     * @param mostBytes the most bytes that the other may say at once
     * @param deadline when all must have been said, by the clock of {@link System#nanoTime}
     */
    Conversation(SocketChannel channel, int mostBytes, long deadline) {
        this.channel = channel;
        this.frames = new Frames(mostBytes);
        this.deadline = deadline;
        this.reader = new FrameReader(frames, this::read, BUFFER_BYTES);
    }

    void say(Handshake handshake) throws IOException {
        ByteBuffer frame = frames.greeting(handshake);
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }

    /**
     * {@return what the other says next}
     *
     * @throws SocketTimeoutException if it says nothing in time
     * @throws MalformedFrameException if it says what nobody can understand, or more than it should
     */
    Handshake hear() throws IOException {
        FrameReader.Frame frame = reader.next();
        if (frame.kind() != Frames.Kind.GREETING || reader.hasMore()) {
            throw new MalformedFrameException("It does not greet, which every drone does first of all.");
        }
        return Handshakes.decode(frame.body());
    }

    /** Tells the other that nothing more will be said, and lets it read that: a socket closed at once may take it back. */
    void part() throws IOException {
        channel.shutdownOutput();
        ByteBuffer unheard = ByteBuffer.allocate(BUFFER_BYTES);
        while (read(unheard) >= 0) {
            unheard.clear();
        }
    }

    private int read(ByteBuffer into) throws IOException {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (millis <= 0) {
            throw new SocketTimeoutException("nothing was said in time");
        }
        Socket socket = channel.socket();
        socket.setSoTimeout((int) Math.min(millis, Integer.MAX_VALUE));
        InputStream in = socket.getInputStream();
        int read = in.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
        into.position(into.position() + Math.max(0, read));
        return read;
    }
}
