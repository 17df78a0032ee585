package io.hivemind.protocol;

import java.util.List;
import java.util.Optional;

/** Everything that one drone says to another. Immutable values; {@code io.hivemind.wire} gives them their bytes. */
public sealed interface Message {
    /**
     * To a lock's manager: the sender wants the lock.
     *
     * @param time what the sender knows, so that the grant brings the rest
     * @param immediate whether the sender wants to hear at once if the lock is not free
     */
    record LockRequest(long lock, VectorTime time, boolean immediate) implements Message {}

    /** From a lock's manager to the drone that asked last before {@code requester}: hand the lock on (I29). */
    record LockForward(long lock, int requester, VectorTime time, boolean immediate) implements Message {}

    /**
     * The lock, with all that its new holder has not heard of.
     *
     * @param fence how often the lock has been acquired; grows with every acquisition
     * @param news the intervals the receiver lacks, creator by creator, ascending
     * @param diffs diffs that belong to the news, of pages that the receiver is known to write
     * @param waiters the threads of all drones that wait on conditions of the lock, longest first
     */
    record LockGrant(long lock, long fence, List<Interval> news, List<PageDiffs> diffs, List<Waiter> waiters)
            implements Message {}

    /** The lock that the receiver asked for immediately is not free. The request stands, and the grant will come. */
    record LockBusy(long lock) implements Message {}

    /** The receiver's thread that waits under {@code ticket} on a condition of {@code lock} was signalled. */
    record LockSignal(long lock, long ticket) implements Message {}

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
            int barrier, VectorTime least, VectorTime mentioned, List<Interval> brought, boolean wantsCollection)
            implements Message {}

    /**
     * From the parent in the tree: everybody has arrived.
     *
     * @param news the intervals that the receiver lacks, or somebody who arrived through it
     * @param collect the collection that begins with this release, if one does
     */
    record BarrierRelease(int barrier, List<Interval> news, Optional<Cut> collect) implements Message {}

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

    /** From the coordinator: a collection without a barrier begins; say what you know. */
    record CollectCall(int collection) implements Message {}

    /** To the coordinator, the answer to {@link CollectCall}: the sender's time, and its own intervals since it last arrived. */
    record CollectArrive(int collection, VectorTime time, List<Interval> own) implements Message {}

    /** From the coordinator: a collection begins; {@code news} is what the receiver lacks of it. */
    record CollectStart(Cut cut, List<Interval> news) implements Message {}

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
