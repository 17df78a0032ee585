package io.hivemind.links;

import io.hivemind.wire.Address;
import io.hivemind.wire.Greeting;
import io.hivemind.wire.Handshake;
import io.hivemind.wire.MalformedFrameException;
import io.hivemind.wire.Refusal;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls other drones: connects, greets, and hears their answer; again and again, for they may not be there yet. */
final class Caller {
    private static final Logger LOG = LoggerFactory.getLogger(Caller.class);
    /** Whom it waits for is told when this has passed. */
    static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long FIRST_PAUSE_MILLIS = 5;
    private static final long LONGEST_PAUSE_MILLIS = 250;
    private static final long CONNECT_MILLIS = 5_000;
    /** Enough for the roster of thousands of drones. */
    private static final int ANSWER_BYTES = 1 << 20;
    /** Enough for who has not proved anything yet. */
    private static final int UNPROVED_BYTES = 4 << 10;
    /** How much longer one waits for an answer, so that who knows who is missing can say it. */
    private static final long LAST_WORD_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** A connection on which the drone called has answered. */
    record Answered(SocketChannel channel, Line line, Handshake answer) {}

    private final int rank;
    private final long startNanos = System.nanoTime();
    private final long boundNanos;
    private final Lines lines;
    private final Proving proving;
    /** Told of every connection, so that it can be closed from outside. */
    private final Consumer<SocketChannel> opened;
    /** Counted down when calling has become useless. */
    private final CountDownLatch ended;

    /** Makes one for the start of the hive. */
    Caller(LinksConfig config, Lines lines, Consumer<SocketChannel> opened, CountDownLatch ended) {
        this(config, lines, config.startBound(), opened, ended);
    }

    /** Makes one that gives up when {@code bound} is over. */
    Caller(LinksConfig config, Lines lines, Duration bound, Consumer<SocketChannel> opened, CountDownLatch ended) {
        this.rank = config.rank();
        this.boundNanos = bound.toNanos();
        this.lines = lines;
        this.proving = new Proving(config);
        this.opened = opened;
        this.ended = ended;
    }

    /** {@return when all must be linked, by the clock of {@link System#nanoTime}} */
    long deadline() {
        return startNanos + boundNanos;
    }

    /** {@return the connection to drone {@code peer}, which has answered and not refused} */
    Answered call(int peer, Address at, Function<SocketChannel, Greeting> greeting)
            throws LinkException, InterruptedException {
        long pauseMillis = FIRST_PAUSE_MILLIS;
        boolean wasThere = false;
        boolean told = false;
        while (true) {
            String why;
            try {
                SocketChannel channel = connect(at);
                wasThere = true;
                return answered(peer, at, channel, greeting.apply(channel));
            } catch (UnknownHostException unknown) {
                // A machine that is being started gets its name when it runs.
                why = "this machine does not know the host \"" + at.host() + "\"";
            } catch (ConnectException nobody) {
                if (wasThere) {
                    throw new LinkException("Drone " + peer + " at " + at + " was there, but went away before drone "
                            + rank + " was linked to it.");
                }
                why = String.valueOf(nobody.getMessage());
            } catch (IOException failed) {
                // It may have been turned away because too many came at once: the next time it may be heard.
                why = String.valueOf(failed.getMessage());
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            if (deadline() - System.nanoTime() <= 0) {
                throw new LinkException("Drone " + rank + " could not reach drone " + peer + " at " + at + " in "
                        + TimeUnit.NANOSECONDS.toSeconds(boundNanos) + " s (" + why
                        + "); see that it runs, or raise HIVEMIND_WAIT.");
            }
            if (ended.await(pauseMillis, TimeUnit.MILLISECONDS)) {
                throw new LinkException("The links of drone " + rank + " were closed before they were complete.");
            }
            if (!told && System.nanoTime() - startNanos > SILENT_NANOS) {
                told = true;
                LOG.warn(
                        "Drone {} waits for drone {} at {} ({}), for {} s at most.",
                        rank,
                        peer,
                        at,
                        why,
                        TimeUnit.NANOSECONDS.toSeconds(boundNanos));
            }
            pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        }
    }

    private SocketChannel connect(Address at) throws IOException {
        SocketChannel channel = SocketChannel.open();
        opened.accept(channel);
        try {
            Sockets.prepare(channel);
            long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadline() - System.nanoTime());
            channel.socket().connect(new InetSocketAddress(at.host(), at.port()), (int)
                    Math.clamp(leftMillis, 1, CONNECT_MILLIS));
            if (channel.getLocalAddress().equals(channel.getRemoteAddress())) {
                // The system gave this connection the very port it looks for, which nobody listened on: it is its own
                // peer.
                throw new IOException("nobody listens there");
            }
            return channel;
        } catch (IOException | RuntimeException failed) {
            Sockets.close(channel);
            throw failed;
        }
    }

    private Answered answered(int peer, Address at, SocketChannel channel, Greeting greeting)
            throws IOException, LinkException {
        try {
            OptionalLong until = OptionalLong.of(deadline() + LAST_WORD_NANOS);
            Line line = lines.call(peer, channel.socket(), until);
            proving.call(peer, new Conversation(line, UNPROVED_BYTES));
            Conversation conversation = new Conversation(line, ANSWER_BYTES);
            conversation.say(greeting);
            Handshake answer = conversation.hear();
            if (answer instanceof Refusal(String sentence)) {
                throw new LinkException(
                        "Drone " + peer + " at " + at + " refuses drone " + rank + ": " + Legible.text(sentence));
            }
            return new Answered(channel, line, answer);
        } catch (MalformedFrameException | StrangerException stranger) {
            Sockets.close(channel);
            throw new LinkException("What listens at " + at + " is not drone " + peer + ": " + stranger.getMessage());
        } catch (IOException | LinkException failed) {
            Sockets.close(channel);
            throw failed;
        }
    }
}
