package io.hivemind.protocol;

import io.hivemind.protocol.Message.DiffSource;
import io.hivemind.protocol.Message.Holding;
import io.hivemind.protocol.Message.Repair;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What becomes of pages of which something may be lost with drones that have failed (I75). */
final class RepairFlow {
    private final int self;
    private final Roster roster;
    private final PageTable table;
    private final Writes writes;
    private final History history;

    RepairFlow(int self, Roster roster, PageTable table, Writes writes, History history) {
        this.self = self;
        this.roster = roster;
        this.table = table;
        this.writes = writes;
        this.history = history;
    }

    /** What this drone holds of the pages of which something may be lost with those in {@code gone}; a collection of {@code collected} is under way. */
    List<Holding> holdings(Collection<Integer> gone, Set<Integer> collected, boolean fresh) {
        Set<Integer> concerned = new TreeSet<>(collected);
        table.noticed().forEach(page -> concerned.add(page.id));
        table.owned().forEach(page -> concerned.add(page.id));
        List<Holding> holdings = new ArrayList<>();
        for (int id : concerned) {
            Page page = table.get(id);
            List<IntervalId> orphans = orphans(page, gone);
            boolean ahead = isAhead(page);
            boolean needy = gone.contains(page.owner) || page.validating > 0 || !orphans.isEmpty() || ahead;
            if (needy || collected.contains(id)) {
                holdings.add(new Holding(
                        id,
                        needy,
                        !fresh && page.isBase() && !ahead,
                        page.held,
                        page.contents().toIds(),
                        orphans.stream()
                                .filter(orphan -> table.notice(page, orphan).diff() != null)
                                .toList()));
            }
        }
        return holdings;
    }

    /** The intervals that changed {@code page} and are not forgotten, of those in {@code gone} and others that went before. */
    private static List<IntervalId> orphans(Page page, Collection<Integer> gone) {
        List<IntervalId> orphans = new ArrayList<>(0);
        page.notices().forEach(notice -> {
            if (notice.isOrphan() || gone.contains(notice.source())) {
                orphans.add(notice.interval().id());
            }
        });
        return orphans;
    }

    /** At the leader of a change: what becomes of the pages of which something may be lost (I75). */
    List<Repair> repairs(Collection<Integer> gone, Map<Integer, List<Holding>> reports) {
        TreeMap<Integer, TreeMap<Integer, Holding>> byPage = new TreeMap<>();
        Set<Integer> needy = new TreeSet<>();
        reports.forEach((drone, holdings) -> holdings.forEach(holding -> {
            byPage.computeIfAbsent(holding.page(), page -> new TreeMap<>()).put(drone, holding);
            if (holding.needy()) {
                needy.add(holding.page());
            }
        }));
        List<Repair> repairs = new ArrayList<>(needy.size());
        for (int id : needy) {
            Page page = table.get(id);
            repairs.add(PageDecision.decide(
                    roster.view(), page, byPage.getOrDefault(id, new TreeMap<>()), orphans(page, gone)));
        }
        return repairs;
    }

    /** Of a page of which something may be lost it has been decided what becomes of it (I75). */
    void repair(Page page, Repair repair) {
        writes.own(page, repair.owner());
        page.required = page.requiredBefore;
        page.validating = 0;
        boolean isOwner = repair.owner() == self;
        if (isAhead(page)) {
            giveUp(page);
        }
        if (repair.stale() && isOwner) {
            page.held = page.required;
        }
        for (DiffSource source : repair.sources()) {
            Notice notice = page.notices().get(source.interval());
            if (notice == null) {
                // Newcomers have no copy that would lack it.
                continue;
            }
            if (source.drone() != Page.NOBODY) {
                notice.moveTo(source.drone());
            } else if (!isOwner && page.contents().includes(notice.interval())) {
                // What is lost for the others is lost here, too.
                giveUp(page);
            } else if (notice.diff() == null) {
                table.attach(page, notice, Diff.of(new byte[0]));
            }
        }
    }

    /** Whether the copy here has changes of a drone that failed of which nobody who is left has heard: they never happened. */
    private boolean isAhead(Page page) {
        return page.contents().toIds().stream()
                .anyMatch(id -> roster.isSuspect(id.creator())
                        && id.index() > history.time().get(id.creator()));
    }

    private void giveUp(Page page) {
        page.held = -1;
        writes.invalidate(page);
    }
}
