package io.hivemind.protocol;

import io.hivemind.protocol.Locks.Claim;
import io.hivemind.protocol.Locks.Lock;
import io.hivemind.protocol.Locks.Sleep;
import io.hivemind.protocol.Message.LockBusy;
import io.hivemind.protocol.Message.LockForward;
import io.hivemind.protocol.Message.LockGrant;
import io.hivemind.protocol.Message.LockRequest;
import io.hivemind.protocol.Message.LockSignal;
import io.hivemind.protocol.Message.Waiter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Locks and their conditions (I28 to I35). The token of a lock is at one drone or on its way; a request goes to the lock's
 * manager, from there to whoever asked last, and the token comes from there. Conditions cost nothing but the signal: who
 * waits on them travels with the token.
 */
final class LockFlow {
    /** A thread of another drone that was signalled. */
    private record Signalled(long lock, Waiter waiter) {}

    private final int self;
    private final Roster roster;
    /** The locks whose tokens are to go to drones that may not hear yet of what was released here. */
    private final Set<Long> heldUp = new TreeSet<>();

    private final Locks locks;
    /** The threads of other drones that were signalled while nothing could be said, by ticket of theirs. */
    private final List<Signalled> unsaid = new ArrayList<>();

    private final Told told = new Told();
    private final Consistency consistency;
    private final Threads threads;
    private final Effects effects;

    LockFlow(NodeConfig config, Roster roster, Locks locks, Consistency consistency, Threads threads, Effects effects) {
        this.self = config.rank();
        this.roster = roster;
        this.locks = locks;
        this.consistency = consistency;
        this.threads = threads;
        this.effects = effects;
    }

    void acquire(Input.Acquire acquire) {
        Lock lock = locks.get(acquire.lock());
        threads.enter(acquire.thread());
        if (acquire.immediate() && !lock.isFree() && (lock.token || lock.requested)) {
            resume(acquire.thread(), acquire.ticket(), Outcome.Plain.REFUSED);
        } else {
            claim(lock, new Claim.Local(acquire.ticket(), acquire.thread(), acquire.immediate()));
        }
    }

    /** Asks for the tokens of {@code ids} that are not here; whoever acquires the locks soon finds them here, with luck (I55). */
    void summon(List<Long> ids) {
        for (long id : ids) {
            Lock lock = locks.get(id);
            if (!lock.token && !lock.requested) {
                ask(lock, false);
            }
        }
    }

    void release(Input.Release release) {
        Lock lock = heldBy(release.thread(), release.lock());
        threads.enter(release.thread());
        lock.holder = Locks.NOBODY;
        serve(lock);
        threads.leave(release.thread());
    }

    void await(Input.Await await) {
        Lock lock = heldBy(await.thread(), await.lock());
        threads.enter(await.thread());
        locks.sleep(lock, await);
        lock.holder = Locks.NOBODY;
        serve(lock);
    }

    void signal(Input.Signal signal) {
        Lock lock = heldBy(signal.thread(), signal.lock());
        threads.leave(signal.thread());
        for (Waiter waiter : lock.wake(signal.condition(), signal.all() ? Integer.MAX_VALUE : 1)) {
            if (waiter.drone() == self) {
                signalled(waiter.ticket());
            } else {
                unsaid.add(new Signalled(lock.id, waiter));
            }
        }
        say();
    }

    /** Tells other drones which of their threads were signalled, unless nothing may be said now. */
    void say() {
        if (roster.isSilent()) {
            return;
        }
        for (Signalled signalled : unsaid) {
            Waiter waiter = signalled.waiter();
            if (roster.view().has(waiter.drone())) {
                effects.send(waiter.drone(), new LockSignal(roster.number(), signalled.lock(), waiter.ticket()));
            }
        }
        unsaid.clear();
    }

