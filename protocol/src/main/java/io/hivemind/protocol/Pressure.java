package io.hivemind.protocol;

import io.hivemind.protocol.Page.Writing;
import java.util.Iterator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a drone holds within its {@link Room} (I56 to I61). What it holds beside the pages that it owns is of two kinds: what it
 * works with, which only gets less when written pages are closed and their diffs made, and in the end by a collection; and copies that
 * others have too, which can be given up as soon as no thread uses them. Its only state is what it counts.
 */
final class Pressure {
    /** From this part of the room on, pages are closed to see whether they are still used. */
    private static final double STANDING_BY = 0.9;
    /** A collection that frees less than such a part of what touches may fill is not worth its while. */
    private static final int WORTHWHILE_PART = 32;
    /** One of so many copies is closed then. */
    private static final int STANDBY_PART = 8;

    private final int rank;
    private int drones;
    private final Room room;
    private final boolean bounded;
    /** How many bytes touches may make this drone work with. */
    private long limit;
    /** How many bytes they may make it hold. */
    private long most;

    private final Consistency consistency;
    private final History history;
    private final PageTable table;
    private final Writes writes;
    private final Fetches fetches;
    private final PageServer server;
    private final Ahead ahead;
    private final Residence residence;
    private long mostHeld;
    private int closing;
    /** What room is being made for; null if for nothing in particular. */
    private Input.@Nullable Touch admitting;

    Pressure(
            NodeConfig config,
            Consistency consistency,
            History history,
            PageTable table,
            Writes writes,
            Fetches fetches,
            PageServer server,
            Ahead ahead,
            Residence residence) {
        this.rank = config.rank();
        this.room = config.room();
        this.bounded = room.isBounded() && (config.size() > 1 || config.isNewcomer());
        this.consistency = consistency;
        this.history = history;
        this.table = table;
        this.writes = writes;
        this.fetches = fetches;
        this.server = server;
        this.ahead = ahead;
        this.residence = residence;
        become(View.first(config.size()), room.quota(config.pages(), config.size()));
    }

    /** The members are others, or {@code quota}, the number of pages that each may own. */
    void become(View view, int quota) {
        drones = view.size();
        long margin = room.marginBeside(quota);
        limit = room.workingBeside(quota) - margin;
        most = room.bytes() - margin;
    }

    boolean isBounded() {
        return bounded;
    }

    /** How many bytes are held: frames, twins, diffs, notices and intervals. */
    long held() {
        return room.pageSize() * (writes.frames() + writes.twinsHeld()) + consistencyBytes();
    }

    /** The most that was held when any step had made room. */
    long mostHeld() {
        return mostHeld;
    }

    /** How many bytes of diffs, notices and intervals are held. */
    long consistencyBytes() {
        return history.bytes() + table.bytes() + ahead.bytes();
    }

    /** Bytes that this drone cannot give up by itself, with those that it will come to hold for what has begun. */
    private long working() {
        return room.pageSize() * (writes.inUse() + writes.written() + fetches.misses())
                + consistencyBytes()
                - table.borrowedBytes();
    }

    /** All bytes that are held, with those that this drone will come to hold for what has begun. */
    private long committed() {
        return room.pageSize() * (writes.frames() + writes.written() + 2L * fetches.misses()) + consistencyBytes();
    }

    /** How many of the bytes that this drone works with a collection might free. */
    private long collectable() {
        return consistencyBytes() - table.borrowedBytes() + 2L * room.pageSize() * writes.undisclosed();
    }

    /** Whether there is enough that a collection might free for one to be worth its while. */
    boolean isCollectionDue() {
        // What all drones have made comes to each of them at once.
        return bounded
                && (collectable() > limit / 2 || drones * (history.ownBytes() + table.ownNoticeBytes()) > limit / 2);
    }

    /** Whether a collection might free so much that it makes a difference to a touch that waits. */
    boolean isCollectionOfUse() {
        return collectable() > limit / WORTHWHILE_PART;
    }

