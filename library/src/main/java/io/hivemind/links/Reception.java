package io.hivemind.links;

import io.hivemind.wire.Greeting;
import io.hivemind.wire.MalformedFrameException;
import io.hivemind.wire.Refusal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port of a drone, and the greeting of whoever comes there. Strangers may come at any time: each has a few seconds and
 * a few kilobytes, few are heard at once, and none harms the drone.
 */
final class Reception {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
    private static final long GREETING_SECONDS = 5;
    private static final int GREETING_BYTES = 4 << 10;
    private static final int LEAST_GUESTS = 16;
    private static final long PAUSE_MILLIS = 100;

    /** Who decides about those that come. Called by several threads. */
    interface Host {
        /** {@return why the drone that greets cannot be let in, if so; otherwise its rank is reserved for it} */
        Optional<String> refuse(Greeting greeting);

        /** Lets a drone in that was not refused. */
        void welcome(Greeting greeting, Socket socket, Conversation conversation) throws IOException;

        /** The drone could not be let in after all. */
        void forget(Greeting greeting);
    }

    private final int rank;
    private final Host host;
    private final ServerSocket port;
    private final Semaphore seats;
    /** Those who have come and not yet been let in. */
    private final Set<Socket> guests = ConcurrentHashMap.newKeySet();

    private final CountDownLatch closed = new CountDownLatch(1);

    Reception(LinksConfig config, Host host) throws LinkException {
        this.rank = config.rank();
        this.host = host;
        this.seats = new Semaphore(Math.max(LEAST_GUESTS, 2 * config.size()));
        this.port = listen(config);
    }

    /** {@return the address and port that it listens on} */
    InetSocketAddress address() {
        return new InetSocketAddress(port.getInetAddress(), port.getLocalPort());
    }

    Thread start() {
        return Thread.ofPlatform().daemon().name("hivemind-" + rank + "-port").start(this::accept);
    }

    void close() {
        closed.countDown();
        Sockets.close(port);
        guests.forEach(Sockets::close);
    }

    private static ServerSocket listen(LinksConfig config) throws LinkException {
        InetSocketAddress at =
                new InetSocketAddress(config.listens().host(), config.listens().port());
        try {
            ServerSocket port = new ServerSocket();
            try {
                port.bind(at, Math.max(LEAST_GUESTS, 2 * config.size()));
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
        while (!isClosed(0)) {
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
        if (!seats.tryAcquire()) {
            LOG.warn("Drone {} turns {} away: too many greet it at once.", rank, name(guest));
            Sockets.close(guest);
            return;
        }
        guests.add(guest);
        CompletableFuture.delayedExecutor(GREETING_SECONDS, TimeUnit.SECONDS, Runnable::run)
                .execute(() -> closeIfStillHere(guest));
        Thread.ofPlatform().daemon().name("hivemind-" + rank + "-greeter").start(() -> {
            try {
                greet(guest);
            } finally {
                guests.remove(guest);
                seats.release();
            }
        });
    }

    private void closeIfStillHere(Socket guest) {
        if (guests.contains(guest)) {
            Sockets.close(guest);
        }
    }

    private void greet(Socket guest) {
        Conversation conversation = new Conversation(guest, GREETING_BYTES, OptionalLong.empty());
        try {
            Sockets.prepare(guest);
            if (!(conversation.hear() instanceof Greeting greeting)) {
                throw new MalformedFrameException("It does not greet, which every drone does first of all.");
            }
            Optional<String> refusal = host.refuse(greeting);
            if (refusal.isPresent()) {
                turnAway(guest, conversation, refusal.get());
            } else {
                letIn(greeting, guest, conversation);
            }
        } catch (MalformedFrameException stranger) {
            turnAway(guest, conversation, String.valueOf(stranger.getMessage()));
        } catch (IOException gone) {
            dropped(guest, guest.isClosed() ? "it took more than " + GREETING_SECONDS + " s" : gone.getMessage());
        }
    }

    private void letIn(Greeting greeting, Socket guest, Conversation conversation) throws IOException {
        try {
            host.welcome(greeting, guest, conversation);
        } catch (IOException gone) {
            host.forget(greeting);
            throw gone;
        }
    }

    private void turnAway(Socket guest, Conversation conversation, String sentence) {
        LOG.warn("Drone {} refuses {}: {}", rank, name(guest), sentence);
        try {
            conversation.say(new Refusal(sentence));
            conversation.part();
        } catch (IOException gone) {
            LOG.debug("{} did not wait to hear why it was refused.", name(guest), gone);
        } finally {
            Sockets.close(guest);
        }
    }

    private void dropped(Socket guest, @Nullable String why) {
        if (!isClosed(0)) {
            LOG.warn("Drone {} drops {}, which has not greeted it: {}", rank, name(guest), why);
        }
        Sockets.close(guest);
    }

    private static String name(Socket guest) {
        return "a connection from " + guest.getRemoteSocketAddress();
    }
}
