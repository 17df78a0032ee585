package io.hivemind.links;

import io.hivemind.protocol.Message;
import io.hivemind.wire.Address;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All links of one drone, while drones come and go. Any thread may call any method. Nothing here blocks but {@link #start},
 * {@link #enter}, {@link #closeDoor}, {@link #farewell} and {@link #close}, which are bounded. A hive of one that nobody else can come
 * into has links to nobody, and no sockets.
 */
public final class Links {
    private static final Logger LOG = LoggerFactory.getLogger(Links.class);
    private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** How long a peer whose link cannot be written has to say what happened to it. */
    private static final long LAST_WORD_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** How this drone finds the others, once its port is open. */
    private interface Finding {
        void find(Startup startup) throws LinkException, InterruptedException;
    }

    private final LinksConfig config;
    private final Mesh mesh;
    private final Peers peers;
    /** What takes a moment to make, under TLS, and is therefore begun early. */
    private final Lines lines;

    private final Watch watch;

    private volatile @Nullable Startup startup;

    /** Makes the links of a drone, which {@link #start} or {@link #enter} begins. */
    public Links(LinksConfig config, Receiver receiver) {
        this(config, receiver, Turns.ENOUGH);
    }

    /** The same with another number of waits that must follow closely before a reader thread stands back. */
    Links(LinksConfig config, Receiver receiver, int closeWaits) {
        this.config = config;
        this.lines = Lines.of(config);
        this.mesh = new Mesh(config, receiver, closeWaits);
        this.peers = mesh.peers();
        this.watch = new Watch(config.rank(), config.survival(), mesh, System.nanoTime());
    }

    /**
     * Links this drone to all others; returns when that is done. Messages may arrive before it returns, and may be sent.
     *
     * @throws LinkException if it could not be done, says why, and closes the links
     */
    public void start() throws LinkException {
        if (config.size() > 1 || config.takesNewcomers()) {
            start(Startup::run);
        }
    }

    /**
     * Links this drone, which is a newcomer, to all members of the hive; returns when the coordinator knows that. It is taken in later,
     * which the first messages tell.
     *
     * @throws LinkException if it could not be done, says why, and closes the links
     */
    public void enter(Entrance entrance) throws LinkException {
        mesh.opened(entrance);
        start(begun -> begun.enter(entrance));
    }

    /**
     * The hive has other members now: those who were taken in are missed if they go, and those who were let go may close their links.
     *
     * @param members the ranks of all of them
     * @param ranks how many ranks were ever given
     */
    public void view(List<Integer> members, int ranks) {
        mesh.door().view(members, ranks);
        for (Peer peer : peers.all()) {
            if (members.contains(peer.rank())) {
                peer.expect();
            } else if (peer.hasDeparted()) {
                mesh.forget(peer.rank());
            }
        }
    }

    /**
     * Takes no newcomer in any more. Waits for the one that is on its way in, if there is one, so that it need not begin again.
     *
     * @param sentence what others are told who want to come in
     */
    public void closeDoor(String sentence) {
        mesh.door().close(sentence);
    }

    /** Takes newcomers in again. */
    public void reopenDoor() {
        mesh.door().reopen();
    }

    /** {@return where drone {@code rank} listens, if that is known} */
    public Optional<Address> listens(int rank) {
        return mesh.at(rank);
    }

    /** Queues {@code message}, to be written by {@link #flush}. Messages to one drone are sent in the order of these calls. */
    public void send(int to, Message message) {
        Peer peer = peers.find(to);
        if (peer == null) {
            LOG.debug("Drone {} does not say to drone {}, which has left: {}", config.rank(), to, message);
        } else {
            peer.outbound().queue(message);
        }
    }

    /** Writes what is queued, unless another thread is doing it, or leaves it to the one that waits for full sockets. */
    public void flush() {
        for (Peer peer : peers.all()) {
            peer.outbound().flush();
        }
    }

    /**
     * Reads the link from drone {@code peer} on the current thread, in place of the link's reader thread, until
     * {@code done}, which is looked at before every frame. Whoever makes it true on another thread calls {@link #nudge}.
     *
     * @return false if that cannot be now; then somebody else reads, and {@link #follow} tells that somebody waits
     */
    public boolean lead(int peer, BooleanSupplier done) {
        Inbound inbound = inbound(peer);
        return inbound != null && inbound.lead(done);
    }

    /** Says that the current thread waits until {@code done} for something from drone {@code peer} that others read. */
    public void follow(int peer, BooleanSupplier done) {
        Inbound inbound = inbound(peer);
        if (inbound != null) {
            inbound.follow(done);
        }
    }

    /** Ends what {@link #follow} began. */
    public void unfollow(int peer) {
        Inbound inbound = inbound(peer);
        if (inbound != null) {
            inbound.unfollow();
        }
    }

    /** {@return the drones that will say nothing any more, of those that are not forgotten yet} */
    public List<Integer> departed() {
        return peers.all().stream().filter(Peer::hasDeparted).map(Peer::rank).toList();
    }

    /** Makes a thread that reads the link from drone {@code peer} look up, by way of that drone. To be flushed. */
    public void nudge(int peer) {
        mesh.say(peer, Control.Plain.NUDGE);
    }

    /**
     * Drone {@code rank} is taken to have failed: nothing more is heard of it, nor said to it until {@link #exclude}. It notices that nobody
     * listens: two drones of which one does not hear the other have to come apart.
     */
    public void giveUp(int rank) {
        mesh.giveUp(rank);
    }

    /** The hive goes on without drone {@code rank}, which is told {@code sentence} if it can be. */
    public void exclude(int rank, String sentence) {
        mesh.exclude(rank, sentence);
    }

    /** Time passes: reports drones whose links have been broken for a while without a word, and those that are silent for too long. */
    public void tick() {
        tick(System.nanoTime());
    }

    void tick(long now) {
        watch.tick(now);
        for (Peer peer : peers.all()) {
            peer.longSuspected(LAST_WORD_NANOS).ifPresent(sentence -> mesh.lost(peer.rank(), sentence));
        }
    }

    /** {@return what has gone over all links} */
    public Traffic traffic() {
        return peers.traffic();
    }

    /** {@return what has gone over each link, by rank, with nothing for this drone itself and for those who have left} */
    public List<Traffic> trafficByPeer() {
        int highest = peers.all().stream().mapToInt(Peer::rank).max().orElse(0);
        List<Traffic> traffic = new ArrayList<>();
        for (int rank = 0; rank < Math.max(config.size(), highest + 1); rank++) {
            Peer peer = peers.find(rank);
            traffic.add(peer == null ? Traffic.NONE : peer.traffic());
        }
        return traffic;
    }

    /**
     * Says goodbye to all, and waits for a while until all that was sent before is written.
     *
     * @param goesOn whether the hive goes on without this drone, instead of ending on all at once
     */
    public void farewell(boolean goesOn) {
        if (mesh.beginEnd()) {
            mesh.sayLast(goesOn ? Control.Plain.LEFT : Control.Plain.GOODBYE);
            long deadline = System.nanoTime() + FAREWELL_NANOS;
            mesh.forEachOpen((outbound, channel) -> {
                if (!outbound.awaitFinished(deadline - System.nanoTime())) {
                    LOG.warn(
                            "Drone {} could not say goodbye to {}, which does not read.",
                            config.rank(),
                            mesh.name(outbound.peer()));
                }
            });
        }
    }

    /** Tells all others at once that the hive has ended, as far as they can be told without waiting, and closes the links. */
    public void abort(String sentence) {
        if (mesh.beginEnd()) {
            mesh.sayLast(new Control.Abort(sentence));
            disconnect();
        }
    }

    /** Closes the links. All their threads have ended when this returns, but for the one that calls it. */
    public void close() {
        mesh.beginEnd();
        disconnect();
        mesh.join();
    }

    private void start(Finding others) throws LinkException {
        try {
            Startup begun = new Startup(config, lines, mesh, mesh.door());
            startup = begun;
            mesh.run(begun.open());
            mesh.start();
            others.find(begun);
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

    private @Nullable Inbound inbound(int rank) {
        Peer peer = peers.find(rank);
        return peer == null ? null : peer.inbound();
    }

    private void disconnect() {
        Startup begun = startup;
        if (begun != null) {
            begun.close();
        }
        mesh.disconnect();
    }
}
