package io.hivemind.protocol;

import io.hivemind.protocol.Message.Backup;
import io.hivemind.protocol.Message.BackupKept;
import io.hivemind.protocol.Message.Cut;
import io.hivemind.protocol.Message.Decision;
import io.hivemind.protocol.Message.Holding;
import io.hivemind.protocol.Message.PageDiffs;
import io.hivemind.protocol.Message.PageReply;
import io.hivemind.protocol.Message.PageRequest;
import io.hivemind.protocol.Message.Repair;
import io.hivemind.protocol.Message.Welcome;
import io.hivemind.protocol.Page.Writing;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lazy release consistency (K94): intervals and their notices travel with synchronisation, data moves when it is touched.
 * It has no state of its own; it is the control flow between history, pages, writes and fetches.
 */
final class LazyRelease implements Consistency {
    private final NodeConfig config;
    private final Roster roster;
    private final Followers followers;
    private final Backups backups;
    private final BackupFlow backup;
    private final RepairFlow repairing;
    private final OwnFlow owning;
    private final History history;
    private final PageTable table;
    private final Writes writes;
    private final PageServer server;
    private final Ahead ahead;
    private final Ownership ownership;
    private final Residence residence;
    private final Pressure pressure;
    private final ServeFlow serving;
    private final MissFlow misses;

    LazyRelease(NodeConfig config, Roster roster, Effects effects, PageMemory memory, Threads threads) {
        this.config = config;
        this.roster = roster;
        this.backups = new Backups(config.backup(), roster.view());
        this.history = new History(config.rank(), config.size());
        this.table = new PageTable(config.rank(), config.pages(), config.backup() == 0);
        this.writes = new Writes(config.rank(), memory, threads);
        this.followers = new Followers(config.ahead().pushes());
        this.server = new PageServer(config.rank(), roster, history, table, writes, followers, effects);
        this.ahead = new Ahead(config.ahead(), roster, table, server, followers, effects);
        this.ownership = new Ownership(roster.view().members(), config.room().quota(config.pages(), config.size()));
        this.residence = new Residence(config.room());
        Fetches fetches = new Fetches();
        this.pressure = new Pressure(config, this, history, table, writes, fetches, server, ahead, residence);
        this.backup = new BackupFlow(roster, history, ahead, backups, effects);
        this.serving = new ServeFlow(config.rank(), table, writes, server, pressure, backup);
        Requests requests = new Requests(roster, history, effects);
        this.misses =
                new MissFlow(config, requests, effects, threads, table, writes, fetches, serving, residence, pressure);
        this.repairing = new RepairFlow(config.rank(), roster, table, writes);
        this.owning = new OwnFlow(config, table, writes, ownership, repairing, misses);
    }

    @Override
    public VectorTime time() {
        return history.time();
    }

    @Override
    public List<Interval> newsFor(VectorTime theirs) {
        return history.since(theirs);
    }

    @Override
    public List<Interval> ownSince(int index) {
        return history.ownSince(index);
    }

    /** Ends an interval, if anything was written that others have not been told of (I1, I4). */
    @Override
    public void release() {
        if (roster.isUnshared() && !roster.isSilent()) {
            return;
        }
        List<Page> written = writes.unannounced();
        if (written.isEmpty()) {
            return;
        }
        Interval interval = history.close(
                PageSet.of(written.stream().mapToInt(page -> page.id).toArray()));
        boolean backed = false;
        for (Page page : written) {
            boolean kept = backups.areWanted() && !page.exempt;
            backed |= kept;
            table.addNotice(page, interval);
            page.contents().include(config.rank(), interval.index());
            writes.announced(page, interval.index());
            if (page.access == Access.INVALID || kept) {
                server.takeDiff(page);
            }
        }
        if (backed) {
            backups.add(interval.index());
        }
    }

    /** What is stored in some pages from now on need not outlive this drone. */
    void exempt(Input.Exempt exempt) {
        for (int id = exempt.first(); id < exempt.first() + exempt.count(); id++) {
            table.get(id).exempt = true;
        }
    }

    boolean isExempt(int page) {
        return table.get(page).exempt;
    }

    @Override
    public boolean secureFor(int drone) {
        return backup.secureFor(drone);
    }

    /** Sees to it that what has been released here is not lost once anybody hears of it. Returns whether anybody may. */
    boolean secure() {
        return backup.secure();
    }

    /** A member is taken to have failed: nobody waits until it keeps what was released here. */
    void suspected() {
        backup.suspected();
    }

    /** Another drone's diffs are to be kept here. */
    void keep(int from, Backup kept) {
        backup.keep(from, kept);
    }

    /** Another drone keeps diffs of this one. */
    void kept(int from, BackupKept kept) {
        backup.kept(from, kept);
    }

    @Override
    public void learn(List<Interval> news) {
        List<Interval> fresh = history.unknown(news);
        closeBefore(fresh);
        history.learn(fresh);
        for (Interval interval : fresh) {
            interval.pages().forEach(id -> {
                Page page = table.get(id);
                table.addNotice(page, interval);
                if (!page.contents().includes(interval)) {
                    writes.invalidate(page);
                }
            });
            ahead.learned(interval);
        }
    }

    /** The own intervals that were brought to no meeting before; from now on they were. */
    List<Interval> bring() {
        return history.bring();
    }

    /** Sends the diffs of own intervals to those who will ask for them. */
    void push(List<Interval> own) {
        ahead.push(own);
    }

    @Override
    public List<PageDiffs> diffsFor(int drone, List<Interval> news) {
        return ahead.carry(drone, news);
    }

