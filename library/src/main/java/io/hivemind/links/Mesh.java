package io.hivemind.links;

import io.hivemind.wire.Address;
import io.hivemind.wire.Codec;
import io.hivemind.wire.Frames;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The drones that this one is linked to, with the connections and the threads that this takes, while some come and others go. Any
 * thread may call any method.
 */
final class Mesh implements Connections {
    private static final Logger LOG = LoggerFactory.getLogger(Mesh.class);
    private static final Duration JOIN_TIME = Duration.ofSeconds(1);

    /** More drones than will ever come and go in one hive. */
    static final int MOST_RANKS = 1 << 16;

    private final LinksConfig config;
    private final Receiver receiver;
    private final int closeWaits;
    private final Codec codec;
    private final Frames frames;
    private final Peers peers;
    private final Door door;
    private final Backlog backlog;
    private final Set<Closeable> sockets = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Thread> threads = new ConcurrentLinkedQueue<>();
    /** Whether the links are ending, so that no loss is one any more. */
    private final AtomicBoolean ending = new AtomicBoolean();

    private volatile boolean closed;

    Mesh(LinksConfig config, Receiver receiver, int closeWaits) {
        this.config = config;
        this.receiver = receiver;
        this.closeWaits = closeWaits;
        this.codec = new Codec(MOST_RANKS, config.pages(), config.pageSize());
        this.frames = new Frames(config.frameLimit());
        this.backlog = new Backlog(config.rank());
        this.peers = new Peers(this::peer);
        this.door = new Door(config, this, receiver);
        for (int founder = 0; founder < config.size() && config.rank() < config.size(); founder++) {
            peers.know(founder).expect();
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
            Peer peer = peers.find(outbound.peer());
            if (peer != null) {
                peer.suspect(peer.name() + " broke its link (" + why.getMessage() + "); " + outlook());
            }
        }
    }

    /** What comes over the links beside messages. */
    private final class Hearing implements Inbound.Listener {
        @Override
        public void goodbye(int peer) {
            departed(peer);
        }

        @Override
        public void left(int peer) {
            receiver.left(peer);
        }

        @Override
        public void aborted(int peer, String sentence) {
            Peer known = peers.find(peer);
            if (known != null && known.isExpected()) {
                known.depart();
                receiver.aborted(peer, sentence);
            } else {
                door.gone(peer);
            }
        }

        @Override
        public void excluded(int peer, String sentence) {
            if (isExpected(peer)) {
                receiver.excluded(sentence);
            }
        }

        @Override
        public void spent(String token) {
            door.spent(token);
        }

        @Override
        public void nudged(int peer) {
            say(peer, Control.Plain.ECHO);
            Peer known = peers.find(peer);
            if (known != null) {
                known.outbound().flush();
            }
        }

        @Override
        public void broken(int peer, String how, String detail) {
            lost(peer, name(peer) + " " + how + "; " + outlook() + (detail.isEmpty() ? "" : " " + detail));
        }
    }

    Peers peers() {
        return peers;
    }

    Door door() {
        return door;
    }

    /** Begins to write what sockets were too full for. */
    void start() throws IOException {
        run(backlog.start());
    }

    /** Remembers a thread of the links, to wait for its end. */
    void run(Thread thread) {
        threads.removeIf(before -> !before.isAlive());
        threads.add(thread);
    }

    @Override
    public void opened(Closeable connection) {
        sockets.add(connection);
        if (closed) {
            Sockets.close(connection);
        }
    }

    @Override
    public void outbound(int peer, Address at, Outlet outlet) throws IOException {
        Peer known = peers.know(peer);
        if (known.at().isEmpty()) {
            known.listensAt(at);
        }
        known.outbound().open(outlet);
    }

    @Override
    public void inbound(int peer, Address at, Line line) {
        Peer known = peers.know(peer);
        known.listensAt(at);
        Inbound inbound = new Inbound(peer, line, frames, codec, receiver, new Hearing(), new Turns(closeWaits));
        known.readBy(inbound);
        run(Thread.ofPlatform()
                .daemon()
                .name("hivemind-" + config.rank() + "-from-" + peer)
                .start(inbound));
        opened(line.socket());
    }

    @Override
    public Optional<Address> at(int peer) {
        return Optional.ofNullable(peers.find(peer)).flatMap(Peer::at);
    }

    @Override
    public void listensAt(int peer, Address at) {
        peers.know(peer).listensAt(at);
    }

