package io.hivemind.protocol;

import java.util.List;
import java.util.Optional;

/** Everything that one drone says to another. Immutable values; {@code io.hivemind.wire} gives them their bytes. */
public sealed interface Message {
    /**
     * What is said about the locks and barriers of one view. Whoever has reported where its own stand takes in no more of it, for what
     * it said goes by the reports; and what is said in a view that is still to come waits for it (I65).
     */
    sealed interface InView extends Message {
        /** {@return the number of the view in which it was sent} */
        int view();
    }

    /**
     * To a lock's manager: the sender wants the lock.
     *
     * @param time what the sender knows, so that the grant brings the rest
     * @param immediate whether the sender wants to hear at once if the lock is not free
     */
    record LockRequest(int view, long lock, VectorTime time, boolean immediate) implements InView {}

    /** From a lock's manager to the drone that asked last before {@code requester}: hand the lock on (I29). */
    record LockForward(int view, long lock, int requester, VectorTime time, boolean immediate) implements InView {}

    /**
     * The lock, with all that its new holder has not heard of.
     *
     * @param fence how often the lock has been acquired; grows with every acquisition
     * @param news the intervals the receiver lacks, creator by creator, ascending
     * @param diffs diffs that belong to the news, of pages that the receiver is known to write
     * @param waiters the threads of all drones that wait on conditions of the lock, longest first
     */
    record LockGrant(int view, long lock, long fence, List<Interval> news, List<PageDiffs> diffs, List<Waiter> waiters)
            implements InView {}

    /** The lock that the receiver asked for immediately is not free. The request stands, and the grant will come. */
    record LockBusy(int view, long lock) implements InView {}

    /** The receiver's thread that waits under {@code ticket} on a condition of {@code lock} was signalled. */
    record LockSignal(int view, long lock, long ticket) implements InView {}

    /**
     * To the sender's parent in the tree: the sender has arrived at {@code barrier} with all its threads that take part, and
     * so has everybody who arrives through it.
     *
     * @param least what each of them knows at least
     * @param mentioned what they know together
     * @param brought their own intervals that were not brought to a barrier before
     * @param wantsCollection whether the consistency data of one of them has passed its budget
     */
    record BarrierArrive(
            int view,
            int barrier,
            VectorTime least,
            VectorTime mentioned,
            List<Interval> brought,
            boolean wantsCollection)
            implements InView {}

    /**
     * From the parent in the tree: everybody has arrived.
     *
     * @param news the intervals that the receiver lacks, or somebody who arrived through it
     * @param collect the collection that begins with this release, if one does
     */
    record BarrierRelease(int view, int barrier, List<Interval> news, Optional<Cut> collect) implements InView {}

    /** Asks for the receiver's own intervals after {@code after}, which somebody has mentioned but nobody has sent. */
    record IntervalRequest(int after) implements Message {}

    /** The sender's own intervals that were asked for. */
    record IntervalReply(List<Interval> own) implements Message {}

    /** Asks for what the sender lacks of some pages. */
    record PageRequest(List<PageWant> wants) implements Message {}

    /** What was asked for, one entry for each page asked, in one reply or several. */
    record PageReply(List<PageNews> news) implements Message {}

    /** Diffs of the sender's own intervals that the receiver has not asked for, and will probably need. */
    record PagePush(List<PageDiffs> diffs) implements Message {}

    /** To the coordinator: the sender's consistency data has passed its budget. */
    record CollectWanted() implements Message {}

    /**
     * From the coordinator: a collection without a barrier begins; say what you know.
     *
     * @param change whether the view changes with it, so that everybody has to report and then be silent about locks and barriers
     */
    record CollectCall(int collection, boolean change) implements Message {}

    /**
     * To the coordinator, the answer to {@link CollectCall}.
     *
     * @param time the sender's time
     * @param own its own intervals since it last arrived
     * @param standing where its locks and barriers stand, if the view is to change
     */
    record CollectArrive(int collection, VectorTime time, List<Interval> own, Optional<Standing> standing)
            implements Message {}

    /**
     * From the coordinator: a collection begins.
     *
     * @param news what the receiver lacks of it
     * @param change how the view changes with it, if it does
     */
    record CollectStart(Cut cut, List<Interval> news, Optional<Change> change) implements Message {}

    /** To the coordinator: a newcomer is connected to every member and waits, as drone {@code rank}, to be taken in. */
    record AdmitWanted(int rank) implements Message {}

    /** To the coordinator: the sender waits to be let go. */
    record LeaveWanted() implements Message {}

    /** To the coordinator: the sender's pages hold all they must, and it will not ask for anything before the cut again. */
    record CollectDone(int collection) implements Message {}

