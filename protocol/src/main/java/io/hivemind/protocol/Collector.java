package io.hivemind.protocol;

import io.hivemind.protocol.Message.Cut;
import io.hivemind.protocol.Message.Progress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How far a collection has got, at this drone and, if it is the coordinator, in the hive (I42, I43, I47). */
final class Collector {
    /** What the hive is doing, as the coordinator sees it. */
    enum Phase {
        /** No collection is under way. */
        IDLE,
        /** Everybody has been called, and not all have come. */
        CALLED,
        /** Everybody knows the cut, and not all are done. */
        CUT
    }

    private final int self;
    private final long budgetBytes;
    private final int graceTicks;

    /** At the coordinator. */
    private Phase phase = Phase.IDLE;
    /** The number of the latest collection. */
    private int latest;
    /** The drones that take part. */
    private List<Integer> participants = List.of();
    /** At the coordinator: the drones that are not done. */
    private final TreeSet<Integer> busy = new TreeSet<>();
    /** At the coordinator: how many ticks a wanted collection has waited for a barrier. */
    private int waitedTicks;

    /** Whether this drone, or at the coordinator anybody, wants a collection. */
    private boolean wanted;
    /** Whether the coordinator has been told that this drone wants one. */
    private boolean told;
    /** The collection this drone takes part in, from its cut until all is freed. */
    private @Nullable Cut current;
    /** The drone that has to be told when this one is done with {@link #current}: the coordinator that called to it. */
    private int host;
    /** Whether it has been told. */
    private boolean reported;

    /** Whether this drone has freed no collection yet, because it is a newcomer. */
    private boolean fresh;

    /** The number of the collection that this drone freed last. */
    private int ended;

    private long completed;

    Collector(NodeConfig config) {
        this.self = config.rank();
        this.budgetBytes = config.budgetBytes();
        this.graceTicks = config.graceTicks();
    }

    long completed() {
        return completed;
    }

    boolean isWanted() {
        return wanted;
    }

    void want() {
        wanted = true;
    }

    /** Whether the consistency data is over its budget and nothing has been done about it. */
    boolean passes(long bytes) {
        return bytes > budgetBytes && !wanted && current == null;
    }

    /** Whether the coordinator still has to be told that this drone wants a collection. From now on it has been. */
    boolean mustTell() {
        boolean must = wanted && !told && current == null;
        told = told || must;
        return must;
    }

    /** The coordinator has been told, by an arrival at a barrier, if this drone wants a collection. */
    void told() {
        told = told || wanted;
    }

    /** At the coordinator: whether a wanted collection may begin with a barrier. */
    boolean canRide() {
        return wanted && isIdle();
    }

    /** At the coordinator, also a new one: whether no collection is under way. */
    boolean isIdle() {
        return phase == Phase.IDLE && current == null;
    }

    /** At the coordinator: a tick has passed. */
    void tick() {
        waitedTicks = canRide() ? waitedTicks + 1 : 0;
    }

    /** At the coordinator: whether a wanted collection has waited long enough for a barrier. */
    boolean isOverdue() {
        return waitedTicks > graceTicks;
    }

    /** At the coordinator: everybody is being called. Returns the number of the collection. */
    int call() {
        phase = Phase.CALLED;
        waitedTicks = 0;
        return ++latest;
    }

    /** At the coordinator: the cut of the collection that was called, or rides, and is about to begin. */
    Cut cut(VectorTime time) {
        return new Cut(phase == Phase.CALLED ? latest : latest + 1, time);
    }

    /** The collection under way, or that was called, is overtaken by another. What was collected for it stays where it is. */
    void abandon() {
        current = null;
        phase = Phase.IDLE;
        busy.clear();
    }

    /** This drone is a newcomer: of what the collection collects that begins now it knows nothing. */
    void enter() {
        fresh = true;
    }

    /** How far this drone has got. */
    Progress progress() {
        return new Progress(latest, ended, Optional.ofNullable(current), fresh);
    }

    /** This drone learns the cut, who takes part, and whom to tell when it is done. */
    void begin(Cut cut, Collection<Integer> drones, int toTell) {
        if (current != null) {
            throw new ProtocolException("Collection " + cut.collection() + " began before collection "
                    + current.collection() + " was freed.");
        }
        current = cut;
        latest = cut.collection();
        host = toTell;
        participants = List.copyOf(drones);
        if (isHost()) {
            phase = Phase.CUT;
            waitedTicks = 0;
            busy.addAll(drones);
        }
        reported = false;
        wanted = false;
        told = false;
    }

    /** The collection that this drone takes part in, or null. */
    @Nullable
    Cut current() {
        return current;
    }

    /** Whether this drone has freed a collection. */
    boolean hasEnded(int collection) {
        return collection <= ended;
    }

    /** The collection that this drone takes part in and is not done with, or null. */
    @Nullable
    Cut unreported() {
        return reported ? null : current;
    }

    /** The drone to be told that this one is done. */
    int host() {
        return host;
    }

    boolean isHost() {
        return host == self;
    }

    /** The drones that take part in the collection. */
    List<Integer> participants() {
        return participants;
    }

    void report() {
        reported = true;
    }

    /** At the coordinator: {@code drone} is done. Returns whether all are. */
    boolean done(int drone, int collection) {
        if (collection != latest || phase != Phase.CUT || !busy.remove(drone)) {
            throw new ProtocolException("Drone " + drone + " is done with collection " + collection + ", but " + latest
                    + " is under way, or it was done already.");
        }
        if (busy.isEmpty()) {
            phase = Phase.IDLE;
        }
        return busy.isEmpty();
    }

    /** Everybody is done. Returns what may be freed. */
    Cut end(int collection) {
        Cut over = current;
        if (over == null || over.collection() != collection) {
            throw new ProtocolException("Collection " + collection + " is to be freed, but is not under way here.");
        }
        current = null;
        fresh = false;
        ended = collection;
        completed++;
        return over;
    }
}
