package io.hivemind.links;

import io.hivemind.wire.Survival;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Notices who has fallen silent, in a hive that goes on without drones that fail: the process was stopped, its machine is gone, or
 * the network is cut. It also sees to it that this drone is not silent itself. Used by one thread, at least every few tens of
 * milliseconds.
 *
 * <p>Nobody is given up because this process slept: who slept comes late itself, and begins to count anew. Nor unheard: who has been silent
 * for too long is asked for an answer, and has a tenth of that time for it.
 */
final class Watch {
    /** Which part of the time that is too long a drone has to answer when it is asked. */
    private static final int ANSWERS_IN_SILENCE = 10;

    /**
     * What has come from a drone, and gone to it.
     *
     * @param heard what {@link Inbound#heard} was when something came last
     * @param sinceNanos when that was noticed
     * @param askedNanos when it was asked whether it is there, or 0
     */
    private record Contact(long heard, long sinceNanos, long askedNanos) {}

    private final Survival survival;
    private final Mesh mesh;
    private final long beatNanos;
    private final long silenceNanos;
    private final Map<Integer, Contact> contacts = new HashMap<>();
    /** What {@link Outbound#made} was a heartbeat ago. */
    private final Map<Integer, Long> made = new HashMap<>();

    private long lastTickNanos = System.nanoTime();
    private long nextBeatNanos = lastTickNanos;

    Watch(Survival survival, Mesh mesh) {
        this.survival = survival;
        this.mesh = mesh;
        this.beatNanos = TimeUnit.MILLISECONDS.toNanos(survival.heartbeatMillis());
        this.silenceNanos = beatNanos * survival.beats();
    }

    /** Time passes. */
    void tick(long now) {
        if (!survival.goesOn()) {
            return;
        }
        if (now - lastTickNanos > beatNanos) {
            contacts.clear();
        }
        lastTickNanos = now;
        if (now - nextBeatNanos < 0) {
            return;
        }
        nextBeatNanos = now + beatNanos;
        for (Peer peer : mesh.peers().all()) {
            Inbound inbound = peer.inbound();
            if (inbound != null && peer.isExpected() && !peer.hasDeparted()) {
                beat(peer);
                look(peer, inbound.heard(), now);
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

    private void look(Peer peer, long heard, long now) {
        Contact contact = contacts.get(peer.rank());
        if (contact == null || contact.heard() != heard) {
            contacts.put(peer.rank(), new Contact(heard, now, 0));
        } else if (contact.askedNanos() == 0 && now - contact.sinceNanos() > silenceNanos) {
            mesh.say(peer.rank(), Control.Plain.NUDGE);
            peer.outbound().flush();
            contacts.put(peer.rank(), new Contact(heard, contact.sinceNanos(), now));
        } else if (contact.askedNanos() != 0
                && now - contact.askedNanos() > Math.max(beatNanos, silenceNanos / ANSWERS_IN_SILENCE)) {
            contacts.remove(peer.rank());
            mesh.lost(
                    peer.rank(),
                    peer.name() + " has not said a word for "
                            + TimeUnit.NANOSECONDS.toMillis(now - contact.sinceNanos()) + " ms; " + mesh.outlook());
        }
    }
}
