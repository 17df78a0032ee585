package io.hivemind.links;

import io.hivemind.wire.Frames;
import io.hivemind.wire.Handshake;
import io.hivemind.wire.Handshakes;
import io.hivemind.wire.MalformedFrameException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** What is said on a connection before the first message, with a time by which it must have been said. */
final class Conversation {
    private static final int BUFFER_BYTES = 4 << 10;
    /** The most that is read of somebody who goes on talking after the end. */
    private static final int UNHEARD_BYTES = 64 << 10;

    private final Socket socket;
    private final Frames frames;
    private final FrameReader reader;
    /** By the clock of {@link System#nanoTime}, if there is one. */
    private final OptionalLong deadline;

    /**
     * Begins a conversation.
     *
     * @param mostBytes the most bytes that the other may say at once
     * @param deadline when all must have been said, by the clock of {@link System#nanoTime}; without one, somebody else
     *     closes the socket when it takes too long
     */
    Conversation(Socket socket, int mostBytes, OptionalLong deadline) {
        this.socket = socket;
        this.frames = new Frames(mostBytes);
        this.deadline = deadline;
        this.reader = new FrameReader(frames, this::read, BUFFER_BYTES);
    }

    void say(Handshake handshake) throws IOException {
        ByteBuffer frame = frames.greeting(handshake);
        socket.getOutputStream().write(frame.array(), frame.arrayOffset() + frame.position(), frame.remaining());
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
        socket.shutdownOutput();
        ByteBuffer unheard = ByteBuffer.allocate(BUFFER_BYTES);
        int heard = 0;
        for (int read = read(unheard); read >= 0 && heard < UNHEARD_BYTES; read = read(unheard)) {
            heard += read;
            unheard.clear();
        }
    }

    private int read(ByteBuffer into) throws IOException {
        if (deadline.isPresent()) {
            // A socket that was once read with a time-out reads a little slower for ever after.
            socket.setSoTimeout(leftMillis(deadline.getAsLong()));
        }
        return Sockets.read(socket, into);
    }

    private static int leftMillis(long deadline) throws SocketTimeoutException {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (millis <= 0) {
            throw new SocketTimeoutException("nothing was said in time");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }
}
