package io.hivemind.protocol;

import io.hivemind.protocol.Message.BarrierArrive;
import io.hivemind.protocol.Message.BarrierRelease;
import io.hivemind.protocol.Message.CollectArrive;
import io.hivemind.protocol.Message.CollectCall;
import io.hivemind.protocol.Message.CollectDone;
import io.hivemind.protocol.Message.CollectFree;
import io.hivemind.protocol.Message.CollectStart;
import io.hivemind.protocol.Message.CollectWanted;
import io.hivemind.protocol.Message.Cut;
import io.hivemind.protocol.Message.IntervalRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What all drones do together: barriers (I36 to I41) and collections (I42 to I49). Both are meetings at the coordinator, from
 * which everybody goes with the same history. A collection begins with a barrier when one comes in time, and otherwise by
 * itself, while the program runs on; it ends with a second meeting, and only then does anybody free anything.
 */
final class MeetingFlow {
    /** The drone at which all meet. */
    static final int COORDINATOR = 0;

    private final NodeConfig config;
    private final LazyRelease consistency;
    private final Threads threads;
    private final Effects effects;
    private final Barriers barriers = new Barriers();
    private final Collector collector;
    /** At the coordinator, by barrier id: who has arrived. */
    private final TreeMap<Integer, Rendezvous> atBarriers = new TreeMap<>();
    /** At the coordinator: who has come to the collection that was called. */
    private @Nullable Rendezvous atCollection;
    /** At the coordinator: what was brought to the meetings and waits for them to be full. */
    private final Brought pending = new Brought();
    /** The newest own interval that this drone has brought to the coordinator. */
    private int brought;

    MeetingFlow(NodeConfig config, LazyRelease consistency, Threads threads, Effects effects) {
        this.config = config;
        this.consistency = consistency;
        this.threads = threads;
        this.effects = effects;
        this.collector = new Collector(config);
    }

    void arrive(Input.Arrive arrive) {
        if (barriers.hasPassed(arrive)) {
            threads.leave(arrive.thread());
            effects.resume(arrive.ticket(), Outcome.Plain.DONE);
            return;
        }
        threads.enter(arrive.thread());
        if (barriers.arrive(arrive)) {
            arriveAt(arrive.barrier());
        }
    }

    /** Gives up the wait of {@code ticket} at a barrier. Returns whether there was one. */
    boolean abandon(long ticket) {
        Integer thread = barriers.abandon(ticket);
        if (thread != null) {
            threads.leave(thread);
            effects.resume(ticket, Outcome.Plain.ABANDONED);
        }
        return thread != null;
    }

    private void arriveAt(int barrier) {
        List<Interval> own = bring();
        consistency.push(own);
        if (isCoordinator()) {
            arrivedAt(COORDINATOR, new BarrierArrive(barrier, consistency.time(), own, false));
        } else {
            collector.told();
            effects.send(COORDINATOR, new BarrierArrive(barrier, consistency.time(), own, collector.isWanted()));
        }
    }

    /** Ends the own interval. Returns the own intervals that the coordinator has not been brought. */
    private List<Interval> bring() {
        consistency.release();
        List<Interval> own = consistency.ownSince(brought);
        brought = consistency.time().get(config.rank());
        return own;
    }

    /** At the coordinator: a drone has arrived at a barrier. */
    void arrivedAt(int from, BarrierArrive arrive) {
        if (arrive.wantsCollection()) {
            collector.want();
        }
        Rendezvous meeting = atBarriers.computeIfAbsent(arrive.barrier(), barrier -> new Rendezvous(config.size()));
        meeting.arrive(from, arrive.time());
        pending.bring(from, arrive.own());
        if (isReady(meeting)) {
            openBarrier(arrive.barrier(), meeting);
        }
    }

    /**
     * At the coordinator: why a barrier can never open, if one cannot. A drone that has arrived at barrier {@code last}
     * arrives nowhere else any more, but somebody who has not waits for it.
     */
    Optional<String> hopeless(int last) {
        Rendezvous leaving = atBarriers.get(last);
        if (leaving == null) {
            return Optional.empty();
        }
        for (Map.Entry<Integer, Rendezvous> entry : atBarriers.entrySet()) {
            Rendezvous meeting = entry.getValue();
            List<Integer> gone =
                    meeting.missing().stream().filter(leaving::hasCome).toList();
            boolean somebodyWaits = meeting.arrivals().keySet().stream().anyMatch(drone -> !leaving.hasCome(drone));
            if (!gone.isEmpty() && somebodyWaits) {
                return Optional.of("Drone " + gone.getFirst() + " has left, but barrier " + entry.getKey()
                        + " cannot open without it; the hive ends.");
            }
        }
        return Optional.empty();
    }

    /** Whether all have come and nothing mentioned is unknown; asks for what is (I39). */
    private boolean isReady(Rendezvous meeting) {
        if (!meeting.isFull()) {
            return false;
        }
        SortedMap<Integer, Integer> gaps = pending.gaps(consistency.time(), meeting.mentioned());
        gaps.forEach((drone, after) -> {
            if (pending.ask(drone)) {
                effects.send(drone, new IntervalRequest(after));
            }
        });
        return gaps.isEmpty();
    }

    private void openBarrier(int barrier, Rendezvous meeting) {
        atBarriers.remove(barrier);
        consistency.learn(pending.take(meeting.mentioned()));
        Optional<Cut> collect = collector.canRide() ? Optional.of(collector.cut(consistency.time())) : Optional.empty();
        meeting.arrivals().forEach((drone, time) -> {
            if (drone != COORDINATOR) {
                effects.send(drone, new BarrierRelease(barrier, consistency.newsFor(time), collect));
            }
        });
        pass(barrier, collect);
    }

