package io.hivemind.links;

import io.hivemind.tls.Engines;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.OptionalInt;
import java.util.OptionalLong;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/**
 * A line under TLS. Who is at the other end and is not, or not yet, known to be a drone may say little, whatever it says. What the
 * engine would say of its own accord after the handshake goes out with what is written next: the only such thing is the answer to a new
 * key, which is due before the next bytes, and of those there are none on the reading side of a link.
 */
final class TlsLine implements Line {
    /** The most that the other end may say until it has shown who it is; drones say about 1,200 bytes. */
    private static final int HANDSHAKE_BYTES = 8 << 10;
    /** The most that a guest may say in all. */
    private static final int GUEST_BYTES = 64 << 10;
    /** How much is read at once of what drones say. */
    private static final int PIECE_BYTES = 64 << 10;

    /** The first byte of a handshake; nothing that is said on plain lines begins so. */
    static final int HANDSHAKE = 0x16;
    /** The first byte of a warning. */
    private static final int ALERT = 0x15;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** What writes under TLS, and keeps what is sealed: nothing sealed can be taken back. */
    private static final class Sealing implements Outlet {
        private final SocketChannel channel;
        private final SSLEngine engine;
        private final int packetBytes;
        private final ByteBuffer kept;

        Sealing(SocketChannel channel, SSLEngine engine) {
            this.channel = channel;
            this.engine = engine;
            this.packetBytes = engine.getSession().getPacketBufferSize();
            this.kept = ByteBuffer.allocate(PIECE_BYTES + packetBytes).limit(0);
        }

        @Override
        public SocketChannel channel() {
            return channel;
        }

        @Override
        public boolean isEmpty() {
            return !kept.hasRemaining();
        }

        @Override
        public boolean write(ByteBuffer bytes) throws IOException {
            while (true) {
                if (kept.hasRemaining()) {
                    channel.write(kept);
                }
                if (kept.hasRemaining()) {
                    return false;
                }
                if (!bytes.hasRemaining()) {
                    return true;
                }
                kept.clear();
                while (bytes.hasRemaining() && kept.remaining() >= packetBytes) {
                    seal(engine, bytes, kept);
                }
                kept.flip();
            }
        }
    }

    private final Socket socket;
    private final OptionalLong deadline;
    private final SSLEngine engine;
    private final Peer peer;
    /** How many more bytes the other end may say. */
    private long allowed = HANDSHAKE_BYTES;
    /** What has come and was not opened yet, from its position to its limit. */
    private ByteBuffer sealed = ByteBuffer.allocate(HANDSHAKE_BYTES).limit(0);
    /** What was opened and not taken yet. */
    private ByteBuffer opened = NOTHING;

    private TlsLine(Socket socket, OptionalLong deadline, SSLEngine engine) throws IOException {
        this.socket = socket;
        this.deadline = deadline;
        this.engine = engine;
        shakeHands();
        OptionalInt rank = Engines.peer(engine);
        this.peer = rank.isPresent() ? new Peer.Drone(rank.getAsInt()) : Peer.Other.GUEST;
        this.allowed = rank.isPresent() ? Long.MAX_VALUE : GUEST_BYTES;
    }

    /**
     * {@return the line on {@code socket}, after a handshake by {@code engine}}
     *
     * @param deadline see {@link PlainLine}
     * @throws StrangerException if the other end does not speak TLS as drones of this hive do, or shows what it should not
     */
    static TlsLine on(Socket socket, OptionalLong deadline, SSLEngine engine) throws IOException {
        return new TlsLine(socket, deadline, engine);
    }

    /** {@return what is to be said of who was refused, or refuses, in the language of TLS} */
    static StrangerException stranger(SSLException why) {
        String cause = String.valueOf((why.getCause() == null ? why : why.getCause()).getMessage());
        return new StrangerException("There can be no TLS with it (" + Legible.text(cause)
                + "); give all drones the same HIVEMIND_SECRET_FILE and the same HIVEMIND_HIVE, and their machines"
                + " clocks that agree within a day.");
    }

    @Override
    public Socket socket() {
        return socket;
    }

