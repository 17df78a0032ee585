package io.hivemind.links;

import io.hivemind.wire.Greeting;
import io.hivemind.wire.Handshake;
import io.hivemind.wire.Knock;
import io.hivemind.wire.MalformedFrameException;
import io.hivemind.wire.Refusal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port of a drone, and the greeting of whoever comes there. Strangers may come at any time: each has a few seconds and
 * a few kilobytes, few are heard at once, and none harms the drone. While the hive is starting, whoever comes is heard at once;
 * when it is complete nobody is missed any more, and what strangers cost is bounded by hearing few of them.
 */
final class Reception {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
    private static final int GREETING_BYTES = 4 << 10;
    /** More than any drone says, with bounded memory: a thread and its buffers for each. */
    private static final int LEAST_SEATS = 64;

    private static final long PAUSE_MILLIS = 100;
    /** How long a complete hive lets pass between two guests: a handshake costs a JVM that has seen few of them some milliseconds. */
    private static final long CALM_MILLIS = 200;
    /** So many refusals are logged, and then only every time that their number has doubled. */
    private static final long LOGGED = 8;

    /** Who decides about those that come. Called by several threads. */
    interface Host {
        /** {@return why the drone that greets cannot be let in, if so; otherwise its rank is reserved for it} */
        Optional<String> refuse(Greeting greeting);

        /** Lets a drone in that was not refused. */
        void welcome(Greeting greeting, Conversation conversation) throws IOException;

        /** The drone could not be let in after all. */
        void forget(Greeting greeting);

        /** Hears a newcomer out that has knocked, see {@link Door#knock}. */
        void knock(Knock knock, Conversation conversation, BooleanSupplier rises) throws IOException;
    }

    private final int rank;
    private final Host host;
    private final ServerSocket port;
    private final Lines lines;
    private final Proving proving;
    private final Guests guests;
    private final AtomicLong refused = new AtomicLong();
    /** Whether the hive is complete. */
    private volatile boolean calm;

    private final CountDownLatch closed = new CountDownLatch(1);

    Reception(LinksConfig config, Lines lines, Host host) throws LinkException {
        this.rank = config.rank();
        this.host = host;
        this.lines = lines;
        this.proving = new Proving(config);
        this.port = listen(config);
        this.guests = new Guests(rank, seats(config));
    }

    /** {@return the address and port that it listens on} */
    InetSocketAddress address() {
        return new InetSocketAddress(port.getInetAddress(), port.getLocalPort());
    }

    /** Begins to listen. */
    Thread start() {
        return Thread.ofPlatform().daemon().name("hivemind-" + rank + "-port").start(this::accept);
    }

    /** The hive is complete: whoever comes now is only to be told so, and may wait. */
    void calmDown() {
        calm = true;
    }

    /** Nobody is to come any more. Those who are being heard are heard out. */
    void closePort() {
        closed.countDown();
        Sockets.close(port);
    }

    void close() {
        closePort();
        guests.close();
    }

    private static int seats(LinksConfig config) {
        return Math.max(LEAST_SEATS, 2 * config.size());
    }

    private static ServerSocket listen(LinksConfig config) throws LinkException {
        InetSocketAddress at =
                new InetSocketAddress(config.listens().host(), config.listens().port());
        try {
            ServerSocket port = new ServerSocket();
            try {
                port.bind(at, seats(config));
                return port;
            } catch (IOException | RuntimeException failed) {
                Sockets.close(port);
                throw failed;
            }
        } catch (IOException | RuntimeException failed) {
            throw new LinkException(
                    "Drone " + config.rank() + " cannot listen on " + config.listens() + " (" + failed.getMessage()
                            + "); give it an address of this machine and a port that nobody uses.",
                    failed);
        }
    }

    private void accept() {
        while (!isClosed(calm ? CALM_MILLIS : 0)) {
            try {
                seat(port.accept());
            } catch (IOException failed) {
                // Out of descriptors, most likely: a moment later there may be some again.
                if (!isClosed(PAUSE_MILLIS)) {
                    LOG.warn("Drone {} could not accept a connection: {}", rank, failed.getMessage());
                }
            }
        }
    }

    private boolean isClosed(long millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException unknown) {
            throw new IllegalStateException("Nobody interrupts the thread that listens.", unknown);
        }
    }

    private void seat(Socket guest) {
        guests.seat(guest);
        Thread.ofPlatform().daemon().name("hivemind-" + rank + "-greeter").start(() -> greet(guest));
    }

    private void greet(Socket guest) {
        try {
            Sockets.prepare(guest);
            Line plain = new PlainLine(guest, OptionalLong.empty());
            try {
                greet(guest, new Conversation(lines.answer(guest), GREETING_BYTES));
            } catch (StrangerException stranger) {
                // Either it speaks no TLS, and reads this, or it does, and has been warned as TLS has it.
                turnAway(guest, new Conversation(plain, GREETING_BYTES), String.valueOf(stranger.getMessage()));
            }
        } catch (IOException gone) {
            dropped(guest, guest.isClosed() ? "it took too long" : String.valueOf(gone.getMessage()));
        } finally {
            guests.leave(guest);
        }
    }

    private void greet(Socket guest, Conversation conversation) throws IOException {
        try {
            Handshake first = conversation.hear();
            if (first instanceof Knock knock) {
                host.knock(knock, conversation, () -> guests.leave(guest));
                Sockets.close(guest);
                return;
            }
            Greeting greeting = proving.listen(first, conversation);
            Optional<String> refusal = host.refuse(greeting);
            if (refusal.isPresent()) {
                turnAway(guest, conversation, refusal.get());
            } else {
                letIn(greeting, guest, conversation);
            }
        } catch (MalformedFrameException | StrangerException stranger) {
            turnAway(guest, conversation, String.valueOf(stranger.getMessage()));
        }
    }

    private void letIn(Greeting greeting, Socket guest, Conversation conversation) throws IOException {
        try {
            if (!guests.leave(guest)) {
                throw new SocketException("it took too long");
            }
            host.welcome(greeting, conversation);
        } catch (IOException gone) {
            host.forget(greeting);
            throw gone;
        }
    }

    private void turnAway(Socket guest, Conversation conversation, String sentence) {
        log(guest, "refuses", sentence);
        try {
            conversation.say(new Refusal(sentence));
            conversation.part();
        } catch (IOException gone) {
            LOG.debug("{} did not wait to hear why it was refused.", guest, gone);
        } finally {
            Sockets.close(guest);
        }
    }

    private void dropped(Socket guest, String why) {
        if (!isClosed(0)) {
            log(guest, "drops", "it has not greeted: " + why);
        }
        Sockets.close(guest);
    }

    /** Logs what becomes of a guest, but not so often that strangers could fill a disk. */
    private void log(Socket guest, String verb, String sentence) {
        long count = refused.incrementAndGet();
        if (count <= LOGGED || Long.bitCount(count) == 1) {
            LOG.warn(
                    "Drone {} {} a connection from {}, the {}. so far: {}",
                    rank,
                    verb,
                    guest.getRemoteSocketAddress(),
                    count,
                    Legible.text(sentence));
        }
    }
}
