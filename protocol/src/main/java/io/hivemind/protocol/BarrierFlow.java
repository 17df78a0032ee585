package io.hivemind.protocol;

import io.hivemind.protocol.Message.BarrierArrive;
import io.hivemind.protocol.Message.BarrierRelease;
import io.hivemind.protocol.Message.BarrierStanding;
import io.hivemind.protocol.Message.Cut;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Barriers (I36 to I41): meetings from which everybody goes with the same history. Drones come to them through a {@link Tree},
 * whose root is the coordinator. A collection that is wanted begins with one (I42).
 */
final class BarrierFlow {
    private final NodeConfig config;
    private final Roster roster;
    private final LazyRelease consistency;
    private final Threads threads;
    private final Effects effects;
    private final CollectFlow collections;
    private final Barriers barriers = new Barriers();
    private final Arrivals arrivals;
    private final Brought brought;
    /** The barriers at which this drone arrives as soon as its parent may hear of what was released here. */
    private final TreeSet<Integer> arriving = new TreeSet<>();
    /** The barriers that open as soon as the children may hear of that. */
    private final TreeMap<Integer, Optional<Cut>> opening = new TreeMap<>();

    private Tree tree;

    BarrierFlow(
            NodeConfig config,
            Roster roster,
            LazyRelease consistency,
            Threads threads,
            Effects effects,
            Brought brought,
            CollectFlow collections) {
        this.config = config;
        this.roster = roster;
        this.consistency = consistency;
        this.threads = threads;
        this.effects = effects;
        this.brought = brought;
        this.collections = collections;
        this.tree = new Tree(config.rank(), roster.view().members(), config.arity());
        this.arrivals = new Arrivals();
    }

    void arrive(Input.Arrive arrive) {
        View passed = barriers.takePassed(arrive);
        if (passed != null) {
            threads.leave(arrive.thread());
            effects.resume(arrive.ticket(), new Outcome.Passed(passed));
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

    /** This drone arrives; if nothing may be said now it does so when the next view is here. */
    private void arriveAt(int barrier) {
        if (roster.isSilent()) {
            return;
        }
        consistency.release();
        arriveIfSafe(barrier);
    }

    private void arriveIfSafe(int barrier) {
        boolean isSafe = tree.isRoot() ? consistency.secure() : consistency.secureFor(tree.parent());
        if (!isSafe && !tree.isRoot()) {
            arriving.add(barrier);
            return;
        }
        arriving.remove(barrier);
        List<Interval> own = consistency.bring();
        consistency.push(own);
        VectorTime time = consistency.time();
        arrivedAt(config.rank(), new BarrierArrive(roster.number(), barrier, time, time, own, false));
    }

    /** This drone has arrived at a barrier, or a child with everybody who arrives through it. */
    void arrivedAt(int from, BarrierArrive arrive) {
        if (arrive.wantsCollection()) {
            collections.noteWish();
        }
        Rendezvous meeting = arrivals.at(arrive.barrier(), tree);
        meeting.arrive(from, arrive.least(), arrive.mentioned());
        brought.bring(arrive.brought());
        if (tree.isRoot()) {
            openIfReady(arrive.barrier(), meeting);
        } else if (meeting.isFull()) {
            effects.send(
                    tree.parent(),
                    new BarrierArrive(
                            roster.number(),
                            arrive.barrier(),
                            meeting.least(),
                            meeting.mentioned(),
                            brought.takeAll(),
                            collections.takeWish()));
        }
    }

    /** Why a barrier can never open, if one cannot and this drone sees it. */
    Optional<String> hopeless(int last) {
        return arrivals.hopeless(last);
    }

    private void openIfReady(int barrier, Rendezvous meeting) {
        if (collections.isReady(meeting) && consistency.secure()) {
            consistency.learn(brought.take(meeting.mentioned()));
            open(barrier, Optional.empty());
        }
    }

    /** Intervals have come that had been mentioned, or others have got what was released here: what waited for it goes on. */
    void retry() {
        if (roster.isSilent()) {
            return;
        }
        List.copyOf(arriving).forEach(this::arriveIfSafe);
        for (Map.Entry<Integer, Optional<Cut>> entry : List.copyOf(opening.entrySet())) {
            opening.remove(entry.getKey());
            open(entry.getKey(), entry.getValue());
        }
        if (!tree.isRoot()) {
            return;
        }
        for (int barrier : arrivals.open()) {
            Rendezvous meeting = arrivals.find(barrier);
            if (meeting != null) {
                openIfReady(barrier, meeting);
            }
        }
    }

    /** The parent says that everybody has arrived. */
    void released(BarrierRelease release) {
        consistency.learn(release.news());
        open(release.barrier(), release.collect());
    }

    /**
     * Everybody has arrived, and what they brought is taken in: the children hear of it, and the threads here pass. A collection begins only when
     * they do: what this drone has announced meanwhile may have to be with others first.
     *
     * @param told the collection that the parent says begins
     */
    private void open(int barrier, Optional<Cut> told) {
        if (!tree.children().stream().allMatch(consistency::secureFor)) {
            opening.put(barrier, told);
            return;
        }
        Optional<Cut> collect = tree.isRoot() ? collections.cutIfWanted() : told;
        Rendezvous meeting = arrivals.end(barrier);
        for (int child : tree.children()) {
            List<Interval> news = consistency.newsFor(meeting.leastOf(child));
            effects.send(child, new BarrierRelease(roster.number(), barrier, news, collect));
        }
        collect.ifPresent(collections::begin);
        pass(barrier, roster.view());
        if (barriers.arriveAgain(barrier)) {
            arriveAt(barrier);
        }
    }

    private void pass(int barrier, View view) {
        for (Barriers.Arrival arrival : barriers.open(barrier, view)) {
            if (!arrival.isGone()) {
                threads.leave(arrival.thread);
                effects.resume(arrival.ticket, new Outcome.Passed(view));
            }
        }
    }

    /** How far the barriers have got here. */
    List<BarrierStanding> report() {
        return barriers.report();
    }

    /**
     * A new view is here. Barriers that have opened for somebody in the view {@code before} do so here; at the others this drone arrives
     * anew, for now others count (I69).
     */
    void install(View before, List<BarrierStanding> standings) {
        arrivals.clear();
        arriving.clear();
        opening.clear();
        tree = new Tree(config.rank(), roster.view().members(), config.arity());
        for (BarrierStanding standing : standings) {
            if (barriers.isWaiting(standing.barrier()) && barriers.opened(standing.barrier()) < standing.opened()) {
                pass(standing.barrier(), before);
                barriers.arriveAgain(standing.barrier());
            }
            barriers.told(standing.barrier(), standing.opened());
        }
        barriers.waiting().forEach(this::arriveAt);
    }

    long passed() {
        return barriers.passed();
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
}
