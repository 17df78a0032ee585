package io.hivemind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Under TLS, who is between two drones can neither read nor change what they say. */
class OnTheWayTest {
    private static final String SENTINEL = "this is what drone 1 has to say, and to nobody else";

    @TempDir
    private Path folder;

    /** Somebody through whom all goes that drone 1 says to drone 0. */
    private static final class Relay implements AutoCloseable {
        private final ServerSocket port = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final int target;
        private final ByteArrayOutputStream overheard = new ByteArrayOutputStream();
        private volatile boolean damaging;

        Relay(int target) throws IOException {
            this.target = target;
            Thread.ofPlatform().daemon().start(this::accept);
        }

        private void accept() {
            while (!port.isClosed()) {
                try {
                    relay(port.accept());
                } catch (IOException over) {
                    // The test is over, and the port is closed.
                    return;
                }
            }
        }

        private void relay(Socket caller) throws IOException {
            try {
                Socket called = new Socket(InetAddress.getLoopbackAddress(), target);
                Thread.ofPlatform().daemon().start(() -> pass(caller, called));
                Thread.ofPlatform().daemon().start(() -> pass(called, caller));
            } catch (ConnectException notYet) {
                caller.close();
            }
        }

        private void pass(Socket from, Socket to) {
            byte[] some = new byte[16 << 10];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(some); read >= 0; read = in.read(some)) {
                    synchronized (overheard) {
                        overheard.write(some, 0, read);
                    }
                    if (damaging) {
                        some[read - 1] ^= 1;
                    }
                    out.write(some, 0, read);
                }
            } catch (IOException over) {
                // One of the two has gone.
                return;
            }
        }

        String overheard() {
            synchronized (overheard) {
                return overheard.toString(StandardCharsets.ISO_8859_1);
            }
        }

        @Override
        public void close() throws IOException {
            port.close();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ALWAYS", "NEVER"})
    void whatIsSharedIsSeenOnTheWayOnlyWithoutEncryption(HiveConfig.Encryption encryption) throws Exception {
        int port = freePort();
        try (Relay relay = new Relay(port)) {
            CompletableFuture<String> heard = joined(0, port, encryption, OnTheWayTest::hear);
            CompletableFuture<String> said = joined(1, relay.port.getLocalPort(), encryption, OnTheWayTest::say);
            said.get(30, TimeUnit.SECONDS);
            assertThat(heard.get(30, TimeUnit.SECONDS)).isEqualTo(SENTINEL);
            assertThat(relay.overheard().contains(SENTINEL)).isEqualTo(encryption == HiveConfig.Encryption.NEVER);
            assertThat(relay.overheard()).hasSizeGreaterThan(SENTINEL.length());
        }
    }

    @Test
    void whatIsChangedOnTheWayEndsTheHiveAndIsNotBelieved() throws Exception {
        int port = freePort();
        try (Relay relay = new Relay(port)) {
            CompletableFuture<String> heard = joined(0, port, HiveConfig.Encryption.ALWAYS, OnTheWayTest::hear);
            CompletableFuture<String> said =
                    joined(1, relay.port.getLocalPort(), HiveConfig.Encryption.ALWAYS, hive -> {
                        relay.damaging = true;
                        return say(hive);
                    });
            assertThat(CompletableFuture.allOf(heard, said)
                            .handle((_, failed) -> reason(failed))
                            .get(30, TimeUnit.SECONDS))
                    .contains("broke its link");
        }
    }

    private static String say(Hive hive) {
        SharedBytes text = hive.bytes("text", SENTINEL.length());
        text.set(0, SENTINEL.getBytes(StandardCharsets.US_ASCII));
        hive.barrier();
        return SENTINEL;
    }

    private static String hear(Hive hive) {
        SharedBytes text = hive.bytes("text", SENTINEL.length());
        hive.barrier();
        byte[] bytes = new byte[SENTINEL.length()];
        text.get(0, bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static String reason(Throwable failed) {
        return String.valueOf(failed instanceof CompletionException ? failed.getCause() : failed);
    }

    /** What one drone does. */
    private interface Part {
        String play(Hive hive);
    }

    private CompletableFuture<String> joined(int rank, int coordinator, HiveConfig.Encryption encryption, Part part)
            throws IOException {
        HiveConfig config = Drones.small()
                .size(2)
                .rank(rank)
                .coordinator("127.0.0.1", coordinator)
                .secretFile(secret())
                .encryption(encryption)
                .build();
        return CompletableFuture.supplyAsync(
                () -> {
                    try (Hive hive = Hive.join(config)) {
                        String result = part.play(hive);
                        hive.barrier();
                        return result;
                    }
                },
                work -> Thread.ofPlatform().daemon().start(work));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Path secret() throws IOException {
        Path secret = folder.resolve("secret");
        if (!Files.exists(secret)) {
            Files.createFile(
                    secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(secret, "what nobody on the way knows, whatever it hears");
        }
        return secret;
    }
}
