package io.hivemind.protocol;

import io.hivemind.protocol.Message.Waiter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All locks as one drone sees them, and its threads that wait for them and on their conditions (I28 to I35). */
final class Locks {
    /** No thread, and no drone. */
    static final int NOBODY = -1;

    /** Somebody who is to have the lock after those before him. */
    sealed interface Claim {
        /** A thread of this drone. */
        record Local(long ticket, int thread, boolean immediate) implements Claim {}

        /** Another drone, at time {@code time} when it asked. */
        record Remote(int drone, VectorTime time) implements Claim {}
    }

    /** One lock. */
    static final class Lock {
        final long id;
        /** Who asked last; kept at the lock's manager only. */
        int askedLast;
        /** Whether the token is here, held or free. At most one drone has it. */
        boolean token;
        /** Whether this drone has asked for the token and not got it yet. Never while {@link #token}. */
        boolean requested;
        /** The thread of this drone that holds the lock, or {@link #NOBODY}; only while {@link #token}. */
        int holder = NOBODY;
        /** How often it has been acquired (I31); exact only while {@link #token}, with which it travels. */
        long fence;
        /** Whether the token came from another drone and nobody here has held it since. */
        boolean justArrived;
        /** Who comes next, first first. Between two requests of this drone at most one claim is remote (I29). */
        final ArrayDeque<Claim> claims = new ArrayDeque<>(2);
        /**
         * Who waits on conditions, longest first. It travels with the token (I34), and is true while that is here; afterwards it is
         * what it was.
         */
        final ArrayList<Waiter> waiters = new ArrayList<>(0);

        /** The drone to which the token went from here last, or {@link #NOBODY}. */
        int passedTo = NOBODY;
        /** Whether the token ever went from here or came here, or was used here. */
        boolean used;
        /** Whether the drone that had the token has failed, and nobody who got the lock since has been told. */
        boolean inherited;
        /** Whether that was so when the token went from here. */
        boolean passedInherited;

        private Lock(long id, int manager, int self) {
            this.id = id;
            this.askedLast = manager;
            this.token = manager == self;
        }

        /** Whether whoever asks now may have it now. */
        boolean isFree() {
            return token && holder == NOBODY && claims.isEmpty();
        }

        /** Whether a thread of this drone has it and another claims it. */
        boolean isWanted() {
            return holder != NOBODY && !claims.isEmpty();
        }

        /** Whether a thread here claims it and does not want to wait. */
        boolean isClaimedImmediately() {
            return claims.stream().anyMatch(claim -> claim instanceof Claim.Local local && local.immediate());
        }

        /** The drone to hand it on to, or {@link #NOBODY} if none is known. */
        int next() {
            for (Claim claim : claims) {
                if (claim instanceof Claim.Remote remote) {
                    return remote.drone();
                }
            }
            return NOBODY;
        }

        /** Takes the claim of {@code ticket} out of the queue, if it is there. */
        Claim.@Nullable Local withdraw(long ticket) {
            for (Iterator<Claim> each = claims.iterator(); each.hasNext(); ) {
                if (each.next() instanceof Claim.Local local && local.ticket() == ticket) {
                    each.remove();
                    return local;
                }
            }
            return null;
        }

        /** Takes up to {@code most} waiters on {@code condition} out of the list, longest first. */
        List<Waiter> wake(int condition, int most) {
            List<Waiter> woken = new ArrayList<>(1);
            for (Iterator<Waiter> each = waiters.iterator(); each.hasNext() && woken.size() < most; ) {
                Waiter waiter = each.next();
                if (waiter.condition() == condition) {
                    each.remove();
                    woken.add(waiter);
                }
            }
            return woken;
        }
    }

    /** A thread of this drone between the beginning and the end of a wait on a condition. */
    static final class Sleep {
        final long ticket;
        final int thread;
        final Lock lock;
        /** Whether it has begun to claim the lock again. */
        boolean claiming;

        private Sleep(long ticket, int thread, Lock lock) {
            this.ticket = ticket;
            this.thread = thread;
            this.lock = lock;
        }
    }

    private final int self;
    /** Among whom the locks are spread. */
    private List<Integer> members;
    /** What is not known of locks that nobody is known to have used. */
    private Losses losses = Losses.NONE;

    private final TreeMap<Long, Lock> locks = new TreeMap<>();
    /** By ticket. */
    private final TreeMap<Long, Sleep> sleeps = new TreeMap<>();
    /** While nothing may be said: the locks of which has been reported where they stand. */
    private final TreeSet<Long> reported = new TreeSet<>();
    /** By ticket, the lock in whose queue the claim is. */
    private final TreeMap<Long, Lock> claimed = new TreeMap<>();

