package io.hivemind.protocol;

import io.hivemind.protocol.Message.DiffNews;
import io.hivemind.protocol.Message.PageDiffs;
import io.hivemind.protocol.Message.PagePush;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Diffs that travel before anybody asks for them: to the followers of a page when this drone arrives at a barrier, and with
 * the token of a lock to a drone that writes the same pages (I52 to I54). A diff sent in vain costs bytes and nothing else.
 */
final class Ahead {
    private static final class Push {
        private final List<PageDiffs> diffs = new ArrayList<>();
        private long bytes;
    }

    private final NodeConfig.Ahead limits;
    private final Roster roster;
    private final PageTable table;
    private final PageServer server;
    private final Followers followers;
    private final Effects effects;
    /** Diffs that came before the notices that they belong to, by interval. */
    private final Map<IntervalId, List<PageDiffs>> early = new LinkedHashMap<>();

    private long earlyBytes;

    Ahead(
            NodeConfig.Ahead limits,
            Roster roster,
            PageTable table,
            PageServer server,
            Followers followers,
            Effects effects) {
        this.limits = limits;
        this.roster = roster;
        this.table = table;
        this.server = server;
        this.followers = followers;
        this.effects = effects;
    }

    /** Bytes of diffs that wait for their notices. */
    long bytes() {
        return earlyBytes;
    }

    /** Sends the diffs of own intervals to the followers of their pages (I52). */
    void push(List<Interval> own) {
        if (followers.areNone()) {
            return;
        }
        TreeMap<Integer, Push> pushes = new TreeMap<>();
        byPage(own).forEach((id, intervals) -> {
            Page page = table.get(id);
            List<Integer> drones = followers.nextFor(page);
            if (!drones.isEmpty()) {
                PageDiffs diffs = diffs(page, intervals);
                drones.forEach(drone -> add(pushes, drone, diffs));
            }
        });
        pushes.forEach(this::send);
    }

    /**
     * The diffs that go along with {@code news} to {@code drone}: of pages that it writes too, and only such that bring a
     * page up to date (I53).
     */
    List<PageDiffs> carry(int drone, List<Interval> news) {
        if (limits.grantBytes() == 0) {
            return List.of();
        }
        List<PageDiffs> carried = new ArrayList<>();
        long bytes = 0;
        for (Map.Entry<Integer, List<IntervalId>> entry : byPage(news).entrySet()) {
            Page page = table.get(entry.getKey());
            if (page.notices().areBy(drone)) {
                PageDiffs diffs = diffs(page, entry.getValue());
                bytes += bytes(diffs);
                if (bytes > limits.grantBytes()) {
                    return carried;
                }
                if (diffs.diffs().size() == entry.getValue().size()) {
                    carried.add(diffs);
                }
            }
        }
        return carried;
    }

    /** Diffs that nobody here asked for. Those whose notices have been forgotten came too late to be of use. */
    void came(List<PageDiffs> diffs, VectorTime time) {
        for (PageDiffs ofPage : diffs) {
            for (DiffNews news : ofPage.diffs()) {
                if (time.covers(news.interval().creator(), news.interval().index())) {
                    attach(ofPage.page(), news);
                } else {
                    early.computeIfAbsent(news.interval(), interval -> new ArrayList<>(1))
                            .add(new PageDiffs(ofPage.page(), List.of(news)));
                    earlyBytes += news.diff().length();
                }
            }
        }
    }

    /** The diffs of {@code own} intervals that others are to keep, by page. */
    List<PageDiffs> diffs(List<Interval> own) {
        List<PageDiffs> diffs = new ArrayList<>();
        byPage(own).forEach((id, intervals) -> {
            Page page = table.get(id);
            if (!page.exempt) {
                diffs.add(diffs(page, intervals));
            }
        });
        return diffs;
    }

    /** The notices of {@code interval} are here now, and with them the diffs that came early (I54). */
    void learned(Interval interval) {
        List<PageDiffs> diffs = early.remove(interval.id());
        if (diffs != null) {
            for (PageDiffs ofPage : diffs) {
                DiffNews news = ofPage.diffs().getFirst();
                earlyBytes -= news.diff().length();
                attach(ofPage.page(), news);
            }
        }
    }

    /** Diffs that came early and whose notices will never come, for their creators are gone, are of no use. */
    void forget(Collection<Integer> gone) {
        early.entrySet().removeIf(entry -> {
            boolean useless = gone.contains(entry.getKey().creator());
            if (useless) {
                entry.getValue()
                        .forEach(page ->
                                earlyBytes -= page.diffs().getFirst().diff().length());
            }
            return useless;
        });
    }

    /** How many bytes {@code diffs} have. */
    static long bytes(PageDiffs diffs) {
        long bytes = 0;
        for (DiffNews news : diffs.diffs()) {
            bytes += news.diff().length();
        }
        return bytes;
    }

    private void attach(int page, DiffNews news) {
        Notice notice = table.get(page).notices().get(news.interval());
        if (notice != null && notice.diff() == null) {
            table.attach(table.get(page), notice, news.diff());
        }
    }

    /** By page, the intervals that changed it, in their order. */
    private static SortedMap<Integer, List<IntervalId>> byPage(List<Interval> intervals) {
        TreeMap<Integer, List<IntervalId>> byPage = new TreeMap<>();
        for (Interval interval : intervals) {
            interval.pages()
                    .forEach(page -> byPage.computeIfAbsent(page, id -> new ArrayList<>(1))
                            .add(interval.id()));
        }
        return byPage;
    }

    /** Those of the diffs that are here. */
    private PageDiffs diffs(Page page, List<IntervalId> intervals) {
        List<DiffNews> diffs = new ArrayList<>(intervals.size());
        for (IntervalId id : intervals) {
            Diff diff = server.diff(page, id);
            if (diff != null) {
                diffs.add(new DiffNews(id, diff));
            }
        }
        return new PageDiffs(page.id, diffs);
    }

    private void add(Map<Integer, Push> pushes, int drone, PageDiffs diffs) {
        Push push = pushes.computeIfAbsent(drone, to -> new Push());
        push.diffs.add(diffs);
        push.bytes += bytes(diffs);
        if (push.bytes > PageServer.REPLY_BYTES) {
            pushes.remove(drone);
            send(drone, push);
        }
    }

    private void send(int drone, Push push) {
        effects.send(drone, new PagePush(roster.epoch(), push.diffs));
    }
}
