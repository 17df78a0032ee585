package io.hivemind.protocol;

import io.hivemind.protocol.Agreement.Phase;
import io.hivemind.protocol.Message.Accepted;
import io.hivemind.protocol.Message.AdmitWanted;
import io.hivemind.protocol.Message.ChangeAccept;
import io.hivemind.protocol.Message.ChangeCall;
import io.hivemind.protocol.Message.ChangeDecided;
import io.hivemind.protocol.Message.ChangeHoldings;
import io.hivemind.protocol.Message.ChangePrepare;
import io.hivemind.protocol.Message.ChangePropose;
import io.hivemind.protocol.Message.ChangeReport;
import io.hivemind.protocol.Message.Cut;
import io.hivemind.protocol.Message.Decision;
import io.hivemind.protocol.Message.LeaveWanted;
import io.hivemind.protocol.Message.Report;
import io.hivemind.protocol.Message.Standing;
import io.hivemind.protocol.Message.Suspected;
import io.hivemind.protocol.Message.Welcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How the view changes (I62 to I76). The lowest member that is left leads: everybody reports where his locks and barriers stand and
 * falls silent about them; if somebody is gone, all are brought to know the same and say what they hold; the leader decides, and
 * when all have accepted what it decided, all act on it. If the leader fails, the next one finds what may have been decided.
 */
final class ViewFlow {
    private final int self;
    private final Roster roster;
    private final LazyRelease consistency;
    private final CollectFlow collections;
    private final LockChangeFlow locks;
    private final BarrierFlow barriers;
    private final Brought brought;
    private final Effects effects;
    private final Suspicion suspicion;
    private final Aftermath aftermath;
    private final Agreement agreement = new Agreement();
    /** By drone, its call to a change that leaves out a lower one that this drone does not miss, or not yet (I72). */
    private final TreeMap<Integer, ChangeCall> early = new TreeMap<>();
    /** Where the locks and barriers here stood when this drone fell silent; null while it is not. */
    private @Nullable Standing standing;
    /** Whether this drone wanted out when it fell silent: who wants out later may have stored and locked since (I64). */
    private boolean leaving;
    /** The call that this drone has to answer once others have what it has released; null if there is none. */
    private @Nullable ChangeCall unanswered;

    ViewFlow(
            NodeConfig config,
            Roster roster,
            LazyRelease consistency,
            CollectFlow collections,
            LockChangeFlow locks,
            BarrierFlow barriers,
            Brought brought,
            Aftermath aftermath,
            Effects effects) {
        this.self = config.rank();
        this.roster = roster;
        this.consistency = consistency;
        this.collections = collections;
        this.locks = locks;
        this.barriers = barriers;
        this.brought = brought;
        this.effects = effects;
        this.suspicion = new Suspicion(roster, consistency, collections, effects);
        this.aftermath = aftermath;
    }

    /** A newcomer waits to be taken in as drone {@code rank}; all hear of it, for anybody may come to lead. */
    void admit(int rank) {
        roster.admit(rank);
        roster.others().forEach(drone -> effects.send(drone, new AdmitWanted(rank)));
    }

    /** A member is taken to have failed. */
    void suspect(int drone) {
        if (suspicion.begin(drone)) {
            consistency.suspected();
            retry();
            takeEarly();
        }
    }

    /** Drone {@code by} says that it takes another to have failed; perhaps it did not hear of the next view because of that. */
    void accused(int by, Suspected suspected) {
        suspicion.accused(by, suspected.rank());
        aftermath.tell(by, suspected.view(), suspected.time());
    }

    /** Whoever leads now may have called before. */
    private void takeEarly() {
        List.copyOf(early.keySet()).stream().filter(roster::isLeading).forEach(leader -> {
            ChangeCall call = early.remove(leader);
            if (call != null) {
                called(leader, call);
            }
        });
    }

    /** Others have what was released here, or are not waited for to have it: what was held up for that goes on. */
    void retry() {
        locks.retry();
        barriers.retry();
        collections.retry();
        answerIfSecure();
        goOnIfReported();
    }

    /**
     * A step ends: begins to change the view if that is due, and lets this drone go if it has left.
     *
     * @param answered whether nobody has to answer a question of this drone
     */
    void settle(boolean answered) {
        if (roster.mustTell()) {
            if (roster.isCoordinator()) {
                roster.letGo();
            } else {
                effects.send(roster.coordinator(), new LeaveWanted(roster.number()));
            }
        }
        if (roster.isMember() && !roster.isPrimary()) {
            if (roster.expel()) {
                effects.expelled("Drones " + roster.alive() + " of "
                        + roster.view().members() + " are not enough to go on: the others may do so without them.");
            }
            return;
        }
        suspicion.letGo();
        if (roster.isLeader()) {
            for (var next = suspicion.credible(); next.isPresent(); next = suspicion.credible()) {
                suspect(next.get());
            }
            if (agreement.isLeading() || roster.isChangeWanted() || suspicion.isSomebodyGone()) {
                lead();
            }
            collections.callIfDue();
        } else {
            suspicion.tell();
        }
        boolean isOver = !roster.isMember() && roster.alive().isEmpty();
        if (isOver || (answered && collections.isIdle() && (roster.isAlone() || !roster.isMember()))) {
            Long over = roster.takeLeave();
            if (over != null) {
                effects.resume(over, Outcome.Plain.DONE);
            }
        }
    }

