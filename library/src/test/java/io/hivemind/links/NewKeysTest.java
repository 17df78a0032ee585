package io.hivemind.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.Security;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A link under TLS goes on when its writer takes a new key, though the reader never answers. */
class NewKeysTest {
    private static final int BYTES = 16 << 20;
    private static final int ALL_CAME = 77;

    /** The two ends of a line, in a JVM of their own, which takes new keys every 64 KiB instead of every 128 GiB. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) throws Exception {
            Security.setProperty("jdk.tls.keyLimits", "AES/GCM/NoPadding KeyUpdate 2^16");
            try (TestLinks hive = new TestLinks(2, true);
                    ServerSocket port = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                    SocketChannel channel =
                            SocketChannel.open(new InetSocketAddress(port.getInetAddress(), port.getLocalPort()));
                    Socket accepted = port.accept()) {
                Future<Line> answering = hive.run(() -> Lines.of(hive.config(0)).answer(accepted));
                Line calling = Lines.of(hive.config(1)).call(0, channel.socket(), OptionalLong.empty());
                Line listening = TestLinks.get(answering);
                Future<Boolean> reading = hive.run(() -> areAllRead(listening));
                ByteBuffer bytes = ByteBuffer.allocate(BYTES);
                calling.outlet(channel).write(bytes);
                if (TestLinks.get(reading) && channel.socket().getInputStream().available() == 0) {
                    System.exit(ALL_CAME);
                }
            }
        }

        private static boolean areAllRead(Line line) throws Exception {
            ByteBuffer some = ByteBuffer.allocate(64 << 10);
            int all = 0;
            while (all < BYTES) {
                all += line.read(some.clear());
            }
            return all == BYTES;
        }
    }

    @Test
    void everyByteArrivesUnderManyKeys() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                .inheritIO()
                .start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(ALL_CAME);
        } finally {
            process.destroyForcibly();
        }
    }
}