    /** Whether more is held, or worked with, than touches may fill: nothing should be made then that can be put off. */
    boolean isShort() {
        return bounded && (working() > limit || committed() > most);
    }

    /** Whether there are pages that can be given up as soon as all threads have been seen outside them. */
    boolean waitsForThreads() {
        for (Iterator<Page> closed = residence.closed(); bounded && closed.hasNext(); ) {
            if (isSpare(closed.next())) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is so little room that nothing should be taken in that nobody has asked for. */
    boolean isTight() {
        return bounded && committed() > STANDING_BY * most;
    }

    /** Whether what {@code touch} needs could ever be had. */
    boolean couldAdmit(Input.Touch touch) {
        return work(touch) <= limit;
    }

    /**
     * Makes room for {@code touch}. Returns whether there is now.
     *
     * @param patient whether to leave open the written pages that a collection may make this drone's own: then they need no diff
     */
    boolean admit(Input.Touch touch, boolean patient) {
        long work = work(touch);
        long more = more(touch);
        if (work == 0 && more == 0) {
            return true;
        }
        admitting = touch;
        if (working() + work > limit) {
            closeWritten(limit / 2 - work, patient);
        }
        makeRoom(more);
        long excess = committed() + more - most;
        if (excess > 0) {
            closeWritten(working() - excess, patient);
            makeRoom(more);
        }
        admitting = null;
        return working() + work <= limit && committed() + more <= most;
    }

    /** Whether room is being made for a touch of {@code page}, so that it should stay. */
    private boolean isWanted(Page page) {
        return admitting != null && page.id >= admitting.first() && page.id < admitting.first() + admitting.count();
    }

    /** Makes room for a page that this drone is to own. Returns whether there is now. */
    boolean admitOwned() {
        makeRoom(2L * room.pageSize());
        return committed() + 2L * room.pageSize() <= most;
    }

    /** How many bytes more {@code touch} will make this drone work with: pages in use, copies that come, and twins or diffs. */
    private long work(Input.Touch touch) {
        return count(touch, page -> page.owner != rank && page.pins == 0 && page.writing == Writing.NONE);
    }

    /** How many bytes more {@code touch} will make this drone hold: frames, copies that come, and twins or diffs. */
    private long more(Input.Touch touch) {
        return count(touch, page -> page.blank && (touch.wanted() == Access.WRITE || !page.isUpToDate()));
    }

    private long count(Input.Touch touch, Predicate<Page> takesPage) {
        long pages = 0;
        for (int id = touch.first(); id < touch.first() + touch.count(); id++) {
            Page page = table.get(id);
            boolean allowed = page.access.allows(touch.wanted());
            if (allowed && touch.manner() != Input.Manner.HELD) {
                continue;
            }
            pages += takesPage.test(page) ? 1 : 0;
            if (!allowed) {
                pages += fetches.isMissing(page) || page.isUpToDate() ? 0 : 1;
                pages += touch.wanted() == Access.WRITE && page.writing == Writing.NONE && !page.exclusive ? 1 : 0;
            }
        }
        return pages * room.pageSize();
    }

    /** A step ends. */
    void settle() {
        if (bounded) {
            closing = 0;
            if (working() > limit) {
                closeWritten(limit / 2, true);
            }
            makeRoom(0);
            if (committed() > STANDING_BY * most) {
                standBy();
            }
        }
        mostHeld = Math.max(mostHeld, held());
    }

    /**
     * Closes written pages that no thread holds, and makes their diffs as soon as no thread can be in them, for until then they would
     * need their twins as well. Goes on until no more than {@code target} bytes are worked with.
     */
    private void closeWritten(long target, boolean patient) {
        closing = 0;
        for (Page page : writes.unpinnedWritten()) {
            if (working() <= target) {
                break;
            }
            if (isWanted(page)) {
                continue;
            }
            if (patient && (page.owner == rank || page.owner == Page.NOBODY) && !writes.isDisclosed(page)) {
                continue;
            }
            if (page.access != Access.INVALID) {
                writes.invalidate(page);
            }
            if (!writes.isQuiet(page, page.closedSince)) {
                closing++;
                continue;
            }
            if (writes.isUnannounced(page)) {
                consistency.release();
            }
            if (page.writing == Writing.ANNOUNCED) {
                server.takeDiff(page);
            }
        }
        writes.drain();
    }

    /** How many written pages have been closed to make room, and wait for threads to be seen outside. */
    int closing() {
        return closing;
    }

    /** Gives up as much as is needed, and can be given up now, for {@code more} bytes. */
    private void makeRoom(long more) {
        long target = most - more;
        if (committed() > target) {
            table.giveBack(fetches::isMissing);
        }
        long waiting = room.pageSize() * dropClosed(target);
        for (int tries = residence.open(); committed() > target + waiting && tries > 0; tries--) {
            Page page = closeNext();
            if (page != null && writes.isQuiet(page, page.closedSince)) {
                giveUp(page);
            } else if (page != null) {
                waiting += room.pageSize();
            }
        }
    }

    /** Gives up closed pages, as many as are needed. Returns how many more can be as soon as threads have been seen outside. */
    private long dropClosed(long target) {
        int kept = 0;
        for (Iterator<Page> closed = residence.closed(); committed() > target && closed.hasNext(); ) {
            Page page = closed.next();
            if (page.pins > 0 || isWanted(page)) {
                kept++;
            } else if (!isSpare(page)) {
                closed.remove();
                residence.leave(page);
            } else if (writes.isQuiet(page, page.closedSince)) {
                closed.remove();
                giveUp(page);
            } else {
                return (long) residence.standby() - kept;
            }
        }
        return 0;
    }

    private void giveUp(Page page) {
        writes.drop(page);
        residence.gaveUp(page);
    }

    /** Closes pages that have not been touched for long, so that those that are used again show it. */
    private void standBy() {
        int wanted = (residence.open() + residence.standby()) / STANDBY_PART;
        for (int tries = residence.open(); residence.standby() < wanted && tries > 0; tries--) {
            closeNext();
        }
    }

    /** Closes the next page in order. Returns it if it can be given up, else null. */
    private @Nullable Page closeNext() {
        Page page = residence.next();
        if (page != null && isSpare(page)) {
            writes.invalidate(page);
            residence.standBy(page);
            return page;
        }
        if (page != null && !isOwned(page)) {
            residence.back(page);
        }
        return null;
    }

    /** A collection has ended: what is of use to nobody goes first, and what this drone no longer owns may go. */
    void collected(Page page) {
        if (bounded && !page.blank && !isOwned(page)) {
            residence.used(page);
            if (isSpare(page) && !page.isHeld()) {
                writes.invalidate(page);
                residence.standBy(page);
            }
        }
    }

    /** Whether the bytes of {@code page} can be had again from others, or from diffs that are here, and nobody uses them. */
    private boolean isSpare(Page page) {
        return !page.blank
                && page.pins == 0
                && page.writing == Writing.NONE
                && !isOwned(page)
                && !isWanted(page)
                && !fetches.isMissing(page);
    }

    /** Whether the copy here may be the last one (I57). */
    private boolean isOwned(Page page) {
        return page.owner == rank || page.keeper || page.deputy || page.exclusive || page.validating > 0;
    }

    /** What fills the room, for somebody who cannot have what {@code touch} needs. */
    String describe(Input.Touch touch) {
        long diffs = consistencyBytes() - table.borrowedBytes();
        return "drone " + rank + " has room for " + room.bytes() + " bytes. Beside the pages that it owns it can use "
                + limit
                + " of them at a time, and " + Words.count(touch.count(), "page", "pages") + " at once take "
                + work(touch)
                + ". Its threads write or hold " + Words.count((int) writes.inUse(), "page", "pages") + ", of which "
                + writes.written() + " have to be kept twice, and diffs and notices take " + diffs + ".";
    }
}
