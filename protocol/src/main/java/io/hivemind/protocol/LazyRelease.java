package io.hivemind.protocol;

import io.hivemind.protocol.Message.Cut;
import io.hivemind.protocol.Message.Owned;
import io.hivemind.protocol.Message.PageDiffs;
import io.hivemind.protocol.Message.PageNews;
import io.hivemind.protocol.Message.PageRequest;
import io.hivemind.protocol.Message.Welcome;
import io.hivemind.protocol.Page.Writing;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lazy release consistency (K94): intervals and their notices travel with synchronisation, data moves when it is touched.
 * It has no state of its own; it is the control flow between history, pages, writes and fetches.
 */
final class LazyRelease implements Consistency {
    private final NodeConfig config;
    private final Roster roster;
    private final Followers followers;
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
        this.history = new History(config.rank(), config.size());
        this.table = new PageTable(config.rank(), config.pages());
        this.writes = new Writes(config.rank(), memory, threads);
        this.followers = new Followers(config.ahead().pushes());
        this.server = new PageServer(config.rank(), table, writes, followers, effects);
        this.ahead = new Ahead(config.ahead(), table, server, followers, effects);
        this.ownership = new Ownership(roster.view().members(), config.room().quota(config.pages(), config.size()));
        this.residence = new Residence(config.room());
        Fetches fetches = new Fetches();
        this.pressure = new Pressure(config, this, history, table, writes, fetches, server, ahead, residence);
        this.serving = new ServeFlow(config.rank(), table, writes, server, pressure);
        this.misses = new MissFlow(config, effects, threads, table, writes, fetches, serving, residence, pressure);
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
        for (Page page : written) {
            table.addNotice(page, interval);
            page.contents().include(config.rank(), interval.index());
            writes.announced(page, interval.index());
            if (page.access == Access.INVALID) {
                server.takeDiff(page);
            }
        }
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

    /** Ends the own interval. Returns the own intervals that were brought to no meeting before. */
    List<Interval> bring() {
        release();
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

    /** A page of a collection under way, and who wrote it last, if it was written. */
    private record Collected(Page page, int lastWriter) {}

    /**
     * A collection begins, and perhaps another view: everybody holds the same notices up to the cut, so everybody finds the same
     * owners (I44, I56). What belonged to those who leave goes to others, written or not (I70).
     */
    void collect(Cut cut, View from, View to) {
        misses.collectionBegins();
        if (from.number() != to.number()) {
            ownership.change(from, to, config.room().quota(config.pages(), to.size()));
        }
        List<Collected> needy = new ArrayList<>();
        List<Collected> owned = new ArrayList<>();
        BitSet written = new BitSet();
        for (Page page : table.noticed()) {
            int lastWriter = page.collect(cut.time());
            if (lastWriter == Page.NOBODY) {
                continue;
            }
            written.set(page.id);
            boolean isNeedy = page.owner == Page.NOBODY || ownership.isLeaving(page.owner);
            (isNeedy ? needy : owned).add(new Collected(page, lastWriter));
        }
        if (ownership.areLeaving()) {
            // Whether a page has notices after the cut does not matter: that is not the same everywhere.
            table.owned().stream()
                    .filter(page -> ownership.isLeaving(page.owner) && !written.get(page.id))
                    .forEach(page -> needy.add(new Collected(page, Page.NOBODY)));
        }
        needy.forEach(collected -> own(collected, cut));
        owned.forEach(collected -> own(collected, cut));
        ownership.end(to.members());
        misses.validate();
    }

    /** What a newcomer must know that comes with the collection that has just begun here. */
    Welcome welcome() {
        List<Owned> owners = new ArrayList<>();
        for (Page page : table.owned()) {
            // Until the copy here is whole it counts as that of the collection before; but it will be.
            int owner = page.validating > 0 ? config.rank() : page.owner;
            int collection = page.validating > 0 ? page.validating : page.required;
            Owned last = owners.isEmpty() ? null : owners.getLast();
            boolean joins = last != null
                    && last.first() + last.count() == page.id
                    && last.owner() == owner
                    && last.collection() == collection;
            if (last != null && joins) {
                owners.set(owners.size() - 1, new Owned(last.first(), last.count() + 1, owner, collection));
            } else {
                owners.add(new Owned(page.id, 1, owner, collection));
            }
        }
        return new Welcome(ownership.quota(), owners);
    }

    /** This drone is taken into a hive whose members all know what precedes {@code cut}. */
    void enter(Cut cut, Welcome welcome) {
        history.enter(cut.time());
        ownership.raise(welcome.quota());
        for (Owned owned : welcome.owners()) {
            ownership.told(owned.owner(), owned.count());
            for (int id = owned.first(); id < owned.first() + owned.count(); id++) {
                Page page = table.get(id);
                writes.own(page, owned.owner());
                page.required = owned.collection();
            }
        }
    }

    /** The members are others from now on. */
    void become(View view) {
        followers.keep(view);
        pressure.become(view, ownership.quota());
    }

    private void own(Collected collected, Cut cut) {
        Page page = collected.page();
        misses.own(page, ownership.assign(page.owner, collected.lastWriter()), cut);
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
    void answered(int from, List<PageNews> answers) {
        misses.answered(from, answers);
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
