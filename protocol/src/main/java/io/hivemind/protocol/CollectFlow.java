package io.hivemind.protocol;

import io.hivemind.protocol.Message.CollectDone;
import io.hivemind.protocol.Message.CollectFree;
import io.hivemind.protocol.Message.CollectWanted;
import io.hivemind.protocol.Message.Cut;
import io.hivemind.protocol.Message.IntervalReply;
import io.hivemind.protocol.Message.IntervalRequest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Collections (I42 to I49): meetings after which everything is forgotten that everybody knows. One begins with a barrier when
 * one comes in time, and otherwise at the coordinator's call ({@link ViewFlow}), while the program runs on; it ends with a second
 * meeting, and only then does anybody free anything.
 */
final class CollectFlow {
    private final NodeConfig config;
    private final Roster roster;
    private final LazyRelease consistency;
    private final Effects effects;
    /** What was brought to the meetings here and waits for them to be full. */
    private final Brought brought;

    private final Collector collector;

    CollectFlow(NodeConfig config, Roster roster, LazyRelease consistency, Effects effects, Brought brought) {
        this.config = config;
        this.roster = roster;
        this.consistency = consistency;
        this.effects = effects;
        this.brought = brought;
        this.collector = new Collector(config);
    }

    /** Whether all have come to a meeting and nothing mentioned is unknown; asks for what is (I39). */
    boolean isReady(Rendezvous meeting) {
        if (!meeting.isFull()) {
            return false;
        }
        SortedMap<Integer, Integer> gaps = brought.gaps(consistency.time(), meeting.mentioned());
        gaps.forEach((drone, after) -> {
            if (brought.ask(drone)) {
                effects.send(drone, new IntervalRequest(after));
            }
        });
        return gaps.isEmpty();
    }

    /** Another drone asks for own intervals that it heard mentioned. */
    void intervalsRequested(int from, IntervalRequest request) {
        effects.send(from, new IntervalReply(consistency.ownSince(request.after())));
    }

    /** A collection is wanted here. */
    void want() {
        if (!roster.isUnshared()) {
            collector.want();
            tellIfWanted();
        }
    }

    /**
     * At the coordinator: another drone wants a collection. If one has been called it did not know so, and will be rid by it of what
     * made it ask; unless that is led by a coordinator that has left, so that it may have ended for the drone already.
     */
    void wanted() {
        if (collector.isIdle() || !collector.isHost()) {
            collector.want();
        }
    }

    /** Somebody who arrives at a barrier wants a collection. */
    void noteWish() {
        collector.want();
    }

    /** Whether a collection is wanted here; whoever asks tells the coordinator. */
    boolean takeWish() {
        collector.told();
        return collector.isWanted();
    }

    /** Asks for a collection if this drone's consistency data has passed its budget; barriers carry the wish for nothing. */
    void checkBudget() {
        if (roster.isUnshared() || !roster.isMember()) {
            return;
        }
        if (collector.passes(consistency.consistencyBytes())) {
            collector.want();
        }
        if (config.room().isBounded()) {
            // Somebody may wait for the collection, so that it is not put off until a tick.
            if (consistency.wantsCollection()) {
                collector.want();
            }
            tellIfWanted();
        }
    }

    void tick() {
        tellIfWanted();
        collector.tick();
    }

    private void tellIfWanted() {
        if (!roster.isCoordinator() && roster.isMember() && collector.mustTell()) {
            effects.send(roster.coordinator(), new CollectWanted());
        }
    }

    /** At the coordinator: whether a collection is wanted and is not to wait for a barrier any more. */
    boolean isCallDue() {
        return collector.canRide() && (config.room().isBounded() || collector.isOverdue());
    }

    /** Whether no collection is under way; only the coordinator knows. */
    boolean isIdle() {
        return collector.isIdle();
    }

    /** At the coordinator: everybody is being called to a collection. Returns its number. */
    int call() {
        return collector.call();
    }

    /** At the root, where a barrier opens: the collection that begins with it, if one does. */
    Optional<Cut> cutIfWanted() {
        return collector.canRide() ? Optional.of(cut(roster.view().members())) : Optional.empty();
    }

    /** At the coordinator: the cut of the collection in which {@code participants} take part and which is about to begin. */
    Cut cut(Collection<Integer> participants) {
        return collector.cut(consistency.time(), participants);
    }

    /** A collection begins in which the members do not change. */
    void begin(Cut cut) {
        begin(cut, roster.coordinator(), roster.view());
    }

    /**
     * A collection begins.
     *
     * @param host the drone to tell when this one is done
     * @param next the view from now on
     */
    void begin(Cut cut, int host, View next) {
        Cut before = collector.current();
        if (before != null && before.collection() < cut.collection()) {
            // There is one at a time, so everybody is done; the word has been overtaken by what came through the tree.
            freed(before.collection());
        }
        collector.begin(cut, host);
        consistency.collect(cut, roster.view(), next);
    }

    /** Says that this drone is done with the collection, as soon as it is. */
    void reportIfCollected() {
        Cut cut = collector.unreported();
        if (cut == null || !consistency.isCollected()) {
            return;
        }
        collector.report();
        if (collector.isHost()) {
            done(config.rank(), cut.collection());
        } else {
            effects.send(collector.host(), new CollectDone(cut.collection()));
        }
    }

    /** At the host: a drone is done. */
    void done(int from, int collection) {
        if (collector.done(from, collection)) {
            List<Integer> participants = collector.participants();
            for (int drone : participants) {
                if (drone != config.rank()) {
                    effects.send(drone, new CollectFree(collection));
                }
            }
            freed(collection);
        }
    }

    /** Everybody is done. */
    void freed(int collection) {
        if (!collector.hasEnded(collection)) {
            consistency.free(collector.end(collection));
        }
    }

    long completed() {
        return collector.completed();
    }
}
