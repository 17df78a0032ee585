package io.hivemind.links;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The bytes of one connection, as they are or under TLS. One thread at a time reads, and one at a time writes. Both block: who
 * must not, writes through the {@link #outlet}.
 */
sealed interface Line permits PlainLine, TlsLine {
    /** Who is at the other end, as far as the line itself shows it before anybody has said anything. */
    sealed interface Peer {
        /** The drone of this rank: its certificate says so. */
        record Drone(int rank) implements Peer {}

        /** One for whom nobody vouches. */
        enum Other implements Peer {
            /** Whoever it is: a plain line shows nothing. */
            UNKNOWN,
            /** Somebody who has no certificate, and speaks TLS with a drone that has one. */
            GUEST
        }
    }

    /** {@return what the bytes travel on} */
    Socket socket();

    /** {@return who is at the other end} */
    Peer peer();

    /** Reads at least one byte and at most {@code into}, a buffer over an array, has room for; {@return how many, or -1 at the end} */
    int read(ByteBuffer into) throws IOException;

    /** Writes all of {@code bytes}. */
    void write(ByteBuffer bytes) throws IOException;

    /** {@return what writes on {@code channel}, the line's own, from now on, in place of {@link #write}} */
    Outlet outlet(SocketChannel channel);
}