    /** Gives up the wait of {@code ticket}. Returns whether it was a wait on a lock or condition. */
    boolean abandon(long ticket) {
        Sleep sleep = locks.sleep(ticket);
        if (sleep != null) {
            claimAgain(sleep);
            return true;
        }
        Lock lock = locks.claimedBy(ticket);
        if (lock != null) {
            Claim.Local claim = locks.withdraw(lock, ticket);
            resume(claim.thread(), ticket, Outcome.Plain.ABANDONED);
        }
        return lock != null;
    }

    /** At the manager: {@code from} asks for the lock; whoever asked before it will hand it on. */
    void requested(int from, LockRequest request) {
        Lock lock = locks.get(request.lock());
        int last = lock.askedLast;
        lock.askedLast = from;
        if (last == from || locks.manager(request.lock()) != self) {
            throw new ProtocolException("Drone " + self + " was asked by drone " + from + " for lock " + lock.id
                    + ", whose manager is drone " + locks.manager(lock.id) + " and which drone " + last
                    + " asked for last: a drone asks the manager, and not twice.");
        } else if (last == self) {
            handOn(lock, from, request.time(), request.immediate());
        } else {
            effects.send(last, new LockForward(roster.number(), lock.id, from, request.time(), request.immediate()));
        }
    }

    /** The manager says that {@code requester} comes after this drone. */
    void forwarded(LockForward forward) {
        handOn(locks.get(forward.lock()), forward.requester(), forward.time(), forward.immediate());
    }

    void granted(LockGrant grant) {
        Lock lock = locks.get(grant.lock());
        if (!lock.requested || lock.token) {
            throw new ProtocolException(
                    "Drone " + self + " was granted lock " + lock.id + " without having asked for it.");
        }
        consistency.learn(grant.news());
        consistency.take(grant.diffs());
        lock.requested = false;
        lock.token = true;
        lock.used = true;
        lock.justArrived = true;
        lock.fence = grant.fence();
        lock.inherited = grant.inherited();
        lock.waiters.clear();
        lock.waiters.addAll(grant.waiters());
        serve(lock);
    }

    /** The lock is not free: whoever did not want to wait for it does not get it. */
    void busy(LockBusy busy) {
        Lock lock = locks.get(busy.lock());
        for (Claim claim : List.copyOf(lock.claims)) {
            if (claim instanceof Claim.Local local && local.immediate()) {
                locks.withdraw(lock, local.ticket());
                resume(local.thread(), local.ticket(), Outcome.Plain.REFUSED);
            }
        }
    }

    void signalled(LockSignal signal) {
        signalled(signal.ticket());
    }

    long fence(long lock) {
        return locks.get(lock).fence;
    }

    boolean isWanted(long lock) {
        return locks.get(lock).isWanted();
    }

    long acquires() {
        return locks.acquires();
    }

    long remoteAcquires() {
        return locks.remoteAcquires();
    }

    /** What the wait {@code ticket} waits for, or null if it waits for no lock. */
    Message.Subject.@Nullable OfLock subject(long ticket) {
        Sleep sleep = locks.sleep(ticket);
        Lock lock = sleep != null ? sleep.lock : locks.claimedBy(ticket);
        return lock == null ? null : new Message.Subject.OfLock(lock.id);
    }

    /** What this drone has to do with a lock, as a clause; empty if nothing. */
    String describe(long id) {
        Lock lock = locks.get(id);
        if (lock.token && lock.holder != Locks.NOBODY) {
            return "drone " + self + " holds it";
        }
        return lock.requested ? "drone " + self + " waits for it" : "";
    }

    private Lock heldBy(int thread, long id) {
        Lock lock = locks.get(id);
        if (!lock.token || lock.holder != thread) {
            throw new ProtocolException("Thread " + thread + " of drone " + self + " does not hold lock " + id
                    + ", which only its holder may release, wait on or signal.");
        }
        return lock;
    }

    private void claim(Lock lock, Claim.Local claim) {
        boolean ask = !lock.token && !lock.requested;
        locks.enqueue(lock, claim);
        if (ask) {
            ask(lock, claim.immediate());
        } else {
            serve(lock);
        }
    }

