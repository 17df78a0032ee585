package io.hivemind.peers;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Where the two processes wait for each other between what is measured: a plain socket, the same for all systems. */
final class Meeting implements AutoCloseable {
    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Socket socket;

    private Meeting(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) BOUND.toMillis());
    }

    /** {@return the meeting with the other process, which is there now} The first listens on {@code port}. */
    static Meeting with(boolean first, int port) {
        try {
            return new Meeting(first ? accepted(port) : connected(port));
        } catch (IOException failed) {
            throw new UncheckedIOException("The other process has not come to port " + port + ".", failed);
        }
    }

    /** Waits until the other process has called this, too. */
    void meet() {
        exchange(0);
    }

    /** Tells the other process a number. {@return the number that it told} */
    long exchange(long number) {
        try {
            new DataOutputStream(socket.getOutputStream()).writeLong(number);
            return new DataInputStream(socket.getInputStream()).readLong();
        } catch (IOException failed) {
            throw new UncheckedIOException("The other process has ended, or does not come.", failed);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Socket accepted(int port) throws IOException {
        try (var server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout((int) BOUND.toMillis());
            return server.accept();
        }
    }

    private static Socket connected(int port) throws IOException {
        long deadline = System.nanoTime() + BOUND.toNanos();
        while (true) {
            try {
                return new Socket(InetAddress.getLoopbackAddress(), port);
            } catch (ConnectException notYet) {
                if (System.nanoTime() - deadline > 0) {
                    throw notYet;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
