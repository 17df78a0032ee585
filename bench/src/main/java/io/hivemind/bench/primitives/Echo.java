package io.hivemind.bench.primitives;

import io.hivemind.Hive;
import io.hivemind.HiveConfig;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * A blocking connection between drones 0 and 1: the fastest that two processes can talk to each other over TCP, plain or under TLS as
 * the hive is, and so the unit of all that a hive does. Drone 1 answers each question in a thread that does nothing else.
 */
public final class Echo implements AutoCloseable {
    private static final int QUESTION_BYTES = 64;
    private static final int LONGEST_ANSWER = 4096;
    private static final String PORT = "bench.echo.port";

    private final ByteChannel channel;
    private final ByteBuffer buffer;

    private Echo(SocketChannel channel) throws IOException {
        this.channel = channel;
        this.buffer = ByteBuffer.allocateDirect(LONGEST_ANSWER);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    private Echo(SealedChannel channel) {
        this.channel = channel;
        this.buffer = ByteBuffer.allocate(LONGEST_ANSWER);
    }

    /** {@return drone 0's end of the connection, drone 1's end, which already answers, or a closed one on the others} */
    public static Echo between(Hive hive) {
        try {
            return switch (hive.rank()) {
                case 0 -> asking(hive);
                case 1 -> answering(hive);
                default -> new Echo(SocketChannel.open());
            };
        } catch (IOException failed) {
            throw new UncheckedIOException("The raw connection between drones 0 and 1 cannot be made.", failed);
        }
    }

    /** Asks for an answer of {@code bytes} bytes and waits for it. */
    public void ask(int bytes) {
        try {
            buffer.clear().limit(QUESTION_BYTES).putInt(bytes).rewind();
            write();
            read(bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException("Drone 1 does not answer over the raw connection.", failed);
        }
    }

    private static Echo asking(Hive hive) throws IOException {
        InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), (int) hive.lookup(PORT));
        return isSealed(hive)
                ? new Echo(SealedChannel.calling(new Socket(at.getAddress(), at.getPort())))
                : new Echo(SocketChannel.open(at));
    }

    private static Echo answering(Hive hive) throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            hive.publish(PORT, ((InetSocketAddress) server.getLocalAddress()).getPort());
            Echo echo = isSealed(hive)
                    ? new Echo(SealedChannel.called(server.socket().accept()))
                    : new Echo(server.accept());
            Thread.ofPlatform().daemon().name("echo").start(echo::answer);
            return echo;
        }
    }

    private static boolean isSealed(Hive hive) {
        return hive.config().encryption() == HiveConfig.Encryption.ALWAYS;
    }

    private void answer() {
        try {
            while (true) {
                read(QUESTION_BYTES);
                int bytes = buffer.flip().getInt();
                buffer.clear().limit(bytes);
                write();
            }
        } catch (EOFException | ClosedChannelException end) {
            // The other end is done.
            return;
        } catch (IOException failed) {
            throw new UncheckedIOException("The raw connection to drone 0 broke.", failed);
        }
    }

    private void read(int bytes) throws IOException {
        buffer.clear().limit(bytes);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("The other end closed the raw connection.");
            }
        }
    }

    private void write() throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
