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
     * What is said about pages. When somebody is gone all that has been asked for is asked for anew, and nothing is taken in that was said
     * before.
     */
    sealed interface InEpoch extends Message {
        /** {@return the number of the last view with which somebody was gone} */
        int epoch();
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
     * @param inherited whether a drone that had it has failed, and nobody who got it since has been told
     * @param news the intervals the receiver lacks, creator by creator, ascending
     * @param diffs diffs that belong to the news, of pages that the receiver is known to write
     * @param waiters the threads of all drones that wait on conditions of the lock, longest first
     */
    record LockGrant(
            int view,
            long lock,
            long fence,
            boolean inherited,
            List<Interval> news,
            List<PageDiffs> diffs,
            List<Waiter> waiters)
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

    /** Asks for what the sender lacks of some pages; it knows everything up to {@code time}, which it says if it asks for a copy. */
    record PageRequest(int epoch, Optional<VectorTime> time, List<PageWant> wants) implements InEpoch {}

    /** What was asked for, one entry for each page, in one reply or several; what the intervals {@code heard} changed may be in a copy (I80). */
    record PageReply(int epoch, List<Interval> heard, List<PageNews> news) implements InEpoch {}

    /** Diffs of the sender's own intervals that the receiver has not asked for, and will probably need. */
    record PagePush(int epoch, List<PageDiffs> diffs) implements InEpoch {}

    /** Diffs of the sender's own intervals that the receiver is to keep, in case that the sender fails; number 0 if there are more to come. */
    record Backup(int epoch, int number, List<PageDiffs> diffs) implements InEpoch {}

    /** The sender has the diffs that came with {@link Backup} {@code number}. */
    record BackupKept(int epoch, int number) implements InEpoch {}

    /** To the coordinator: the sender's consistency data has passed its budget. */
    record CollectWanted(int view) implements InView {}

    /** From the coordinator: a collection without a barrier begins; say what you know. */
    record CollectCall(int view, int collection) implements InView {}

    /** To the coordinator, the answer to {@link CollectCall}: the sender's time, and its own intervals since it last arrived. */
    record CollectArrive(int view, int collection, VectorTime time, List<Interval> own) implements InView {}

    /** From the coordinator: a collection begins; {@code news} is what the receiver lacks of it. */
    record CollectStart(int view, Cut cut, List<Interval> news) implements InView {}

    /** To the host of a collection: the sender's pages hold all they must, and it will not ask for anything before the cut again. */
    record CollectDone(int view, int collection) implements InView {}

    /** From the host: everybody is done; what is before the cut may be freed. */
    record CollectFree(int view, int collection) implements InView {}

    /** To the coordinator: a newcomer is connected to every member and waits, as drone {@code rank}, to be taken in. */
    record AdmitWanted(int rank) implements Message {}

    /** To the leader of the next change: the sender takes {@code rank} to have failed (I72), and knows everything up to {@code time}. */
    record Suspected(int view, VectorTime time, int rank) implements Message {}

    /** To the coordinator: the sender waits to be let go. */
    record LeaveWanted(int view) implements InView {}

    /** To a leaver that has not heard so: the collection with which it left has ended, and nothing is needed of it any more. */
    record LeaveGranted() implements Message {}

    /**
     * From whoever leads an attempt to change the view: report.
     *
     * @param view the view that is to change
     * @param gone the members that are taken to have failed
     * @param time what the sender knows
     */
    record ChangeCall(int view, Ballot ballot, List<Integer> gone, VectorTime time) implements Message {}

    /** The answer to {@link ChangeCall}, if the receiver has not promised to follow a later attempt. */
    record ChangeReport(int view, Ballot ballot, Report report) implements Message {}

    /**
     * From the leader, if somebody has failed: everybody is to know the same before it is found out what is left.
     *
     * @param news what the receiver lacks
     * @param ended the last collection that anybody has freed
     * @param unfinished a collection that has begun for somebody and was not freed by anybody
     */
    record ChangePrepare(int view, Ballot ballot, List<Interval> news, int ended, Optional<Cut> unfinished)
            implements Message {}

    /** The answer to {@link ChangePrepare}: what the sender holds of the pages of which something may be lost. */
    record ChangeHoldings(int view, Ballot ballot, List<Holding> holdings) implements Message {}

    /** From the leader: this is what it has decided. Nobody acts on it before it is known that all have it. */
    record ChangePropose(int view, Ballot ballot, List<Interval> news, Decision decision) implements Message {}

    /** The answer to {@link ChangePropose}: the decision will be found again if the leader fails. */
    record ChangeAccept(int view, Ballot ballot) implements Message {}

    /**
     * The view changes so.
     *
     * @param view the view that ends
     * @param news what the receiver lacks
     * @param welcome what a newcomer must know; empty for others
     */
    record ChangeDecided(int view, Decision decision, List<Interval> news, Optional<Welcome> welcome)
            implements Message {}

    /** The sender is still in {@code view}, at {@code time}, and was told of a later one. */
    record ChangeBehind(int view, VectorTime time) implements Message {}

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

    /**
     * What a drone reports when the view is to change.
     *
     * @param time what it knows
     * @param intervals its own intervals since it last arrived anywhere, and all that it knows of those who are gone
     * @param leaving whether it wants out
     * @param progress how far it has got with collections
     * @param accepted a decision that was proposed to it before
     */
    record Report(
            VectorTime time,
            List<Interval> intervals,
            boolean leaving,
            Progress progress,
            Standing standing,
            Optional<Accepted> accepted) {}

    /**
     * How far a drone has got with collections.
     *
     * @param latest the number of the latest that it has heard of
     * @param ended the number of the last that it has freed
     * @param current the one that has begun for it and that it has not freed
     * @param fresh whether it has not freed any, because it is a newcomer
     */
    record Progress(int latest, int ended, Optional<Cut> current, boolean fresh) {}

    /** A decision and the attempt with which it was proposed. */
    record Accepted(Ballot ballot, Decision decision) {}

    /**
     * What a drone holds of a page.
     *
     * @param needy whether it cannot be left as it is, as far as this drone knows
     * @param base whether its bytes are a copy on which the notices that are kept can be put
     * @param held the collection whose contents are in its bytes; -1 if it has none
     * @param contains the newest interval of each creator whose changes are in its bytes
     * @param orphans the intervals of those who are gone that changed the page, and are not forgotten here
     * @param diffs those of them whose diffs it has
     */
    record Holding(
            int page,
            boolean needy,
            boolean base,
            int held,
            List<IntervalId> contains,
            List<IntervalId> orphans,
            List<IntervalId> diffs) {}

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
     * @param passedTo the drone to which the token went from here last in this view, or -1
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
            int passedTo,
            boolean inherited,
            List<Waiter> waiters,
            List<Long> sleeping) {}

    /** How far a barrier has got at one drone: how often it has opened. */
    record BarrierStanding(int barrier, int opened) {}

    /**
     * How the view changes, the same for all.
     *
     * @param view the next view
     * @param gone those who have failed
     * @param fresh those who came with a collection that has not been freed, and do not know what it collects
     * @param participants who takes part in the collection that begins
     * @param cut the collection that begins with it
     * @param ended the last collection that anybody had freed
     * @param unfinished a collection that had begun and is overtaken by this one
     * @param locks what each drone has to do with locks that somebody used
     * @param barriers how often each barrier has opened, as far as anybody knows
     * @param repairs what becomes of the pages of which something may be lost
     */
    record Decision(
            View view,
            List<Integer> gone,
            List<Integer> fresh,
            List<Integer> participants,
            Cut cut,
            int ended,
            Optional<Cut> unfinished,
            List<LockPlans> locks,
            List<BarrierStanding> barriers,
            List<Repair> repairs) {}

    /** What {@code drone} has to do with locks. */
    record LockPlans(int drone, List<LockPlan> plans) {}

    /**
     * What becomes of a page.
     *
     * @param owner whose copy is made whole
     * @param stale whether that copy is older than it should be, because all better ones are gone
     * @param sources where the diffs of those who are gone are
     */
    record Repair(int page, int owner, boolean stale, List<DiffSource> sources) {}

    /** Where the diff of {@code interval} is: at {@code drone}, or nowhere if that is -1. */
    record DiffSource(IntervalId interval, int drone) {}

    /**
     * What one drone has to do with a lock in a new view.
     *
     * @param askedLast at the lock's new manager, who is the last to get it; else without meaning
     * @param token whether it is here from now on
     * @param inherited whether the drone that had it has failed
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
            boolean inherited,
            long fence,
            boolean requested,
            int next,
            boolean immediate,
            List<Waiter> waiters,
            List<Long> woken) {}

    /**
     * What a newcomer must know of the past.
     *
     * @param epoch the number of the last view with which somebody was gone
     * @param losses what was lost with such views
     * @param quota how many pages a drone may own
     * @param owners who owns the pages that somebody does, ascending
     */
    record Welcome(int epoch, List<Loss> losses, int quota, List<Owned> owners) {}

    /**
     * Neighbouring pages, from {@code first} on, that belong to one drone since the same collection.
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