    @Override
    public Address reachable(Address listens) {
        return listens.host().equals(Startup.EVERYWHERE)
                ? new Address(at(config.rank()).orElse(config.coordinator()).host(), listens.port())
                : listens;
    }

    @Override
    public void expect(int peer) {
        peers.know(peer).expect();
    }

    @Override
    public boolean isExpected(int peer) {
        Peer known = peers.find(peer);
        return known != null && known.isExpected();
    }

    @Override
    public void forget(int peer) {
        peers.forget(peer).ifPresent(this::disconnect);
    }

    @Override
    public void spend(String token) {
        forEachOpen((outbound, channel) -> {
            say(outbound.peer(), new Control.Spent(token));
            outbound.flush();
        });
    }

    void say(int to, Control control) {
        Peer peer = peers.find(to);
        if (peer != null) {
            peer.outbound().queueControl(() -> frames.control(Control.encode(control)));
        }
    }

    /** {@return whether this call began the end of the links} From then on no loss of a drone is one. */
    boolean beginEnd() {
        return ending.compareAndSet(false, true);
    }

    /** Says to all that nothing more will come, and why. */
    void sayLast(Control control) {
        forEachOpen((outbound, channel) -> {
            outbound.queueLast(() -> frames.control(Control.encode(control)));
            outbound.flush();
        });
    }

    /** Does something with each link to a drone that is not given up. */
    void forEachOpen(BiConsumer<Outbound, SocketChannel> action) {
        for (Peer peer : peers.all()) {
            SocketChannel channel = peer.outbound().channel();
            if (channel != null && !peer.outbound().isGivenUp()) {
                action.accept(peer.outbound(), channel);
            }
        }
    }

    void disconnect() {
        closed = true;
        sockets.forEach(Sockets::close);
        backlog.close();
    }

    /** Waits a while for all threads but the current one. */
    void join() {
        for (Thread thread : threads) {
            join(thread);
        }
    }

    /** A link was lost, whether this drone can do without it or not. */
    void lost(int rank, String sentence) {
        Peer peer = peers.find(rank);
        if (ending.get() || peer == null || peer.hasDeparted()) {
            return;
        }
        if (peer.isExpected()) {
            receiver.lost(rank, sentence);
        } else {
            LOG.debug("A newcomer went away before it was taken in: {}", sentence);
            door.gone(rank);
            receiver.left(rank);
        }
    }

    /** Closes the link from a drone that is taken to have failed. The one to it stays open if others may have to agree to that. */
    void giveUp(int rank) {
        Peer peer = peers.find(rank);
        if (peer == null) {
            return;
        }
        peer.depart();
        if (door.isMember(rank)) {
            peer.outbound().giveUp();
            Inbound inbound = peer.inbound();
            if (inbound != null) {
                release(inbound.socket());
            }
        } else {
            door.gone(rank);
        }
    }

    /** Tells a drone without which the hive goes on {@code sentence}, if it can be told, and closes the links to it. */
    void exclude(int rank, String sentence) {
        Peer peer = peers.find(rank);
        if (peer != null) {
            peer.depart();
            peer.outbound().giveUp();
            peer.outbound().sayLast(() -> frames.control(Control.encode(new Control.Excluded(sentence))));
            door.gone(rank);
        }
    }

    /** {@return what becomes of the hive when a drone is lost, as the end of a sentence} */
    String outlook() {
        return config.survival().goesOn() ? "the hive goes on without it." : "the hive ends.";
    }

    String name(int rank) {
        Peer peer = peers.find(rank);
        return peer == null ? "Drone " + rank : peer.name();
    }

    private Peer peer(int rank) {
        return new Peer(
                rank, new Outbound(rank, (first, more) -> frames.messages(codec, first, more), new WriteTrouble()));
    }

    /** A drone has said that nothing more will come: it leaves what others hold, or the whole hive ends in good order. */
    private void departed(int rank) {
        Peer peer = peers.find(rank);
        if (peer != null) {
            peer.depart();
            if (!door.isMember(rank)) {
                forget(rank);
            }
        }
    }

    /** Closes the links of a drone that nobody knows any more. */
    private void disconnect(Peer peer) {
        SocketChannel channel = peer.outbound().channel();
        if (channel != null) {
            release(channel);
        }
        Inbound inbound = peer.inbound();
        if (inbound != null) {
            release(inbound.socket());
        }
    }

    private void release(Closeable connection) {
        sockets.remove(connection);
        Sockets.close(connection);
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
