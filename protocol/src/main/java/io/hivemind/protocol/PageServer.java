package io.hivemind.protocol;

import io.hivemind.protocol.Message.CopyNews;
import io.hivemind.protocol.Message.DiffNews;
import io.hivemind.protocol.Message.PageNews;
import io.hivemind.protocol.Message.PageReply;
import io.hivemind.protocol.Message.PageWant;
import io.hivemind.protocol.Page.Writing;
import io.hivemind.protocol.Postponed.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Answers other drones' requests for copies and diffs (I9, I20, I25). */
final class PageServer {
    /** A reply, or a push, that has grown beyond this is sent, and another begun. */
    static final int REPLY_BYTES = 1 << 18;

    private static final class Reply {
        private final List<PageNews> news = new ArrayList<>();
        private List<Interval> heard = List.of();
        private long bytes;
    }

    private final int self;
    private final Roster roster;
    private final History history;
    private final PageTable table;
    private final Writes writes;
    private final Followers followers;
    private final Effects effects;
    /** By drone, the answers that are not sent yet; empty between steps. */
    private final TreeMap<Integer, Reply> replies = new TreeMap<>();

    PageServer(
            int self,
            Roster roster,
            History history,
            PageTable table,
            Writes writes,
            Followers followers,
            Effects effects) {
        this.self = self;
        this.roster = roster;
        this.history = history;
        this.table = table;
        this.writes = writes;
        this.followers = followers;
        this.effects = effects;
    }

    /** Makes the outstanding diff of an announced page. */
    void takeDiff(Page page) {
        Notice notice = table.notice(page, new IntervalId(self, page.announced));
        table.attach(page, notice, writes.takeDiff(page));
    }

    /**
     * What whoever asks must hear of before it gets what it asks for: if the copy here has changes of which it has not heard, those of
     * which nobody else has heard, either, would be lost with this drone, but the copy would have them (I80).
     */
    List<Interval> unheard(Request request) {
        return request.time()
                .filter(time -> request.want().copyOf() >= 0
                        && !request.page().contents().areKnownAt(time))
                .map(history::since)
                .orElse(List.of());
    }

    /** Answers {@code request}, and tells of {@code unheard}, with the next {@link #flush}. */
    void answer(Request request, List<Interval> unheard) {
        int to = request.from();
        Page page = request.page();
        PageWant want = request.want();
        Optional<CopyNews> copy = want.copyOf() >= 0 ? Optional.of(copy(page)) : Optional.empty();
        List<DiffNews> diffs = new ArrayList<>(want.diffs().size());
        List<IntervalId> absent = new ArrayList<>(0);
        for (IntervalId id : want.diffs()) {
            if (copy.isPresent() && page.contents().of(id.creator()) >= id.index()) {
                continue;
            }
            Diff diff = diff(page, id);
            if (diff == null) {
                absent.add(id);
            } else {
                diffs.add(new DiffNews(id, diff));
            }
        }
        add(to, unheard, new PageNews(page.id, copy, diffs, absent));
        noteFollower(to, page, want);
    }

    /** Sends what has been answered. */
    void flush() {
        while (!replies.isEmpty()) {
            var first = replies.pollFirstEntry();
            send(first.getKey(), first.getValue());
        }
    }

    /** Whoever holds a valid copy must hear of the next store: so the outstanding diff is made before a copy goes out (I20). */
    private CopyNews copy(Page page) {
        if (page.writing == Writing.ANNOUNCED) {
            takeDiff(page);
        }
        return new CopyNews(writes.copy(page), page.held, page.contents().toIds());
    }

    /** The diff of a notice that is known here, made now if it is the own one outstanding; null if it is not here. */
    @Nullable
    Diff diff(Page page, IntervalId id) {
        if (history.precedesEntry(id)) {
            // Whoever was there before must ask those who were, if this drone's changes follow while all that is being
            // collected (I63).
            return null;
        }
        if (id.creator() == self && page.writing == Writing.ANNOUNCED && page.announced == id.index()) {
            takeDiff(page);
        }
        Diff diff = table.notice(page, id).diff();
        if (diff == null && id.creator() == self) {
            throw new ProtocolException("Drone " + self + " was asked for the diff of its own interval " + id
                    + " for page " + page.id + ", and has none: a creator keeps its diffs until they are collected.");
        }
        return diff;
    }

    /** Whoever lacks this drone's newest changes and none before may be following it page by page, barrier by barrier (I52). */
    private void noteFollower(int drone, Page page, PageWant want) {
        int own = 0;
        boolean newest = false;
        for (IntervalId id : want.diffs()) {
            if (id.creator() == self) {
                own++;
                newest = page.notices().isNewest(id);
            }
        }
        if (own > 0) {
            followers.asked(page, drone, own == 1 && newest && want.copyOf() < 0);
        }
    }

    private void send(int to, Reply reply) {
        effects.send(to, new PageReply(roster.epoch(), reply.heard, reply.news));
    }

    private void add(int to, List<Interval> unheard, PageNews news) {
        Reply reply = replies.computeIfAbsent(to, drone -> new Reply());
        reply.heard = unheard.isEmpty() ? reply.heard : unheard;
        reply.news.add(news);
        reply.bytes += news.copy().map(copy -> copy.copy().bytes().length).orElse(0);
        for (DiffNews diff : news.diffs()) {
            reply.bytes += diff.diff().length();
        }
        if (reply.bytes > REPLY_BYTES) {
            replies.remove(to);
            send(to, reply);
        }
    }
}
