package io.hivemind.links;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.OptionalLong;

/** A line whose bytes travel as they are. */
final class PlainLine implements Line {
    private final Socket socket;
    private final InputStream in;
    private final OptionalLong deadline;

    /**
     * Reads and writes on {@code socket}.
     *
     * @param deadline when nothing more is waited for, by the clock of {@link System#nanoTime}; without one, somebody else closes the
     *     socket when it takes too long
     */
    PlainLine(Socket socket, OptionalLong deadline) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.deadline = deadline;
    }

    /** An outlet that has nothing to keep. */
    private record Plain(SocketChannel channel) implements Outlet {
        @Override
        public boolean write(ByteBuffer bytes) throws IOException {
            channel.write(bytes);
            return !bytes.hasRemaining();
        }

        @Override
        public boolean isEmpty() {
            return true;
        }
    }

    @Override
    public Socket socket() {
        return socket;
    }

    @Override
    public Peer peer() {
        return Peer.Other.UNKNOWN;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        Sockets.limitWait(socket, deadline);
        int read = in.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
        into.position(into.position() + Math.max(0, read));
        return read;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        socket.getOutputStream().write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        bytes.position(bytes.limit());
    }

    @Override
    public Outlet outlet(SocketChannel channel) {
        return new Plain(channel);
    }
}