    /** From the coordinator: everybody is done; what is before the cut may be freed. */
    record CollectFree(int collection) implements Message {}

    /** Asks what the receiver knows of the lock or barrier {@code subject}. */
    record Inquiry(long ticket, Subject subject) implements Message {}

    /** What the sender knows of the subject of the inquiry, empty if nothing worth saying. */
    record InquiryReply(long ticket, String text) implements Message {}

    /**
     * What a collection collects.
     *
     * @param collection its number, from 1
     * @param time the time up to which every interval is to be forgotten
     */
    record Cut(int collection, VectorTime time) {}

    /** Where the locks and barriers of one drone stand when the view changes. */
    record Standing(List<LockStanding> locks, List<BarrierStanding> barriers) {}

    /**
     * What one drone has to do with a lock, unless nobody ever used it.
     *
     * @param token whether it is here
     * @param fence how often the lock had been acquired when the token was last here
     * @param requested whether it has been asked for
     * @param immediate whether a thread here does not want to wait for it
     * @param next the drone to hand it on to, or -1
     * @param waiters who waited on its conditions when the token was last here, longest first
     * @param sleeping the tickets of threads here that wait on its conditions, for all that they know
     */
    record LockStanding(
            long lock,
            boolean token,
            long fence,
            boolean requested,
            boolean immediate,
            int next,
            List<Waiter> waiters,
            List<Long> sleeping) {}

    /**
     * How far a barrier has got at one drone.
     *
     * @param opened how often it has opened
     */
    record BarrierStanding(int barrier, int opened) {}

    /**
     * A change of the view.
     *
     * @param view the view from now on
     * @param locks what the receiver has to do with locks that somebody used
     * @param barriers how often each barrier has opened, as far as anybody knows
     * @param welcome what a newcomer must know; empty for others
     */
    record Change(View view, List<LockPlan> locks, List<BarrierStanding> barriers, Optional<Welcome> welcome) {}

    /**
     * What one drone has to do with a lock in a new view.
     *
     * @param askedLast at the lock's new manager, who is the last to get it; else without meaning
     * @param token whether it is here from now on
     * @param fence how often it has been acquired
     * @param requested whether it has been asked for, and will come
     * @param next the drone to hand it on to, or -1
     * @param immediate whether that one does not want to wait for it
     * @param waiters who waits on its conditions, if the token is here
     * @param woken the tickets of threads here that waited on its conditions and have been signalled
     */
    record LockPlan(
            long lock,
            int askedLast,
            boolean token,
            long fence,
            boolean requested,
            int next,
            boolean immediate,
            List<Waiter> waiters,
            List<Long> woken) {}

    /**
     * What a newcomer must know of the past.
     *
     * @param quota how many pages a drone may own
     * @param owners who owns the pages that somebody does, ascending
     */
    record Welcome(int quota, List<Owned> owners) {}

    /**
     * Neighbouring pages that belong to one drone since the same collection.
     *
     * @param first the first of them
     * @param count how many there are
     */
    record Owned(int first, int count, int owner, int collection) {}

    /** A thing that threads wait for. */
    sealed interface Subject {
        /** A lock. */
        record OfLock(long lock) implements Subject {}

        /** A barrier, after it has opened {@code round} times. */
        record OfBarrier(int barrier, int round) implements Subject {}
    }

    /** A thread of drone {@code drone} that waits under {@code ticket} on a condition. */
    record Waiter(int drone, long ticket, int condition) {}

    /**
     * What a drone lacks of one page.
     *
     * @param copyOf the collection whose contents a whole copy must include at least; -1 if no copy is wanted
     * @param diffs the intervals whose diffs of this page are wanted
     */
    record PageWant(int page, int copyOf, List<IntervalId> diffs) {}

    /**
     * The answer to one {@link PageWant}.
     *
     * @param copy the whole page, if it was asked for
     * @param diffs the diffs that were asked for and are here, without those that {@code copy} contains
     * @param absent the intervals whose diffs the sender does not hold; their creators do
     */
    record PageNews(int page, Optional<CopyNews> copy, List<DiffNews> diffs, List<IntervalId> absent) {}

    /**
     * A whole page.
     *
     * @param collection the collection whose contents it includes
     * @param contains for each creator the newest interval, after that collection, whose changes it includes
     */
    record CopyNews(PageCopy copy, int collection, List<IntervalId> contains) {}

    /** Diffs of one page. */
    record PageDiffs(int page, List<DiffNews> diffs) {}

    /** The diff of one page that belongs to the write notice of {@code interval}. */
    record DiffNews(IntervalId interval, Diff diff) {}
}
