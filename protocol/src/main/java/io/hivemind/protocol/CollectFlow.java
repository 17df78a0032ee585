package io.hivemind.protocol;

import io.hivemind.protocol.Message.CollectArrive;
import io.hivemind.protocol.Message.CollectCall;
import io.hivemind.protocol.Message.CollectDone;
import io.hivemind.protocol.Message.CollectFree;
import io.hivemind.protocol.Message.CollectStart;
import io.hivemind.protocol.Message.CollectWanted;
import io.hivemind.protocol.Message.Cut;
import io.hivemind.protocol.Message.Decision;
import io.hivemind.protocol.Message.IntervalReply;
import io.hivemind.protocol.Message.IntervalRequest;
import io.hivemind.protocol.Message.Progress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Collections (I42 to I49): meetings after which everything is forgotten that everybody knows. One begins with a barrier when
 * one comes in time, and otherwise at the coordinator's call, while the program runs on; it ends with a second
 * meeting, and only then does anybody free anything. One begins with every change of the view ({@link ViewFlow}).
 */
final class CollectFlow {
    private final NodeConfig config;
    private final Roster roster;
    private final LazyRelease consistency;
    private final Effects effects;
    /** What was brought to the meetings here and waits for them to be full. */
    private final Brought brought;

    private final Collector collector;
    /** The call of the coordinator that waits to be answered until that one may hear of what was released here. */
    private Optional<CollectCall> unanswered = Optional.empty();
    /** By drone, its request for intervals, until it may hear of them. */
    private final TreeMap<Integer, IntervalRequest> requests = new TreeMap<>();
    /** At the coordinator: who has come to the collection that was called; null if none was. */
    private @Nullable Rendezvous meeting;

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
        requests.put(from, request);
        retry();
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
     * made it ask.
     */
    void wanted() {
        if (collector.isIdle()) {
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
            effects.send(roster.coordinator(), new CollectWanted(roster.number()));
        }
    }

    /** At the coordinator: calls to a collection that is wanted and is not to wait for a barrier any more. */
    void callIfDue() {
        if (!roster.isSilent() && collector.canRide() && (config.room().isBounded() || collector.isOverdue())) {
            CollectCall call = new CollectCall(roster.number(), collector.call());
            meeting = new Rendezvous(roster.view().members());
            for (int drone : roster.others()) {
                effects.send(drone, call);
            }
            consistency.release();
            came(config.rank(), answer(call));
        }
    }

    /** Others have got what was released here: what waited for that goes on. */
    void retry() {
        if (unanswered.isPresent() && !roster.isSilent() && consistency.secureFor(roster.coordinator())) {
            CollectCall call = unanswered.get();
            unanswered = Optional.empty();
            effects.send(roster.coordinator(), answer(call));
        }
        for (Map.Entry<Integer, IntervalRequest> entry : List.copyOf(requests.entrySet())) {
            if (consistency.secureFor(entry.getKey())) {
                requests.remove(entry.getKey());
                effects.send(
                        entry.getKey(),
                        new IntervalReply(consistency.ownSince(entry.getValue().after())));
            }
        }
        startIfReady();
    }

    /** The coordinator calls to a collection; the drone comes by itself, whatever its threads do. */
    void called(CollectCall call) {
        consistency.release();
        unanswered = Optional.of(call);
        retry();
    }

    private CollectArrive answer(CollectCall call) {
        List<Interval> own = consistency.bring();
        return new CollectArrive(call.view(), call.collection(), consistency.time(), own);
    }

    /** At the coordinator: a drone has come to the collection. */
    void came(int from, CollectArrive arrive) {
        if (meeting == null) {
            throw new ProtocolException(
                    "Drone " + from + " came to collection " + arrive.collection() + ", to which it was not called.");
        }
        meeting.arrive(from, arrive.time(), arrive.time());
        brought.bring(arrive.own());
        startIfReady();
    }