    void ask(Lock lock, boolean immediate) {
        if (roster.isSilent()) {
            return;
        }
        lock.requested = true;
        int manager = locks.manager(lock.id);
        if (manager == self) {
            int last = lock.askedLast;
            lock.askedLast = self;
            effects.send(last, new LockForward(roster.number(), lock.id, self, consistency.time(), immediate));
        } else {
            effects.send(manager, new LockRequest(roster.number(), lock.id, consistency.time(), immediate));
        }
    }

    void handOn(Lock lock, int requester, VectorTime time, boolean immediate) {
        if (!lock.token && !lock.requested) {
            throw new ProtocolException("Drone " + self + " is to hand lock " + lock.id + " on to drone " + requester
                    + ", but neither has it nor has asked for it.");
        }
        boolean free = lock.isFree();
        lock.claims.add(new Claim.Remote(requester, time));
        if (free) {
            serve(lock);
        } else if (immediate) {
            effects.send(requester, new LockBusy(roster.number(), lock.id));
        }
    }

    /**
     * While the token is here and free, gives it to whoever comes next; to another drone only if it may be told so, to a
     * thread here only if the others will know that the lock is used. */
    void serve(Lock lock) {
        while (lock.token && lock.holder == Locks.NOBODY && !lock.claims.isEmpty()) {
            if (roster.isSilent() && (lock.claims.element() instanceof Claim.Remote || !locks.isReported(lock))) {
                return;
            }
            if (lock.claims.element() instanceof Claim.Remote remote && !mayPass(lock, remote)) {
                return;
            }
            switch (locks.dequeue(lock)) {
                case Claim.Local local -> hold(lock, local);
                case Claim.Remote remote -> pass(lock, remote);
            }
        }
    }

    /** Whether {@code to} may hear of what was released here; what is released after it first came to that does not matter to it. */
    private boolean mayPass(Lock lock, Claim.Remote to) {
        if (!heldUp.contains(lock.id)) {
            consistency.release();
        }
        boolean may = consistency.secureFor(to.drone());
        if (may) {
            heldUp.remove(lock.id);
        } else {
            heldUp.add(lock.id);
        }
        return may;
    }

    /** Others have got what was released here: tokens that were held up may go on. */
    void retry() {
        for (long id : List.copyOf(heldUp)) {
            serve(locks.get(id));
        }
    }

    /** A new view is about to be here: nothing is held up by the one before. */
    void changed() {
        locks.forgetReported();
        heldUp.clear();
    }

    private void hold(Lock lock, Claim.Local claim) {
        locks.hold(lock, claim.thread());
        Sleep sleep = locks.sleep(claim.ticket());
        boolean inherited = lock.inherited;
        lock.inherited = false;
        resume(
                claim.thread(),
                claim.ticket(),
                sleep == null ? Outcome.Plain.held(inherited) : Outcome.Plain.awaited(locks.wakeUp(sleep), inherited));
    }

    private void pass(Lock lock, Claim.Remote to) {
        lock.token = false;
        lock.passedTo = to.drone();
        lock.used = true;
        boolean inherited = lock.inherited;
        lock.passedInherited = inherited;
        lock.inherited = false;
        List<Interval> news = consistency.newsFor(told.knownBy(to.drone(), to.time()));
        told.tell(to.drone(), consistency.time());
        effects.send(
                to.drone(),
                new LockGrant(
                        roster.number(),
                        lock.id,
                        lock.fence,
                        inherited,
                        news,
                        consistency.diffsFor(to.drone(), news),
                        List.copyOf(lock.waiters)));
        if (!lock.claims.isEmpty()) {
            ask(lock, false);
        }
    }

    void signalled(long ticket) {
        Sleep sleep = locks.sleep(ticket);
        if (sleep != null) {
            claimAgain(sleep);
        }
    }

    private void claimAgain(Sleep sleep) {
        if (!sleep.claiming) {
            sleep.claiming = true;
            claim(sleep.lock, new Claim.Local(sleep.ticket, sleep.thread, false));
        }
    }

    private void resume(int thread, long ticket, Outcome outcome) {
        threads.leave(thread);
        effects.resume(ticket, outcome);
    }
}
