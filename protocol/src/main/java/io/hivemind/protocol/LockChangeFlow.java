package io.hivemind.protocol;

import io.hivemind.protocol.Locks.Claim;
import io.hivemind.protocol.Locks.Lock;
import io.hivemind.protocol.Message.LockPlan;
import io.hivemind.protocol.Message.LockStanding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What becomes of locks when the view changes (I66 to I68): everybody reports where they stand, and acts on what was decided. */
final class LockChangeFlow {
    private final Roster roster;
    private final Locks locks;
    private final LockFlow flow;

    LockChangeFlow(Roster roster, Locks locks, LockFlow flow) {
        this.roster = roster;
        this.locks = locks;
        this.flow = flow;
    }

    /** Tokens that were held up, so that others could get what was released here, may go on. */
    void retry() {
        flow.retry();
    }

    /** Where the locks stand that anybody used (I66). The others can be served when the next view is here. */
    List<LockStanding> report() {
        List<LockStanding> standings = new ArrayList<>();
        for (Lock lock : locks.all()) {
            if (!locks.isUntouched(lock)) {
                locks.reported(lock);
                standings.add(new LockStanding(
                        lock.id,
                        lock.token,
                        lock.fence,
                        lock.requested,
                        lock.isClaimedImmediately(),
                        lock.next(),
                        lock.passedTo,
                        lock.token ? lock.inherited : lock.passedInherited,
                        List.copyOf(lock.waiters),
                        locks.sleeping(lock)));
            }
        }
        return standings;
    }

    /** A new view is here: what the drones have to do with locks that somebody used goes by {@code plans} (I66 to I68). */
    void install(List<LockPlan> plans, VectorTime cut) {
        flow.changed();
        locks.spread(roster.view().members(), roster.losses());
        for (Lock lock : locks.all()) {
            lock.claims.removeIf(claim -> claim instanceof Claim.Remote);
            lock.requested = false;
            lock.passedTo = Locks.NOBODY;
            lock.askedLast = locks.manager(lock.id);
        }
        Set<Long> planned = new TreeSet<>();
        for (LockPlan plan : plans) {
            planned.add(plan.lock());
            follow(locks.get(plan.lock()), plan, cut);
        }
        for (Lock lock : locks.all()) {
            if (!planned.contains(lock.id)) {
                locks.leave(lock);
            }
            goOn(lock);
        }
        flow.say();
    }

    private void follow(Lock lock, LockPlan plan, VectorTime cut) {
        if (plan.token() && (!lock.token || !lock.used)) {
            lock.fence = plan.fence();
            lock.inherited = plan.inherited();
            lock.justArrived = true;
            lock.waiters.clear();
            lock.waiters.addAll(plan.waiters());
        }
        lock.token = plan.token();
        lock.used = true;
        lock.waiters.removeIf(waiter -> !roster.view().has(waiter.drone()));
        lock.requested = plan.requested();
        lock.askedLast = plan.askedLast();
        if (plan.next() != Locks.NOBODY) {
            flow.handOn(lock, plan.next(), cut, plan.immediate());
        }
        plan.woken().forEach(flow::signalled);
    }

    /** What was held up while nothing could be said goes on. */
    private void goOn(Lock lock) {
        flow.serve(lock);
        if (!lock.token && !lock.requested && !lock.claims.isEmpty()) {
            flow.ask(lock, lock.isClaimedImmediately());
        }
    }
}