    /** At the coordinator: starts the collection that was called if everybody has come to it. */
    void startIfReady() {
        Rendezvous full = meeting;
        if (full == null || roster.isSilent() || !isReady(full) || !consistency.secure()) {
            return;
        }
        consistency.learn(brought.take(full.mentioned()));
        if (!consistency.secure()) {
            // What others announced made this drone announce more (I10), which nobody has yet.
            return;
        }
        meeting = null;
        Cut cut = collector.cut(consistency.time());
        for (int drone : roster.others()) {
            effects.send(drone, new CollectStart(roster.number(), cut, consistency.newsFor(full.leastOf(drone))));
        }
        begin(cut);
    }

    /** The coordinator says that everybody has come to the collection. */
    void started(CollectStart start) {
        consistency.learn(start.news());
        begin(start.cut());
    }

    /** Whether no collection is under way; only the coordinator knows. */
    boolean isIdle() {
        return collector.isIdle();
    }

    /** At the root, where a barrier opens: the collection that begins with it, if one does. */
    Optional<Cut> cutIfWanted() {
        return collector.canRide() ? Optional.of(collector.cut(consistency.time())) : Optional.empty();
    }

    /** A collection begins. */
    void begin(Cut cut) {
        freeBefore(cut);
        collector.begin(cut, roster.view().members(), roster.coordinator());
        consistency.collect(cut, roster.view());
    }

    private void freeBefore(Cut cut) {
        Cut before = collector.current();
        if (before != null && before.collection() < cut.collection()) {
            // There is one at a time, so everybody is done; the word has been overtaken by what came through the tree.
            freed(before.collection());
        }
    }

    /** This drone is a newcomer. */
    void enter() {
        collector.enter();
    }

    /** How far this drone has got with collections. */
    Progress progress() {
        return collector.progress();
    }

    /** Gets as far as all others who are left: frees what anybody has freed, and begins what has begun for anybody. */
    void catchUp(int ended, Optional<Cut> unfinished) {
        Cut current = collector.current();
        if (current != null && current.collection() <= ended) {
            freed(current.collection());
        }
        if (unfinished.isPresent()
                && collector.current() == null
                && !collector.hasEnded(unfinished.get().collection())) {
            begin(unfinished.get());
        }
    }

    /** The view changes, and the collection begins that comes with it; one under way is overtaken by it. */
    void begin(Decision decision, View before) {
        meeting = null;
        unanswered = Optional.empty();
        collector.abandon();
        collector.begin(decision.cut(), decision.participants(), decision.view().coordinator());
        consistency.collect(decision, before);
    }

    /** Those who take part in the collection under way, if there is one, be they members or not. */
    List<Integer> participants() {
        return collector.current() == null ? List.of() : collector.participants();
    }

    /** Says that this drone is done with the collection, as soon as it is. */
    void reportIfCollected() {
        Cut cut = collector.unreported();
        if (cut == null || roster.isSilent() || !consistency.isCollected()) {
            return;
        }
        collector.report();
        if (collector.isHost()) {
            done(config.rank(), cut.collection());
        } else {
            effects.send(collector.host(), new CollectDone(roster.number(), cut.collection()));
        }
    }

    /** At the host: a drone is done. */
    void done(int from, int collection) {
        if (collector.done(from, collection)) {
            List<Integer> participants = collector.participants();
            for (int drone : participants) {
                if (drone != config.rank()) {
                    effects.send(drone, new CollectFree(roster.number(), collection));
                }
            }
            freed(collection);
        }
    }

    /** Everybody is done. */
    void freed(int collection) {
        if (!collector.hasEnded(collection)) {
            consistency.free(collector.end(collection));
            effects.collected();
        }
    }

    /** This drone has left, and the others have ended the collection with which it did. */
    void letGo() {
        Cut current = collector.current();
        if (current != null && !roster.isMember()) {
            freed(current.collection());
        }
    }

    long completed() {
        return collector.completed();
    }
}