    private long acquires;
    private long remoteAcquires;

    Locks(int self, List<Integer> members) {
        this.self = self;
        this.members = members;
    }

    /**
     * From now on the locks are spread among {@code among}.
     *
     * @param losses what was lost until now: those who failed may have had locks of which no other has ever heard
     */
    void spread(List<Integer> among, Losses losses) {
        members = among;
        this.losses = losses;
    }

    /** Where {@code lock} stands is being reported. */
    void reported(Lock lock) {
        reported.add(lock.id);
    }

    /** Whether that has been reported for the change under way. */
    boolean isReported(Lock lock) {
        return reported.contains(lock.id);
    }

    /** No change is under way. */
    void forgetReported() {
        reported.clear();
    }

    /** All that are known here, ascending. */
    List<Lock> all() {
        return List.copyOf(locks.values());
    }

    /** The tickets of threads that wait on conditions of {@code lock} and have not been woken, ascending. */
    List<Long> sleeping(Lock lock) {
        return sleeps.values().stream()
                .filter(sleep -> sleep.lock == lock && !sleep.claiming)
                .map(sleep -> sleep.ticket)
                .toList();
    }

    long acquires() {
        return acquires;
    }

    long remoteAcquires() {
        return remoteAcquires;
    }

    int manager(long lock) {
        return manager(lock, members);
    }

    /** The manager of {@code lock} among {@code members}. */
    static int manager(long lock, List<Integer> members) {
        return members.get(Math.floorMod(lock, members.size()));
    }

    /** The lock {@code id}; at first its token is at its manager, and free. */
    Lock get(long id) {
        Lock known = locks.get(id);
        if (known != null) {
            return known;
        }
        Lock lock = new Lock(id, manager(id), self);
        locks.put(id, lock);
        leave(lock);
        return lock;
    }

    /** Whether all that is known here is what everybody takes to be so of a lock of which nobody says anything. */
    boolean isUntouched(Lock lock) {
        return !lock.used
                && lock.token == (manager(lock.id) == self)
                && lock.holder == NOBODY
                && !lock.requested
                && lock.claims.isEmpty()
                && lock.waiters.isEmpty()
                && sleeping(lock).isEmpty();
    }

    /** Nobody says anything of {@code lock}: its token is with its manager, and free. */
    void leave(Lock lock) {
        lock.token = manager(lock.id) == self;
        lock.fence = Math.max(lock.fence, losses.leastFence());
        lock.inherited = lock.token && losses.concern(lock.id);
    }

    /** A thread of this drone is to have the lock in its turn. */
    void enqueue(Lock lock, Claim.Local claim) {
        lock.claims.add(claim);
        claimed.put(claim.ticket(), lock);
    }

    /** The lock in whose queue the claim of {@code ticket} is, or null. */
    @Nullable
    Lock claimedBy(long ticket) {
        return claimed.get(ticket);
    }

    /** Takes the first claim out of the queue. */
    Claim dequeue(Lock lock) {
        Claim claim = lock.claims.remove();
        forget(claim);
        return claim;
    }

    /** Takes the claim of {@code ticket} out of the queue of {@code lock}, where it must be. */
    Claim.Local withdraw(Lock lock, long ticket) {
        Claim.Local claim = lock.withdraw(ticket);
        if (claim == null) {
            throw new ProtocolException("Ticket " + ticket + " claims lock " + lock.id + " but is not in its queue.");
        }
        forget(claim);
        return claim;
    }

    /** A thread of this drone gets the free token. */
    void hold(Lock lock, int thread) {
        lock.holder = thread;
        lock.fence++;
        lock.used = true;
        acquires++;
        if (lock.justArrived) {
            remoteAcquires++;
            lock.justArrived = false;
        }
    }

    /** The thread that holds the lock begins to wait on a condition of it. */
    void sleep(Lock lock, Input.Await await) {
        lock.waiters.add(new Waiter(self, await.ticket(), await.condition()));
        sleeps.put(await.ticket(), new Sleep(await.ticket(), await.thread(), lock));
    }

    /** The wait on a condition that {@code ticket} names, or null if it is over. */
    @Nullable
    Sleep sleep(long ticket) {
        return sleeps.get(ticket);
    }

    /** The thread of {@code sleep} holds the lock again. Returns whether a signal was spent on it. */
    boolean wakeUp(Sleep sleep) {
        sleeps.remove(sleep.ticket);
        boolean stillWaiting =
                sleep.lock.waiters.removeIf(waiter -> waiter.drone() == self && waiter.ticket() == sleep.ticket);
        return !stillWaiting;
    }

    private void forget(Claim claim) {
        if (claim instanceof Claim.Local local) {
            claimed.remove(local.ticket());
        }
    }
}
