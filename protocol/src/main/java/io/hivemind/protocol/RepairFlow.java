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

    RepairFlow(int self, Roster roster, PageTable table, Writes writes) {
        this.self = self;
        this.roster = roster;
        this.table = table;
        this.writes = writes;
    }

    /** What this drone holds of the pages of which something may be lost with those in {@code gone}; a collection of {@code collected} is under way. */
    List<Holding> holdings(Collection<Integer> gone, Set<Integer> collected) {
        Set<Integer> concerned = new TreeSet<>(collected);
        table.noticed().forEach(page -> concerned.add(page.id));
        table.owned().forEach(page -> concerned.add(page.id));
        List<Holding> holdings = new ArrayList<>();
        for (int id : concerned) {
            Page page = table.get(id);
            List<IntervalId> orphans = orphans(page, gone);
            boolean needy = gone.contains(page.owner) || page.validating > 0 || !orphans.isEmpty();
            if (needy || collected.contains(id)) {
                holdings.add(new Holding(
                        id,
                        needy,
                        page.isBase(),
                        page.held,
                        page.contents().toIds(),
                        orphans,
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
    List<Repair> repairs(Map<Integer, List<Holding>> reports) {
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
            repairs.add(PageDecision.decide(roster.view(), table.get(id), byPage.getOrDefault(id, new TreeMap<>())));
        }
        return repairs;
    }

    /** Of a page of which something may be lost it has been decided what becomes of it (I75). */
    void repair(Page page, Repair repair) {
        writes.own(page, repair.owner());
        page.required = page.requiredBefore;
        page.validating = 0;
        boolean isOwner = repair.owner() == self;
        if (repair.stale() && isOwner) {
            // Others ask for it now, also if nothing was ever stored here.
            writes.fill(page);
            page.held = page.required;
        }
        for (DiffSource source : repair.sources()) {
            // A newcomer may have no notice, and no copy that would lack the diff.
            IntervalId id = source.interval();
            Notice notice = page.notices().get(id);
            boolean isLost = source.drone() == Page.NOBODY;
            if (isLost && !isOwner && page.contents().of(id.creator()) >= id.index()) {
                // What is lost for the others is lost here, too.
                giveUp(page);
            } else if (notice != null && !isLost) {
                notice.moveTo(source.drone());
            } else if (notice != null && notice.diff() == null) {
                table.attach(page, notice, Diff.of(new byte[0]));
            }
        }
    }

    private void giveUp(Page page) {
        page.held = -1;
        writes.invalidate(page);
    }
}
