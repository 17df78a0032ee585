package io.hivemind;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivemind.tls.Engines;
import io.hivemind.tls.Fingerprint;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A hive that strangers beset from before its start to its end computes what it should, with few threads for them. */
final class HostileClientsTest {
    private static final int DRONES = 4;
    private static final int STEPS = 200;
    private static final int ELEMENTS = 40_000;
    private static final int ATTACKERS = 3;
    /** What each attacker holds open. */
    private static final int HELD = 60;
    /** The seats at a port, and those that are just being given up. */
    private static final int MOST_GREETERS = 80;

    private static final HexFormat HEX = HexFormat.of();
    /** What strangers say; after the last of them they say nothing at all. */
    private static final List<byte[]> SAYINGS = List.of(
            "GET / HTTP/1.1\r\nHost: hive\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
            HEX.parseHex("16030102000100fc0303"), // the beginning of TLS
            HEX.parseHex("160303ffff"), // a record larger than there are any
            HEX.parseHex("1603030004" + "18000001"), // a new key before there is one
            HEX.parseHex("15030300020228"), // a warning
            hello(), // the first half of a handshake
            HEX.parseHex("7fffffff010100000000"), // a frame of two thousand million bytes
            HEX.parseHex("00000ff0010100000000" + "00".repeat(64)), // a frame that never ends
            HEX.parseHex("0000"), // half a header
            new byte[1 << 18], // more than anybody reads
            new byte[0]);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(names = {"ALWAYS", "NEVER"})
    void strangersChangeNothingOfWhatAHiveComputes(HiveConfig.Encryption encryption) throws Exception {
        Path secret = Files.createFile(
                folder.resolve("secret"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, "what strangers do not know, whatever they say");
        int port = freePort();
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger came = new AtomicInteger();
        AtomicInteger mostGreeters = new AtomicInteger();
        List<Thread> attackers = new ArrayList<>();
        for (int i = 0; i < ATTACKERS; i++) {
            SplittableRandom random = new SplittableRandom(i);
            attackers.add(Thread.ofPlatform().daemon().start(() -> attack(port, random, came, over)));
        }
        try {
            Drones.together(
                    DRONES,
                    config -> config.coordinator("127.0.0.1", port)
                            .secretFile(secret)
                            .encryption(encryption),
                    hive -> work(hive, mostGreeters));
        } finally {
            over.countDown();
        }
        for (Thread attacker : attackers) {
            assertThat(attacker.join(Duration.ofSeconds(20))).isTrue();
        }
        assertThat(came.get()).isGreaterThan(MOST_GREETERS);
        assertThat(mostGreeters.get()).isBetween(1, MOST_GREETERS);
    }

    /** Adds to elements that all drones share pages of, and to a sum under a lock, and checks both at the end. */
    private static void work(Hive hive, AtomicInteger mostGreeters) {
        SharedInts elements = hive.ints("elements", ELEMENTS);
        SharedLongs sum = hive.longs("sum", 1);
        SharedLock lock = hive.lock(0);
        for (int step = 0; step < STEPS; step++) {
            for (int i = hive.rank(); i < ELEMENTS; i += 97 * DRONES) {
                elements.set(i, elements.get(i) + i);
            }
            lock.lock();
            try {
                sum.set(0, sum.get(0) + hive.rank() + step);
            } finally {
                lock.unlock();
            }
            hive.barrier();
            if (hive.rank() == 0) {
                mostGreeters.accumulateAndGet(greeters(), Math::max);
            }
        }
        long expected = 0;
        for (int step = 0; step < STEPS; step++) {
            for (int rank = 0; rank < DRONES; rank++) {
                expected += rank + step;
            }
        }
        assertThat(sum.get(0)).isEqualTo(expected);
        for (int rank = 0; rank < DRONES; rank++) {
            for (int i = rank; i < ELEMENTS; i += 97 * DRONES) {
                assertThat(elements.get(i)).isEqualTo(STEPS * i);
            }
        }
        hive.barrier();
    }

    private static int greeters() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().endsWith("-greeter"))
                .count();
    }

    /** Connects again and again, says something, and holds on to the connection until it has many. */
    private static void attack(int port, SplittableRandom random, AtomicInteger came, CountDownLatch over) {
        ArrayDeque<Socket> held = new ArrayDeque<>();
        while (!isOver(over)) {
            Socket socket = new Socket();
            held.add(socket);
            try {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
                came.incrementAndGet();
                say(socket.getOutputStream(), random);
            } catch (IOException dropped) {
                // That is what should happen to it.
                close(socket);
            }
            if (held.size() > HELD) {
                close(held.remove());
            }
        }
        held.forEach(HostileClientsTest::close);
    }

    /** {@return whether it is over} Takes a moment: strangers shall not be what keeps the processors busy in this test. */
    private static boolean isOver(CountDownLatch over) {
        try {
            return over.await(2, TimeUnit.MILLISECONDS);
        } catch (InterruptedException impossible) {
            throw new IllegalStateException("Nobody interrupts a stranger.", impossible);
        }
    }

    /** {@return what somebody begins with who has no certificate} */
    private static byte[] hello() {
        try {
            SSLEngine engine = new Engines(Optional.empty(), new Fingerprint("0".repeat(64))).calling();
            ByteBuffer packet = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            engine.wrap(ByteBuffer.allocate(0), packet);
            return Arrays.copyOf(packet.array(), packet.position());
        } catch (SSLException impossible) {
            throw new IllegalStateException("It cannot even begin.", impossible);
        }
    }

    private static void say(OutputStream out, SplittableRandom random) throws IOException {
        int which = random.nextInt(SAYINGS.size() + 1);
        if (which < SAYINGS.size()) {
            out.write(SAYINGS.get(which));
        } else {
            byte[] noise = new byte[random.nextInt(9_000)];
            random.nextBytes(noise);
            out.write(noise);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new IllegalStateException("A socket cannot be closed.", failed);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