    private void lead() {
        List<Integer> audience = suspicion.left();
        boolean isSomebodyGone = audience.size() < suspicion.concerned().size();
        boolean isDue = agreement.isLeading()
                ? !agreement.isLeading(audience)
                : isSomebodyGone || (collections.isIdle() && !roster.isSilent() && roster.isChangeWanted());
        if (isDue) {
            Ballot ballot = agreement.lead(self, audience);
            brought.forgetAsked();
            ChangeCall call = new ChangeCall(roster.number(), ballot, suspicion.gone(), consistency.time());
            tell(drone -> call);
            called(self, call);
        }
    }

    /** Sends to all others of the audience what each is to be told. */
    private void tell(IntFunction<Message> message) {
        tell(agreement.audience(), message);
    }

    private void tell(List<Integer> audience, IntFunction<Message> message) {
        for (int drone : audience) {
            if (drone != self) {
                effects.send(drone, message.apply(drone));
            }
        }
    }

    /** Sends to one member of the audience, which may be this one. */
    private void answer(int to, ChangeReport report) {
        if (to == self) {
            reported(self, report);
        } else {
            effects.send(to, report);
        }
    }

    /** Somebody leads an attempt to change this view, or one before or after. */
    void called(int from, ChangeCall call) {
        if (call.view() != roster.number()) {
            aftermath.tell(from, call.view(), call.time());
            return;
        }
        if (!roster.isLeading(from)) {
            early.put(from, call);
            return;
        }
        if (!agreement.promise(call.ballot(), self)) {
            return;
        }
        call.gone().forEach(this::suspect);
        leaving = roster.isSilent() ? leaving : roster.isLeaving();
        roster.fallSilent();
        consistency.release();
        unanswered = call;
        answerIfSecure();
    }

    /** Reports, as soon as nothing of it would be lost with the leader and so many others (I77). */
    private void answerIfSecure() {
        ChangeCall call = unanswered;
        if (call == null || !isFollowing(call.view(), call.ballot())) {
            return;
        }
        int leader = call.ballot().leader();
        if (!(leader == self ? consistency.secure() : consistency.secureFor(leader))) {
            return;
        }
        unanswered = null;
        List<Interval> intervals = new ArrayList<>(consistency.bring());
        call.gone().forEach(drone -> intervals.addAll(consistency.intervalsOf(drone)));
        Standing now = standing;
        if (now == null) {
            now = new Standing(locks.report(), barriers.report());
            standing = now;
        }
        Report report =
                new Report(consistency.time(), intervals, leaving, collections.progress(), now, agreement.accepted());
        answer(leader, new ChangeReport(call.view(), call.ballot(), report));
    }

    /** At the leader: somebody has reported. */
    void reported(int from, ChangeReport report) {
        if (awaits(report.view(), report.ballot(), Phase.REPORTS)) {
            agreement.reported(from, report.report());
            brought.bring(report.report().intervals());
            goOnIfReported();
        }
    }

    /** At the leader: intervals that had been mentioned. */
    void intervalsCame(int from, List<Interval> own) {
        brought.answered(from, own);
        barriers.retry();
        collections.startIfReady();
        goOnIfReported();
    }

    private void goOnIfReported() {
        if (!agreement.haveAllReported()) {
            return;
        }
        Rendezvous meeting = new Rendezvous(agreement.audience());
        agreement.reports().forEach((drone, report) -> meeting.arrive(drone, report.time(), report.time()));
        if (!collections.isReady(meeting)) {
            return;
        }
        consistency.learn(brought.take(meeting.mentioned()));
        if (!consistency.secure()) {
            return;
        }
        Optional<Decision> found = agreement.found();
        if (found.isPresent()) {
            propose(found.get());
        } else if (suspicion.gone().isEmpty()) {
            propose(decide(List.of()));
        } else {
            prepare();
        }
    }

    private Decision decide(List<Message.Repair> repairs) {
        return new Conclusion(agreement.reports()).decide(roster, suspicion.gone(), consistency.time(), repairs);
    }

