package io.hivemind.links;

import io.hivemind.wire.Survival;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices who has fallen silent, in a hive that goes on without drones that fail: the process was stopped, its machine is gone, or
 * the network is cut. It also sees to it that this drone is not silent itself. Used by one thread, at least every few tens of
 * milliseconds.
 *
 * <p>Nobody is given up because this process slept: only time counts in which it was awake. Nor unheard: who has been silent for too
 * long is asked for an answer, and has a tenth of that time for it.
 *
 * <p>If two drones do not hear each other and the others hear both, one of them has to go, and not both: so the one with the lower rank is
 * given twice that time, in which it gives up the other, and tells all.
 */
final class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    /** What passes between two looks at the clock counts up to this part of a heartbeat, so that an answer that came meanwhile is read. */
    private static final int LOOKS_IN_BEAT = 4;
    /** And in any case up to this: looks are tens of milliseconds apart. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final int rank;
    private final Survival survival;
    private final Mesh mesh;
    private final long beatNanos;
    private final Wakefulness wakefulness;
    private final Map<Integer, Silence> silences = new HashMap<>();
    /** What {@link Outbound#made} was a heartbeat ago. */
    private final Map<Integer, Long> made = new HashMap<>();

    private long nextBeatNanos;

    Watch(int rank, Survival survival, Mesh mesh, long now) {
        this.rank = rank;
        this.survival = survival;
        this.mesh = mesh;
        this.beatNanos = TimeUnit.MILLISECONDS.toNanos(survival.heartbeatMillis());
        this.wakefulness = new Wakefulness(now, Math.max(LOOK_NANOS, beatNanos / LOOKS_IN_BEAT));
        this.nextBeatNanos = now;
    }

    /** Time passes; {@code now} is a time of {@link System#nanoTime}. */
    void tick(long now) {
        if (!survival.goesOn()) {
            return;
        }
        long awake = wakefulness.at(now);
        if (now - nextBeatNanos < 0) {
            return;
        }
        nextBeatNanos = now + beatNanos;
        silences.keySet().removeIf(other -> mesh.peers().find(other) == null);
        made.keySet().removeIf(other -> mesh.peers().find(other) == null);
        for (Peer peer : mesh.peers().all()) {
            Inbound inbound = peer.inbound();
            if (inbound != null && peer.isExpected() && !peer.hasDeparted()) {
                beat(peer);
                look(peer, inbound.heard(), awake);
            }
        }
    }

    /** This drone is heard, also if it has nothing to say. */
    private void beat(Peer peer) {
        Outbound outbound = peer.outbound();
        Long before = made.put(peer.rank(), outbound.made());
        if (before != null && before == outbound.made() && outbound.isIdle()) {
            mesh.say(peer.rank(), Control.Plain.ALIVE);
            outbound.flush();
        }
    }

    private void look(Peer peer, long heard, long awake) {
        Silence silence =
                silences.computeIfAbsent(peer.rank(), other -> new Silence(survival, other < rank, heard, awake));
        switch (silence.look(heard, awake)) {
            case NOTHING -> {}
            case ASK -> {
                LOG.info(
                        "{} has not said a word for {}; drone {} asks whether it is there.",
                        peer,
                        millis(silence, awake),
                        rank);
                mesh.say(peer.rank(), Control.Plain.NUDGE);
                peer.outbound().flush();
            }
            case GIVE_UP -> {
                silences.remove(peer.rank());
                mesh.lost(
                        peer.rank(),
                        peer.name() + " has not said a word for " + millis(silence, awake) + "; " + mesh.outlook());
            }
        }
    }

    private static String millis(Silence silence, long awake) {
        return TimeUnit.NANOSECONDS.toMillis(silence.lasts(awake)) + " ms";
    }
}
