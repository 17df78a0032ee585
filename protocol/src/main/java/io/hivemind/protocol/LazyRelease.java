package io.hivemind.protocol;

import io.hivemind.protocol.Fetches.Wait;
import io.hivemind.protocol.Fetches.Wanted;
import io.hivemind.protocol.Message.Cut;
import io.hivemind.protocol.Message.PageDiffs;
import io.hivemind.protocol.Message.PageNews;
import io.hivemind.protocol.Message.PageRequest;
import io.hivemind.protocol.Message.PageWant;
import io.hivemind.protocol.Page.Writing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Lazy release consistency (K94): intervals and their notices travel with synchronisation, data moves when it is touched.
 * It has no state of its own; it is the control flow between history, pages, writes and fetches.
 */
final class LazyRelease implements Consistency {
    /** The ticket of a wait that no thread waits for: the owner of a page makes its copy whole for a collection. */
    private static final long VALIDATION = -1;

    private final NodeConfig config;
    private final Effects effects;
    private final History history;
    private final PageTable table;
    private final Writes writes;
    private final Fetches fetches = new Fetches();
    private final PageServer server;
    private final Ahead ahead;

    /** Over when this drone has made all pages whole that it owns after the collection under way. */
    private Wait validation = fetches.newWait(VALIDATION);

    private long pageFetches;
    private long diffsFetched;

