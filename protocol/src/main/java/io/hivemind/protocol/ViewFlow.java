package io.hivemind.protocol;

import io.hivemind.protocol.Message.AdmitWanted;
import io.hivemind.protocol.Message.BarrierStanding;
import io.hivemind.protocol.Message.Change;
import io.hivemind.protocol.Message.CollectArrive;
import io.hivemind.protocol.Message.CollectCall;
import io.hivemind.protocol.Message.CollectStart;
import io.hivemind.protocol.Message.Cut;
import io.hivemind.protocol.Message.LeaveWanted;
import io.hivemind.protocol.Message.LockPlan;
import io.hivemind.protocol.Message.LockStanding;
import io.hivemind.protocol.Message.Standing;
import io.hivemind.protocol.Message.Welcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Collections that begin at the coordinator's call, and the view, which changes with one of them (I62 to I70). If it is to change
 * everybody reports where his locks and barriers stand and falls silent about them; the coordinator finds from the reports
 * where they stand in the next view, and everybody learns that together with the cut.
 */
final class ViewFlow {
    private final NodeConfig config;
    private final Roster roster;
    private final LazyRelease consistency;
    private final CollectFlow collections;
    private final LockFlow locks;
    private final BarrierFlow barriers;
    private final Brought brought;
    private final Effects effects;
    /** At the coordinator: who has come to the collection that was called; null if none was. */
    private @Nullable Rendezvous meeting;
    /** At the coordinator: what those who have come to a change of the view have reported, by drone. */
    private final TreeMap<Integer, Standing> reports = new TreeMap<>();

    ViewFlow(
            NodeConfig config,
            Roster roster,
            LazyRelease consistency,
            CollectFlow collections,
            LockFlow locks,
            BarrierFlow barriers,
            Brought brought,
            Effects effects) {
        this.config = config;
        this.roster = roster;
        this.consistency = consistency;
        this.collections = collections;
        this.locks = locks;
        this.barriers = barriers;
        this.brought = brought;
        this.effects = effects;
    }

    /** A newcomer waits to be taken in as drone {@code rank}. */
    void admit(int rank) {
        if (roster.isCoordinator()) {
            roster.admit(rank);
        } else {
            effects.send(roster.coordinator(), new AdmitWanted(rank));
        }
    }

    /** This drone wants to leave. */
    void leave(long ticket) {
        roster.leave(ticket);
    }

    /** At the coordinator: a member wants to leave. */
    void leaveWanted(int from) {
        roster.letGo(from, hasReported(from));
    }

    private boolean hasReported(int drone) {
        return meeting != null && meeting.hasCome(drone);
    }

    /**
     * A step ends: calls to a collection if one is due, and lets this drone go if it has left.
     *
     * @param answered whether nobody has to answer a question of this drone
     */
    void settle(boolean answered) {
        if (roster.mustTell()) {
            if (roster.isCoordinator()) {
                roster.letGo(config.rank(), hasReported(config.rank()));
            } else {
                effects.send(roster.coordinator(), new LeaveWanted());
            }
        }
        if (!collections.isIdle()) {
            return;
        }
        if (roster.isCoordinator()) {
            if (roster.isChangeWanted()) {
                call(true);
            } else if (collections.isCallDue()) {
                call(false);
            }
        }
        if (answered && (roster.isAlone() || !roster.isMember())) {
            Long over = roster.takeLeave();
            if (over != null) {
                effects.resume(over, Outcome.Plain.DONE);
            }
        }
    }

    private void call(boolean change) {
        CollectCall call = new CollectCall(collections.call(), change);
        meeting = new Rendezvous(roster.view().members());
        for (int drone : roster.others()) {
            effects.send(drone, call);
        }
        came(config.rank(), answer(call));
    }

    /** The coordinator calls to a collection; the drone comes by itself, whatever its threads do. */
    void called(CollectCall call) {
        effects.send(roster.coordinator(), answer(call));
    }

    private CollectArrive answer(CollectCall call) {
        if (call.change()) {
            roster.fallSilent();
        }
        List<Interval> own = consistency.bring();
        Optional<Standing> standing =
                call.change() ? Optional.of(new Standing(locks.report(), barriers.report())) : Optional.empty();
        return new CollectArrive(call.collection(), consistency.time(), own, standing);
    }

