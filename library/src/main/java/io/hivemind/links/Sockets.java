package io.hivemind.links;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done alike with every socket. */
final class Sockets {
    private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);

    private Sockets() {}

    /** Sets the options that every link has. */
    static void prepare(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    static void prepare(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
    }

    /** Reads at least one byte and at most {@code into}, a buffer over an array, has room for; {@return how many, or -1 at the end} */
    static int read(Socket from, ByteBuffer into) throws IOException {
        int read = from.getInputStream().read(into.array(), into.arrayOffset() + into.position(), into.remaining());
        into.position(into.position() + Math.max(0, read));
        return read;
    }

    /** Bounds the next wait of a read, if there is a {@code deadline}, a time of {@link System#nanoTime}. */
    static void limitWait(Socket socket, OptionalLong deadline) throws IOException {
        if (deadline.isPresent()) {
            // A socket that was once read with a time-out reads a little slower for ever after.
            socket.setSoTimeout(leftMillis(deadline.getAsLong()));
        }
    }

    /** Closes what may be closed already, or broken. */
    static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException failed) {
            LOG.debug("A socket could not be closed; it is of no use any more.", failed);
        }
    }

    private static int leftMillis(long deadline) throws SocketTimeoutException {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (millis <= 0) {
            throw new SocketTimeoutException("nothing was said in time");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }
}
