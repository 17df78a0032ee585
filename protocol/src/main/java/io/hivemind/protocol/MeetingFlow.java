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
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What all drones do together: barriers (I36 to I41) and collections (I42 to I49). Both are meetings from which everybody goes
 * with the same history. To a barrier drones come through a {@link Tree}, whose root is the coordinator. A collection begins
 * with a barrier when one comes in time, and otherwise by itself at the coordinator, while the program runs on; it ends with a
 * second meeting, and only then does anybody free anything.
 */
final class MeetingFlow {
    /** The root of the tree, at which collections meet without it. */
    static final int COORDINATOR = Tree.ROOT;

    private final NodeConfig config;
    private final LazyRelease consistency;
    private final Threads threads;
    private final Effects effects;
    private final Tree tree;
    private final Barriers barriers = new Barriers();
    private final Arrivals arrivals;
    private final Collector collector;
    /** At the coordinator: who has come to the collection that was called. */
    private @Nullable Rendezvous atCollection;
    /** What was brought to the meetings here and waits for them to be full. */
    private final Brought pending = new Brought();
    /** The newest own interval that this drone has brought to a meeting. */
    private int brought;

    MeetingFlow(NodeConfig config, LazyRelease consistency, Threads threads, Effects effects) {
        this.config = config;
        this.consistency = consistency;
        this.threads = threads;
        this.effects = effects;
        this.tree = new Tree(config.rank(), config.size(), config.arity());
        this.arrivals = new Arrivals(tree);
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
        VectorTime time = consistency.time();
        arrivedAt(config.rank(), new BarrierArrive(barrier, time, time, own, false));
    }

    /** Ends the own interval. Returns the own intervals that were brought to no meeting. */
    private List<Interval> bring() {
        consistency.release();
        List<Interval> own = consistency.ownSince(brought);
        brought = consistency.time().get(config.rank());
        return own;
    }

    /** This drone has arrived at a barrier, or a child with everybody who arrives through it. */
    void arrivedAt(int from, BarrierArrive arrive) {
        if (arrive.wantsCollection()) {
            collector.want();
        }
        Rendezvous meeting = arrivals.at(arrive.barrier());
        meeting.arrive(from, arrive.least(), arrive.mentioned());
        pending.bring(arrive.brought());
        if (tree.isRoot()) {
            openIfReady(arrive.barrier(), meeting);
        } else if (meeting.isFull()) {
            collector.told();
            effects.send(
                    tree.parent(),
                    new BarrierArrive(
                            arrive.barrier(),
                            meeting.least(),
                            meeting.mentioned(),
                            pending.takeAll(),
                            collector.isWanted()));
        }
    }

    /** Why a barrier can never open, if one cannot and this drone sees it. */
    Optional<String> hopeless(int last) {
        return arrivals.hopeless(last);
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

    private void openIfReady(int barrier, Rendezvous meeting) {
        if (isReady(meeting)) {
            consistency.learn(pending.take(meeting.mentioned()));
            open(barrier, collector.canRide() ? Optional.of(collector.cut(consistency.time())) : Optional.empty());
        }
    }

    /** The parent says that everybody has arrived. */
    void released(BarrierRelease release) {
        consistency.learn(release.news());
        open(release.barrier(), release.collect());
    }

    /** Everybody has arrived, and what they brought is taken in: the children hear of it, and the threads here pass. */
    private void open(int barrier, Optional<Cut> collect) {
        Rendezvous meeting = arrivals.end(barrier);
        tree.children()
                .forEach(child -> effects.send(
                        child, new BarrierRelease(barrier, consistency.newsFor(meeting.leastOf(child)), collect)));
        pass(barrier, collect);
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
        pending.answered(from, own);
        for (int barrier : arrivals.open()) {
            Rendezvous meeting = arrivals.find(barrier);
            if (meeting != null) {
                openIfReady(barrier, meeting);
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

    /**
     * At the coordinator: another drone wants a collection. If one has been called it did not know so, and will be rid by it of what
     * made it ask.
     */
    void wanted() {
        if (collector.isIdle()) {
            collector.want();
        }
    }

    /** Asks for a collection if this drone's consistency data has passed its budget; barriers carry the wish for nothing. */
    void checkBudget() {
        if (collector.passes(consistency.consistencyBytes())) {
            collector.want();
        }
        if (config.room().isBounded()) {
            hurry();
        }
    }

    /** Where room is bounded somebody may wait for the collection, so that it is not put off until a tick. */
    private void hurry() {
        if (consistency.wantsCollection()) {
            collector.want();
        }
        tellIfWanted();
        if (isCoordinator() && collector.canRide()) {
            call();
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
        Rendezvous meeting = new Rendezvous(config.size(), IntStream.range(0, config.size()));
        atCollection = meeting;
        for (int drone = 1; drone < config.size(); drone++) {
            effects.send(drone, new CollectCall(collection));
        }
        List<Interval> own = bring();
        meeting.arrive(COORDINATOR, consistency.time(), consistency.time());
        pending.bring(own);
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
        atCollection.arrive(from, arrive.time(), arrive.time());
        pending.bring(arrive.own());
        startIfReady(atCollection);
    }

    private void startIfReady(Rendezvous meeting) {
        if (!isReady(meeting)) {
            return;
        }
        atCollection = null;
        consistency.learn(pending.take(meeting.mentioned()));
        Cut cut = collector.cut(consistency.time());
        for (int drone = 1; drone < config.size(); drone++) {
            effects.send(drone, new CollectStart(cut, consistency.newsFor(meeting.leastOf(drone))));
        }
        begin(cut);
    }

    /** The coordinator says that everybody has come to the collection. */
    void started(CollectStart start) {
        consistency.learn(start.news());
        begin(start.cut());
    }

    private void begin(Cut cut) {
        Cut before = collector.current();
        if (before != null && before.collection() < cut.collection()) {
            // There is one at a time, so everybody is done; the word has been overtaken by what came through the tree.
            freed(before.collection());
        }
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
        if (!collector.hasEnded(collection)) {
            consistency.free(collector.end(collection));
        }
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
        return barrier == null ? null : new Message.Subject.OfBarrier(barrier, barriers.opened(barrier));
    }

    /** Whether this drone is one of those that a barrier waits for, as a clause; empty if not. */
    String describe(Message.Subject.OfBarrier barrier) {
        return barriers.hasArrived(barrier.barrier(), barrier.round()) ? "" : "not arrived";
    }

    private boolean isCoordinator() {
        return tree.isRoot();
    }
}
