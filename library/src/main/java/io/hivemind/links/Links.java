package io.hivemind.links;

import io.hivemind.protocol.Message;
import io.hivemind.wire.Address;
import io.hivemind.wire.Codec;
import io.hivemind.wire.Frames;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All links of one drone. Any thread may call any method. Nothing here blocks but {@link #start}, {@link #farewell} and
 * {@link #close}, which are bounded. A hive of one has links to nobody, and no sockets.
 */
public final class Links {
    private static final Logger LOG = LoggerFactory.getLogger(Links.class);
    private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final Duration JOIN_TIME = Duration.ofSeconds(1);
    /** How long a peer whose link cannot be written has to say what happened to it. */
    private static final long LAST_WORD_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** A link that cannot be written any more. */
    private record Suspicion(long sinceNanos, String sentence) {}

    private final LinksConfig config;
    private final Receiver receiver;
    private final int closeWaits;
    private final Codec codec;
    private final Frames frames;
    private final List<Outbound> outbounds = new ArrayList<>();
    private final AtomicReferenceArray<@Nullable Inbound> inbounds;
    private final Backlog backlog;
    /** What takes a moment to make, under TLS, and is therefore begun early. */
    private final Lines lines;

    /** By rank: where each peer listens, once that is known. */
    private final ConcurrentMap<Integer, Address> addresses = new ConcurrentHashMap<>();
    /** By rank: peers that are probably gone, but may still say why. */
    private final ConcurrentMap<Integer, Suspicion> suspicions = new ConcurrentHashMap<>();
    /** Peers that have said that nothing more will come. */
    private final Set<Integer> departed = ConcurrentHashMap.newKeySet();

    private final Set<Closeable> sockets = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Thread> threads = new ConcurrentLinkedQueue<>();
    /** Whether the links are ending, so that no loss is one any more. */
    private final AtomicBoolean ending = new AtomicBoolean();

    private volatile @Nullable Startup startup;
    private volatile boolean closed;

    /** Makes the links of a drone, which {@link #start} begins. */
    public Links(LinksConfig config, Receiver receiver) {
        this(config, receiver, Turns.ENOUGH);
    }

    /** The same with another number of waits that must follow closely before a reader thread stands back. */
    Links(LinksConfig config, Receiver receiver, int closeWaits) {
        this.config = config;
        this.closeWaits = closeWaits;
        this.receiver = receiver;
        this.codec = new Codec(config.size(), config.pages(), config.pageSize());
        this.frames = new Frames(config.frameLimit());
        this.inbounds = new AtomicReferenceArray<>(config.size());
        this.backlog = new Backlog(config.rank());
        this.lines = Lines.of(config);
        for (int peer = 0; peer < config.size(); peer++) {
            outbounds.add(new Outbound(peer, (first, more) -> frames.messages(codec, first, more), new WriteTrouble()));
        }
    }

    /** What goes wrong with writing. */
    private final class WriteTrouble implements Outbound.Trouble {
        @Override
        public void full(Outbound outbound) {
            backlog.add(outbound);
        }

        @Override
        public void broken(Outbound outbound, Exception why) {
            suspicions.putIfAbsent(
                    outbound.peer(),
                    new Suspicion(
                            System.nanoTime(),
                            name(outbound.peer()) + " broke its link (" + why.getMessage() + "); the hive ends."));
        }
    }

    /** What comes over the links beside messages. */
    private final class Hearing implements Inbound.Listener {
        @Override
        public void goodbye(int peer) {
            departed.add(peer);
        }

        @Override
        public void aborted(int peer, String sentence) {
            departed.add(peer);
            receiver.aborted(peer, sentence);
        }

        @Override
        public void nudged(int peer) {
            say(peer, Control.Plain.ECHO);
            outbounds.get(peer).flush();
        }

        @Override
        public void broken(int peer, String how, String detail) {
            lost(peer, name(peer) + " " + how + "; the hive ends." + (detail.isEmpty() ? "" : " " + detail));
        }
    }

    /** What becomes of new connections. */
    private final class Connections implements Startup.Linked {
        @Override
        public void opened(SocketChannel channel) {
            track(channel);
        }

        @Override
        public void outbound(int peer, Address at, Outlet outlet) throws IOException {
            addresses.putIfAbsent(peer, at);
            outbounds.get(peer).open(outlet);
        }

        @Override
        public void inbound(int peer, Address at, Line line) throws IOException {
            addresses.put(peer, at);
            Inbound inbound = new Inbound(peer, line, frames, codec, receiver, new Hearing(), new Turns(closeWaits));
            inbounds.set(peer, inbound);
            threads.add(Thread.ofPlatform()
                    .daemon()
                    .name("hivemind-" + config.rank() + "-from-" + peer)
                    .start(inbound));
            track(line.socket());
        }
    }

    /**
     * Links this drone to all others; returns when that is done. Messages may arrive before it returns, and may be sent.
     *
     * @throws LinkException if it could not be done, says why, and closes the links
     */
    public void start() throws LinkException {
        if (config.size() == 1) {
            return;
        }
        try {
            Startup begun = new Startup(config, lines, new Connections());
            startup = begun;
            threads.add(begun.open());
            threads.add(backlog.start());
            begun.run();
        } catch (LinkException failed) {
            close();
            throw failed;
        } catch (IOException failed) {
            close();
            throw new LinkException(
                    "Drone " + config.rank() + " cannot write to others (" + failed.getMessage() + ").", failed);
        } catch (InterruptedException interrupted) {
            close();
            Thread.currentThread().interrupt();
            throw new LinkException("Drone " + config.rank() + " was interrupted before it was linked to the others.");
        }
    }

    /** Queues {@code message}, to be written by {@link #flush}. Messages to one drone are sent in the order of these calls. */
    public void send(int to, Message message) {
        outbounds.get(to).queue(message);
    }

    /** Writes what is queued, unless another thread is doing it, or leaves it to the one that waits for full sockets. */
    public void flush() {
        for (Outbound outbound : outbounds) {
            outbound.flush();
        }
    }

    /**
     * Reads the link from drone {@code peer} on the current thread, in place of the link's reader thread, until
     * {@code done}, which is looked at before every frame. Whoever makes it true on another thread calls {@link #nudge}.
     *
     * @return false if that cannot be now; then somebody else reads, and {@link #follow} tells that somebody waits
     */
    public boolean lead(int peer, BooleanSupplier done) {
        Inbound inbound = inbounds.get(peer);
        return inbound != null && inbound.lead(done);
    }

    /** Says that the current thread waits until {@code done} for something from drone {@code peer} that others read. */
    public void follow(int peer, BooleanSupplier done) {
        Inbound inbound = inbounds.get(peer);
        if (inbound != null) {
            inbound.follow(done);
        }
    }

    /** Ends what {@link #follow} began. */
    public void unfollow(int peer) {
        Inbound inbound = inbounds.get(peer);
        if (inbound != null) {
            inbound.unfollow();
        }
    }

    /** Makes a thread that reads the link from drone {@code peer} look up, by way of that drone. To be flushed. */
    public void nudge(int peer) {
        say(peer, Control.Plain.NUDGE);
    }

    /** Time passes: reports drones whose links have been broken for a while without a word. */
    public void tick() {
        suspicions.forEach((peer, suspicion) -> {
            if (System.nanoTime() - suspicion.sinceNanos() > LAST_WORD_NANOS && suspicions.remove(peer) != null) {
                lost(peer, suspicion.sentence());
            }
        });
    }

    /** {@return what has gone over all links} */
    public Traffic traffic() {
        return trafficByPeer().stream().reduce(Traffic.NONE, Traffic::plus);
    }

    /** {@return what has gone over each link, by rank, with nothing for this drone itself} */
    public List<Traffic> trafficByPeer() {
        List<Traffic> traffic = new ArrayList<>();
        for (Outbound outbound : outbounds) {
            Inbound inbound = inbounds.get(outbound.peer());
            traffic.add(new Traffic(
                    outbound.messages(),
                    inbound == null ? 0 : inbound.messages(),
                    outbound.bytes(),
                    inbound == null ? 0 : inbound.bytes()));
        }
        return traffic;
    }

    /** Says goodbye to all, and waits for a while until all that was sent before is written. */
    public void farewell() {
        if (ending.compareAndSet(false, true)) {
            sayLast(Control.Plain.GOODBYE);
            long deadline = System.nanoTime() + FAREWELL_NANOS;
            forEachOpen((outbound, channel) -> {
                if (!outbound.awaitFinished(deadline - System.nanoTime())) {
                    LOG.warn(
                            "Drone {} could not say goodbye to {}, which does not read.",
                            config.rank(),
                            name(outbound.peer()));
                }
            });
        }
    }

    /** Tells all others at once that the hive has ended, as far as they can be told without waiting, and closes the links. */
    public void abort(String sentence) {
        if (ending.compareAndSet(false, true)) {
            sayLast(new Control.Abort(sentence));
            disconnect();
        }
    }

    /** Closes the links. All their threads have ended when this returns, but for the one that calls it. */
    public void close() {
        ending.set(true);
        disconnect();
        for (Thread thread : threads) {
            join(thread);
        }
    }

    private void say(int peer, Control control) {
        outbounds.get(peer).queueControl(() -> frames.control(Control.encode(control)));
    }

    private void sayLast(Control control) {
        forEachOpen((outbound, channel) -> {
            outbound.queueLast(() -> frames.control(Control.encode(control)));
            outbound.flush();
        });
    }

    private void forEachOpen(BiConsumer<Outbound, SocketChannel> action) {
        for (Outbound outbound : outbounds) {
            SocketChannel channel = outbound.channel();
            if (channel != null) {
                action.accept(outbound, channel);
            }
        }
    }

    private void disconnect() {
        closed = true;
        Startup begun = startup;
        if (begun != null) {
            begun.close();
        }
        sockets.forEach(Sockets::close);
        backlog.close();
    }

    /** Remembers a connection until the links are closed, which they may be already. */
    private void track(Closeable socket) {
        sockets.add(socket);
        if (closed) {
            Sockets.close(socket);
        }
    }

    private void lost(int peer, String sentence) {
        if (!ending.get() && !departed.contains(peer)) {
            receiver.lost(peer, sentence);
        }
    }

    private String name(int peer) {
        Address at = addresses.get(peer);
        return "Drone " + peer + (at == null ? "" : " at " + at);
    }

    private static void join(Thread thread) {
        if (thread.threadId() == Thread.currentThread().threadId()) {
            return;
        }
        try {
            if (!thread.join(JOIN_TIME)) {
                LOG.warn("The thread {} does not end; it is left to itself.", thread.getName());
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