    /** At the coordinator: a drone has come to the collection. */
    void came(int from, CollectArrive arrive) {
        if (meeting == null) {
            throw new ProtocolException(
                    "Drone " + from + " came to collection " + arrive.collection() + ", to which it was not called.");
        }
        meeting.arrive(from, arrive.time(), arrive.time());
        brought.bring(arrive.own());
        arrive.standing().ifPresent(standing -> reports.put(from, standing));
        startIfReady();
    }

    /** At the coordinator: intervals that had been mentioned. */
    void intervalsCame(int from, List<Interval> own) {
        brought.answered(from, own);
        barriers.intervalsCame();
        startIfReady();
    }

    private void startIfReady() {
        Rendezvous full = meeting;
        if (full == null || !collections.isReady(full)) {
            return;
        }
        meeting = null;
        consistency.learn(brought.take(full.mentioned()));
        if (reports.isEmpty()) {
            Cut cut = collections.cut(roster.view().members());
            for (int drone : roster.others()) {
                tell(drone, cut, full, Optional.empty());
            }
            collections.begin(cut);
        } else {
            change(full);
        }
        roster.meetingEnds();
    }

    /** At the coordinator: everybody has reported. */
    private void change(Rendezvous full) {
        View next = roster.next();
        TreeSet<Integer> participants = new TreeSet<>(roster.view().members());
        participants.addAll(next.members());
        Cut cut = collections.cut(participants);
        Map<Integer, List<LockPlan>> plans = plans(next);
        List<BarrierStanding> opened = opened();
        reports.clear();
        collections.begin(cut, config.rank(), next);
        for (int drone : participants) {
            if (drone != config.rank()) {
                Optional<Welcome> welcome =
                        roster.view().has(drone) ? Optional.empty() : Optional.of(consistency.welcome());
                tell(
                        drone,
                        cut,
                        full,
                        Optional.of(new Change(next, plans.getOrDefault(drone, List.of()), opened, welcome)));
            }
        }
        install(new Change(next, plans.getOrDefault(config.rank(), List.of()), opened, Optional.empty()), cut.time());
    }

    private void tell(int drone, Cut cut, Rendezvous full, Optional<Change> change) {
        List<Interval> news = full.hasCome(drone) ? consistency.newsFor(full.leastOf(drone)) : List.of();
        effects.send(drone, new CollectStart(cut, news, change));
    }

    private Map<Integer, List<LockPlan>> plans(View next) {
        Map<Integer, List<LockStanding>> standings = new TreeMap<>();
        reports.forEach((drone, standing) -> standings.put(drone, standing.locks()));
        return LockDecision.decide(next, standings);
    }

    /** How often each barrier has opened for those for whom it has done so most often. */
    private List<BarrierStanding> opened() {
        TreeMap<Integer, Integer> most = new TreeMap<>();
        reports.values()
                .forEach(report -> report.barriers()
                        .forEach(standing -> most.merge(standing.barrier(), standing.opened(), Math::max)));
        List<BarrierStanding> opened = new ArrayList<>(most.size());
        most.forEach((barrier, count) -> opened.add(new BarrierStanding(barrier, count)));
        return opened;
    }

    /** The coordinator says that everybody has come to the collection. */
    void started(int from, CollectStart start) {
        View next = start.change().map(Change::view).orElse(roster.view());
        start.change().flatMap(Change::welcome).ifPresent(welcome -> consistency.enter(start.cut(), welcome));
        consistency.learn(start.news());
        collections.begin(start.cut(), from, next);
        start.change().ifPresent(change -> install(change, start.cut().time()));
    }

    /** The next view is here, and the collection with which it came has begun. */
    private void install(Change change, VectorTime cut) {
        View before = roster.view();
        boolean wasCoordinator = roster.isCoordinator();
        roster.become(change.view());
        consistency.become(change.view());
        brought.clear();
        effects.view(change.view());
        if (wasCoordinator && !roster.isCoordinator()) {
            roster.takeJoining().forEach(rank -> effects.send(roster.coordinator(), new AdmitWanted(rank)));
        }
        locks.install(change.locks(), cut);
        barriers.install(before, change.barriers());
    }
}