    LazyRelease(NodeConfig config, Effects effects, PageMemory memory, Threads threads) {
        this.config = config;
        this.effects = effects;
        this.history = new History(config.rank(), config.size());
        this.table = new PageTable(config.pages());
        this.writes = new Writes(memory, threads);
        Followers followers = new Followers(config.ahead().pushes());
        this.server = new PageServer(config.rank(), table, writes, followers, effects);
        this.ahead = new Ahead(config.ahead(), table, server, followers, effects);
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
        if (config.size() == 1) {
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
        for (PageDiffs ofPage : diffs) {
            diffsFetched += ofPage.diffs().size();
        }
        ahead.came(diffs, history.time());
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

    /** A thread needs pages. */
    void touch(Input.Touch touch) {
        Wait wait = fetches.newWait(touch.ticket());
        Requests requests = new Requests();
        for (int id = touch.first(); id < touch.first() + touch.count(); id++) {
            Page page = table.get(id);
            if (page.access.allows(touch.wanted())) {
                continue;
            }
            if (!fetches.isMissing(page) && page.isUpToDate()) {
                allow(page, touch.wanted());
            } else if (fetches.miss(page, wait, touch.wanted())) {
                advance(page, requests);
            }
        }
        if (fetches.close(wait)) {
            requests.over(wait);
        }
        carryOut(requests);
    }

    /** Another drone asks for pages. */
    void requested(int from, PageRequest request) {
        for (PageWant want : request.wants()) {
            Page page = table.get(want.page());
            if (page.held < want.copyOf()) {
                fetches.defer(page, new Fetches.Deferred(from, want));
            } else {
                server.answer(from, page, want);
            }
        }
        server.flush();
    }

    /** Another drone answers. */
    void answered(int from, List<PageNews> answers) {
        Requests requests = new Requests();
        for (PageNews news : answers) {
            Page page = table.get(news.page());
            take(page, news);
            if (fetches.answered(page, from)) {
                advance(page, requests);
            }
        }
        carryOut(requests);
    }

    private void take(Page page, PageNews news) {
        news.copy().ifPresent(copy -> {
            pageFetches++;
            page.arrive(copy);
        });
        for (Message.DiffNews received : news.diffs()) {
            diffsFetched++;
            Notice notice = table.notice(page, received.interval());
            if (notice.diff() == null) {
                table.attach(notice, received.diff());
            }
        }
        for (IntervalId id : news.absent()) {
            table.notice(page, id).askCreator();
        }
    }

    /** Asks for what a missed page still lacks, or ends the miss. */
    private void advance(Page page, Requests requests) {
        SortedMap<Integer, PageWant> wants = Plan.of(page, config.rank());
        if (!wants.isEmpty()) {
            wants.forEach((drone, want) -> {
                fetches.asked(page, drone);
                requests.add(drone, want);
            });
            return;
        }
        bringUpToDate(page);
        for (Wanted wanted : fetches.over(page)) {
            allow(page, wanted.access());
            if (wanted.by().isOver() && wanted.by().ticket() != VALIDATION) {
                requests.over(wanted.by());
            }
        }
    }

    private void bringUpToDate(Page page) {
        List<Notice> lacking = page.lacking();
        lacking.sort(Notice.APPLY_ORDER);
        List<Diff> diffs = diffsOf(page, lacking);
        Optional<Page.Arrived> arrived = page.takeArrived();
        if (arrived.isPresent()) {
            writes.install(page, arrived.get().copy(), diffs);
            page.held = arrived.get().collection();
            page.contents().become(arrived.get().contents().toIds());
        } else {
            diffs.forEach(diff -> writes.apply(page, diff));
        }
        for (Notice notice : lacking) {
            page.contents()
                    .include(notice.interval().creator(), notice.interval().index());
        }
        if (page.validating > 0) {
            page.required = page.validating;
            page.validating = 0;
            page.owner = config.rank();
            becomeWhole(page);
        }
    }

    private static List<Diff> diffsOf(Page page, List<Notice> notices) {
        List<Diff> diffs = new ArrayList<>(notices.size());
        for (Notice notice : notices) {
            Diff diff = notice.diff();
            if (diff == null) {
                throw new ProtocolException("Page " + page.id + " lacks the diff of interval "
                        + notice.interval().id() + ", which nobody was asked for.");
            }
            diffs.add(diff);
        }
        return diffs;
    }

    private void allow(Page page, Access access) {
        switch (access) {
            case INVALID -> {}
            case READ -> writes.allowRead(page);
            case WRITE -> writes.allowWrite(page);
        }
    }

    /** A collection begins: everybody holds the same notices up to the cut, so everybody finds the same owners (I44). */
    void collect(Cut cut) {
        validation = fetches.newWait(VALIDATION);
        fetches.collectionBegins();
        Requests requests = new Requests();
        table.forEach(page -> {
            int owner = page.collect(cut.time());
            if (owner != Page.NOBODY) {
                collect(page, owner, cut, requests);
            }
        });
        fetches.close(validation);
        carryOut(requests);
    }

    private void collect(Page page, int owner, Cut cut, Requests requests) {
        if (page.isWhole()) {
            page.owner = owner;
            page.required = cut.collection();
            becomeWhole(page);
        } else if (owner != config.rank()) {
            page.owner = owner;
            page.required = cut.collection();
        } else {
            // Until the copy here is whole, the owner to ask is that of the collection before (I45).
            page.validating = cut.collection();
            if (fetches.miss(page, validation, Access.INVALID)) {
                advance(page, requests);
            }
        }
    }

    private void becomeWhole(Page page) {
        page.held = page.required;
        for (Fetches.Deferred request : fetches.takeDeferred(page)) {
            server.answer(request.from(), page, request.want());
        }
    }

    private void carryOut(Requests requests) {
        requests.carryOut(effects);
        server.flush();
    }

    /** Whether this drone will ask for nothing before the cut again (I47). */
    boolean isCollected() {
        return validation.isOver() && !fetches.hasOldMisses();
    }

    /** Everybody is done: nothing before the cut will be asked for (I48, I49). */
    void free(Cut cut) {
        table.forEach(page -> {
            if (page.writing == Writing.ANNOUNCED && cut.time().covers(config.rank(), page.announced)) {
                writes.makeExclusive(page);
            }
            table.forget(page, cut.time());
        });
        history.forget(cut.time());
    }

    /** Drops the twins that no thread can need any more. */
    void drain() {
        writes.drain();
    }

    int cooling() {
        return writes.cooling();
    }

    long twinsHeld() {
        return writes.twinsHeld();
    }

    long consistencyBytes() {
        return history.bytes() + table.bytes() + ahead.bytes();
    }

    @Nullable
    String describe(long ticket) {
        return fetches.describe(ticket);
    }

    /** The totals, with those that this part does not count taken from the arguments. */
    Totals totals(long lockAcquires, long remoteLockAcquires, long barriers, long collections) {
        return new Totals(
                lockAcquires,
                remoteLockAcquires,
                barriers,
                pageFetches,
                writes.diffsMade(),
                diffsFetched,
                writes.twinsMade(),
                history.made(),
                collections,
                consistencyBytes(),
                writes.twinsHeld(),
                0,
                0,
                0,
                0);
    }
}