    @Override
    public void take(List<PageDiffs> diffs) {
        if (!pressure.isTight()) {
            for (PageDiffs ofPage : diffs) {
                misses.count(ofPage.diffs().size());
            }
            ahead.came(diffs, history.time());
        }
    }

    /**
     * Before a notice for a page that is being written: close the own interval, and attach its diff to the own notice
     * (I10). Otherwise later stores, which follow the other's, would go out under the earlier notice.
     */
    private void closeBefore(List<Interval> fresh) {
        boolean unannounced = false;
        for (Interval interval : fresh) {
            for (int i = 0; i < interval.pages().size() && !unannounced; i++) {
                unannounced = writes.isUnannounced(table.get(interval.pages().get(i)));
            }
        }
        if (unannounced) {
            release();
        }
        for (Interval interval : fresh) {
            interval.pages().forEach(id -> {
                Page page = table.get(id);
                if (page.writing == Writing.ANNOUNCED) {
                    server.takeDiff(page);
                }
            });
        }
    }

    /** A collection begins, in which the members do not change. */
    void collect(Cut cut, View view) {
        owning.collect(cut, view, view, List.of(), List.of());
    }

    /** A collection begins with the next view. */
    void collect(Decision decision, View before) {
        owning.collect(decision.cut(), before, decision.view(), decision.fresh(), decision.repairs());
    }

    /** A newcomer that has freed no collection is told anew who owns what. */
    void correct(Welcome welcome) {
        owning.correct(welcome, roster.view());
    }

    /** What a newcomer must know that comes with the collection that has just begun here. */
    Welcome welcome(int epoch, Losses losses) {
        return owning.welcome(epoch, losses);
    }

    /** This drone is taken into a hive whose members all know what precedes {@code cut}. */
    void enter(Cut cut, Welcome welcome) {
        history.enter(cut.time());
        owning.enter(welcome);
    }

    /** What this drone holds of the pages of which something may be lost with those in {@code gone} (I75). */
    List<Holding> holdings(Collection<Integer> gone) {
        return repairing.holdings(gone, misses.collected());
    }

    /** At the leader of a change: what becomes of those pages. */
    List<Repair> repairs(Map<Integer, List<Holding>> reports) {
        return repairing.repairs(reports);
    }

    /** The intervals of {@code creator} that this drone knows and has not forgotten. */
    List<Interval> intervalsOf(int creator) {
        return history.by(creator);
    }

    /** Somebody is gone: what has been asked for will be asked for anew, once the collection has begun (I76). */
    List<Integer> forgetAsked(Collection<Integer> gone) {
        ahead.forget(gone);
        return misses.forgetAsked();
    }

    /** Asks anew for {@code pages}. */
    void askAgain(List<Integer> pages) {
        misses.askAgain(pages);
    }

    /** The members are others from now on. */
    void become(View view, Collection<Integer> gone) {
        backups.become(view, gone);
        // Of the new members, too, some may be taken to have failed.
        backup.suspected();
        followers.keep(view);
        pressure.become(view, ownership.quota());
    }

    /** Whether this drone will ask for nothing before the cut again (I47). */
    boolean isCollected() {
        return misses.isCollected();
    }

    /** Everybody is done: nothing before the cut will be asked for (I48, I49). */
    void free(Cut cut) {
        for (Page page : table.noticed()) {
            if (page.writing == Writing.ANNOUNCED && cut.time().covers(config.rank(), page.announced)) {
                makeExclusive(page);
            }
            table.forget(page, cut.time());
        }
        history.forget(cut.time());
        backups.forget(cut.time().get(config.rank()));
        misses.collectionEnds();
    }

    private void makeExclusive(Page page) {
        if (page.owner != config.rank()) {
            throw new ProtocolException("Page " + page.id + " belongs to drone " + page.owner
                    + " since it was collected, but the diff of interval "
                    + new IntervalId(config.rank(), page.announced) + ", which it must have, was never made.");
        }
        writes.makeExclusive(page);
    }

    /** A thread needs pages. */
    void touch(Input.Touch touch) {
        misses.touch(touch);
    }

    /** A thread has finished all its accesses, also to what it held. */
    void letGo(int thread) {
        misses.letGo(thread);
    }

    /** Another drone asks for pages. */
    void requested(int from, PageRequest request) {
        serving.requested(from, request);
    }

    /** Another drone answers. */
    void answered(int from, PageReply reply) {
        if (roster.isMember()) {
            // Whoever has left is not waited for when that is collected, so that nobody could tell it more.
            learn(reply.heard());
        }
        misses.answered(from, reply.news());
    }

    /** Time passes. */
    void tick() {
        misses.tick();
    }

    /** A step ends: drops the twins that no thread can need any more, and keeps what is held within the room. */
    void settle() {
        writes.drain();
        misses.settle();
    }

    /** Whether this drone has so little room that it wants a collection at once. */
    boolean wantsCollection() {
        return misses.wantsCollection();
    }

    int waitingForThreads() {
        return misses.waitingForThreads();
    }

    long twinsHeld() {
        return writes.twinsHeld();
    }

    long consistencyBytes() {
        return pressure.consistencyBytes();
    }

    @Nullable
    String describe(long ticket) {
        return misses.describe(ticket);
    }

    /** The totals, with those that this part does not count taken from the arguments. */
    Totals totals(long lockAcquires, long remoteLockAcquires, long barriers, long collections) {
        return new Totals(
                lockAcquires,
                remoteLockAcquires,
                barriers,
                misses.pageFetches(),
                writes.diffsMade(),
                misses.diffsFetched(),
                writes.twinsMade(),
                history.made(),
                collections,
                consistencyBytes(),
                writes.twinsHeld(),
                residence.evictions(),
                residence.refetches(),
                pressure.held(),
                pressure.mostHeld());
    }
}
