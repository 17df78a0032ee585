package io.hivemind.links;

import io.hivemind.wire.Frames;
import io.hivemind.wire.Handshake;
import io.hivemind.wire.Handshakes;
import io.hivemind.wire.MalformedFrameException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;

/** What is said on a connection before the first message, with a time by which it must have been said. */
final class Conversation {
    private static final int BUFFER_BYTES = 4 << 10;
    /** The most that is read of somebody who goes on talking after the end. */
    private static final int UNHEARD_BYTES = 64 << 10;

    private final Line line;
    private final Frames frames;
    private final FrameReader reader;
    /** Whether anything has been heard. */
    private boolean begun;

    /**
     * Begins a conversation.
     *
     * @param line whose deadline, if it has one, is when all must have been said
     * @param mostBytes the most bytes that the other may say at once
     */
    Conversation(Line line, int mostBytes) {
        this.line = line;
        this.frames = new Frames(mostBytes);
        this.reader = new FrameReader(frames, this::read, BUFFER_BYTES);
    }

    /** {@return what is spoken over} */
    Line line() {
        return line;
    }

    void say(Handshake handshake) throws IOException {
        line.write(frames.greeting(handshake));
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
        Socket socket = line.socket();
        socket.shutdownOutput();
        ByteBuffer unheard = ByteBuffer.allocate(BUFFER_BYTES);
        int heard = 0;
        for (int read = 0; read >= 0 && heard < UNHEARD_BYTES; read = Sockets.read(socket, unheard)) {
            heard += read;
            unheard.clear();
        }
    }

    private int read(ByteBuffer into) throws IOException {
        int read = heard(into);
        if (!begun && read > 0 && into.get(into.position() - read) == TlsLine.HANDSHAKE) {
            throw new StrangerException("It speaks TLS, which this drone does not; give all drones the same"
                    + " HIVEMIND_SECRET_FILE, HIVEMIND_TLS and HIVEMIND_INSECURE.");
        }
        begun = true;
        return read;
    }

    private int heard(ByteBuffer into) throws IOException {
        try {
            return line.read(into);
        } catch (SSLException stranger) {
            // Who calls hears only now whether the other has taken its certificate.
            throw TlsLine.stranger(stranger);
        }
    }
}