    private void prepare() {
        agreement.askHoldings();
        Conclusion conclusion = new Conclusion(agreement.reports());
        int ended = conclusion.ended();
        Optional<Cut> unfinished = conclusion.unfinished();
        tell(drone -> new ChangePrepare(roster.number(), agreement.promised(), newsFor(drone), ended, unfinished));
        collections.catchUp(ended, unfinished);
        held(self, new ChangeHoldings(roster.number(), agreement.promised(), consistency.holdings(suspicion.gone())));
    }

    private List<Interval> newsFor(int drone) {
        Report report = agreement.reports().get(drone);
        return report == null ? List.of() : consistency.newsFor(report.time());
    }

    /** The leader brings this drone to where all others are, and asks what it holds. */
    void prepared(int from, ChangePrepare prepare) {
        if (isFollowing(prepare.view(), prepare.ballot())) {
            consistency.learn(prepare.news());
            collections.catchUp(prepare.ended(), prepare.unfinished());
            effects.send(
                    from, new ChangeHoldings(prepare.view(), prepare.ballot(), consistency.holdings(suspicion.gone())));
        }
    }

    private boolean isFollowing(int view, Ballot ballot) {
        return view == roster.number() && ballot.equals(agreement.promised());
    }

    private boolean awaits(int view, Ballot ballot, Phase wanted) {
        return view == roster.number() && agreement.awaits(ballot, wanted);
    }

    /** At the leader: somebody says what he holds. */
    void held(int from, ChangeHoldings holdings) {
        if (awaits(holdings.view(), holdings.ballot(), Phase.HOLDINGS) && agreement.held(from, holdings.holdings())) {
            propose(decide(consistency.repairs(agreement.holdings())));
        }
    }

    private void propose(Decision decision) {
        agreement.propose();
        tell(drone -> new ChangePropose(roster.number(), agreement.promised(), newsFor(drone), decision));
        agreement.accept(agreement.promised(), decision);
        accepted(self, new ChangeAccept(roster.number(), agreement.promised()));
    }

    /** The leader proposes what it has decided. */
    void proposed(int from, ChangePropose proposal) {
        if (isFollowing(proposal.view(), proposal.ballot())) {
            consistency.learn(proposal.news());
            agreement.accept(proposal.ballot(), proposal.decision());
            effects.send(from, new ChangeAccept(proposal.view(), proposal.ballot()));
        }
    }

    /** At the leader: somebody has accepted the decision. */
    void accepted(int from, ChangeAccept accept) {
        if (!awaits(accept.view(), accept.ballot(), Phase.ACCEPTS) || !agreement.acceptedBy(from)) {
            return;
        }
        Decision decision = agreement.accepted().map(Accepted::decision).orElseThrow();
        int view = roster.number();
        View old = roster.view();
        List<Integer> audience = agreement.audience();
        install(decision, Optional.empty());
        IntFunction<Message> decided =
                drone -> new ChangeDecided(view, decision, List.of(), aftermath.welcomeFor(drone, decision, old));
        tell(audience, decided);
        tell(decision.view().members().stream().filter(drone -> !old.has(drone)).toList(), decided);
    }

    /** The view changes. */
    void decided(ChangeDecided decided) {
        if (decided.welcome().isPresent() && !roster.isMember() && roster.number() == 0) {
            Welcome welcome = decided.welcome().get();
            roster.enter(welcome);
            collections.enter();
            consistency.enter(decided.decision().cut(), welcome);
            install(decided.decision(), Optional.empty());
        } else if (decided.view() == roster.number()) {
            consistency.learn(decided.news());
            install(decided.decision(), decided.welcome());
        }
    }

    /** Acts on a decision that all who are left have accepted; {@code correction} says who owns what, if this drone cannot find it. */
    private void install(Decision decision, Optional<Welcome> correction) {
        View old = roster.view();
        boolean lossy = !decision.gone().isEmpty();
        collections.catchUp(decision.ended(), decision.unfinished());
        decision.gone().forEach(suspicion::begin);
        List<Integer> missed = lossy ? consistency.forgetAsked(decision.gone()) : List.of();
        roster.become(decision.view(), decision.gone());
        List<Message.Repair> losses = Conclusion.losses(decision);
        if (!losses.isEmpty()) {
            effects.lost(losses);
        }
        effects.view(decision.view());
        collections.begin(decision, old);
        correction.ifPresent(consistency::correct);
        consistency.become(decision.view(), decision.gone());
        consistency.askAgain(missed);
        brought.clear();
        agreement.reset();
        standing = null;
        unanswered = null;
        aftermath.remember(old, decision, old.has(self));
        early.forEach((leader, call) -> aftermath.tell(leader, call.view(), call.time()));
        early.clear();
        locks.install(Conclusion.plansFor(self, decision), decision.cut().time());
        barriers.install(old, decision.barriers());
    }
}