    @Override
    public Peer peer() {
        return peer;
    }

    @Override
    public Outlet outlet(SocketChannel channel) {
        return new Sealing(channel, engine);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        do {
            say(bytes);
        } while (bytes.hasRemaining());
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int before = into.position();
        while (into.position() == before) {
            if (opened.hasRemaining()) {
                int fits = Math.min(opened.remaining(), into.remaining());
                into.put(opened.slice(opened.position(), fits));
                opened.position(opened.position() + fits);
            } else if (!open(into)) {
                return -1;
            }
        }
        return into.position() - before;
    }

    /** Opens the next of what has come, or reads more; {@return whether more may come} */
    private boolean open(ByteBuffer into) throws IOException {
        SSLEngineResult.Status status = engine.unwrap(sealed, into).getStatus();
        if (status == SSLEngineResult.Status.BUFFER_OVERFLOW) {
            if (opened.capacity() == 0) {
                opened = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
            }
            status = engine.unwrap(sealed, opened.clear()).getStatus();
            opened.flip();
        }
        return switch (status) {
            case OK -> {
                runTasks();
                yield true;
            }
            case BUFFER_UNDERFLOW -> hear();
            case BUFFER_OVERFLOW -> throw new SSLException("a record is larger than TLS allows");
            case CLOSED -> false;
        };
    }

    private void shakeHands() throws IOException {
        try {
            engine.beginHandshake();
            while (true) {
                switch (engine.getHandshakeStatus()) {
                    case NEED_WRAP -> say(NOTHING);
                    case NEED_TASK -> runTasks();
                    case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> listen();
                    case FINISHED, NOT_HANDSHAKING -> {
                        return;
                    }
                }
            }
        } catch (SSLException stranger) {
            warn();
            throw stranger(stranger);
        }
    }

    private void listen() throws IOException {
        switch (engine.unwrap(sealed, NOTHING).getStatus()) {
            case BUFFER_UNDERFLOW -> {
                boolean begins = allowed == HANDSHAKE_BYTES;
                if (!hear()) {
                    throw new EOFException("it went away before it had shown who it is");
                }
                int first = sealed.get(sealed.position());
                if (begins && first != HANDSHAKE && first != ALERT) {
                    throw new StrangerException("It does not speak TLS, which all drones of this hive do;"
                            + " give all drones the same HIVEMIND_SECRET_FILE, HIVEMIND_TLS and HIVEMIND_INSECURE.");
                }
            }
            case CLOSED -> throw new EOFException("it ended the handshake");
            case OK, BUFFER_OVERFLOW -> {}
        }
    }

    /** Reads what comes; {@return whether anything did} */
    private boolean hear() throws IOException {
        if (allowed <= 0) {
            throw new StrangerException("It says more under TLS than a drone does before it has greeted.");
        }
        sealed.compact();
        if (!sealed.hasRemaining()) {
            sealed = ByteBuffer.allocate(PIECE_BYTES).put(sealed.flip());
        }
        Sockets.limitWait(socket, deadline);
        int read = Sockets.read(socket, sealed);
        sealed.flip();
        allowed -= Math.max(0, read);
        return read >= 0;
    }

    /** Tells the other end, if it can be told, why there will be no line. */
    private void warn() {
        try {
            while (engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_WRAP) {
                say(NOTHING);
            }
        } catch (IOException gone) {
            Sockets.close(socket);
        }
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    /** Writes one packet, with the beginning of {@code bytes} or what the engine has to say. */
    private void say(ByteBuffer bytes) throws IOException {
        ByteBuffer packet = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        seal(engine, bytes, packet);
        socket.getOutputStream().write(packet.array(), 0, packet.position());
    }

    private static void seal(SSLEngine engine, ByteBuffer bytes, ByteBuffer into) throws IOException {
        SSLEngineResult result = engine.wrap(bytes, into);
        if (result.getStatus() != SSLEngineResult.Status.OK && result.bytesProduced() == 0) {
            throw new SSLException("nothing more can be said under TLS: " + result.getStatus());
        }
    }
}