    /** The coordinator says that everybody has arrived. */
    void released(BarrierRelease release) {
        consistency.learn(release.news());
        pass(release.barrier(), release.collect());
    }

    private void pass(int barrier, Optional<Cut> collect) {
        collect.ifPresent(this::begin);
        for (Barriers.Arrival arrival : barriers.open(barrier)) {
            if (!arrival.isGone()) {
                threads.leave(arrival.thread);
                effects.resume(arrival.ticket, Outcome.Plain.DONE);
            }
        }
        if (barriers.arriveAgain(barrier)) {
            arriveAt(barrier);
        }
    }

    /** Another drone asks for own intervals that it heard mentioned. */
    void intervalsRequested(int from, IntervalRequest request) {
        effects.send(from, new Message.IntervalReply(consistency.ownSince(request.after())));
    }

    /** At the coordinator: intervals that had been mentioned. */
    void intervalsCame(int from, List<Interval> own) {
        pending.bring(from, own);
        for (Integer barrier : List.copyOf(atBarriers.keySet())) {
            Rendezvous meeting = atBarriers.get(barrier);
            if (meeting != null && isReady(meeting)) {
                openBarrier(barrier, meeting);
            }
        }
        if (atCollection != null) {
            startIfReady(atCollection);
        }
    }

    /** A collection is wanted, here or at the coordinator by another. */
    void want() {
        collector.want();
        tellIfWanted();
    }

    /** Asks for a collection if this drone's consistency data has passed its budget; barriers carry the wish for nothing. */
    void checkBudget() {
        if (collector.passes(consistency.consistencyBytes())) {
            collector.want();
        }
    }

    void tick() {
        tellIfWanted();
        if (isCoordinator() && collector.tick()) {
            call();
        }
    }

    private void tellIfWanted() {
        if (!isCoordinator() && collector.mustTell()) {
            effects.send(COORDINATOR, new CollectWanted());
        }
    }

    private void call() {
        int collection = collector.call();
        Rendezvous meeting = new Rendezvous(config.size());
        atCollection = meeting;
        for (int drone = 1; drone < config.size(); drone++) {
            effects.send(drone, new CollectCall(collection));
        }
        List<Interval> own = bring();
        meeting.arrive(COORDINATOR, consistency.time());
        pending.bring(COORDINATOR, own);
        startIfReady(meeting);
    }

    /** The coordinator calls to a collection; the drone comes by itself, whatever its threads do. */
    void called(CollectCall call) {
        List<Interval> own = bring();
        effects.send(COORDINATOR, new CollectArrive(call.collection(), consistency.time(), own));
    }

    /** At the coordinator: a drone has come to the collection. */
    void came(int from, CollectArrive arrive) {
        if (atCollection == null) {
            throw new ProtocolException(
                    "Drone " + from + " came to collection " + arrive.collection() + ", to which it was not called.");
        }
        atCollection.arrive(from, arrive.time());
        pending.bring(from, arrive.own());
        startIfReady(atCollection);
    }

    private void startIfReady(Rendezvous meeting) {
        if (!isReady(meeting)) {
            return;
        }
        atCollection = null;
        consistency.learn(pending.take(meeting.mentioned()));
        Cut cut = collector.cut(consistency.time());
        meeting.arrivals().forEach((drone, time) -> {
            if (drone != COORDINATOR) {
                effects.send(drone, new CollectStart(cut, consistency.newsFor(time)));
            }
        });
        begin(cut);
    }

    /** The coordinator says that everybody has come to the collection. */
    void started(CollectStart start) {
        consistency.learn(start.news());
        begin(start.cut());
    }

    private void begin(Cut cut) {
        collector.begin(cut);
        consistency.collect(cut);
    }

    /** Says that this drone is done with the collection, as soon as it is. */
    void reportIfCollected() {
        Cut cut = collector.unreported();
        if (cut == null || !consistency.isCollected()) {
            return;
        }
        collector.report();
        if (isCoordinator()) {
            done(COORDINATOR, cut.collection());
        } else {
            effects.send(COORDINATOR, new CollectDone(cut.collection()));
        }
    }

    /** At the coordinator: a drone is done. */
    void done(int from, int collection) {
        if (collector.done(from, collection)) {
            for (int drone = 1; drone < config.size(); drone++) {
                effects.send(drone, new CollectFree(collection));
            }
            freed(collection);
        }
    }

    /** Everybody is done. */
    void freed(int collection) {
        consistency.free(collector.end(collection));
    }

    long barriersPassed() {
        return barriers.passed();
    }

    long collections() {
        return collector.completed();
    }

    /** The barrier that {@code ticket} waits for, or null. */
    Message.Subject.@Nullable OfBarrier subject(long ticket) {
        Integer barrier = barriers.of(ticket);
        return barrier == null ? null : new Message.Subject.OfBarrier(barrier);
    }

    /** What this drone knows of a barrier, as a clause; empty if nothing. */
    String describe(int barrier) {
        Rendezvous meeting = atBarriers.get(barrier);
        if (!isCoordinator() || meeting == null || meeting.isFull()) {
            return "";
        }
        List<Integer> missing = meeting.missing();
        return Words.drones(missing) + (missing.size() == 1 ? " has" : " have") + " not arrived";
    }

    private boolean isCoordinator() {
        return config.rank() == COORDINATOR;
    }
}
