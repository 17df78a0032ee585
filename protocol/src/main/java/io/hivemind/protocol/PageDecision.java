package io.hivemind.protocol;

import io.hivemind.protocol.Message.DiffSource;
import io.hivemind.protocol.Message.Holding;
import io.hivemind.protocol.Message.Repair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What becomes of one page of which something may be lost, found from what those who are left hold of it (I75): who owns it from
 * now on, and where the diffs are of those who are gone.
 */
final class PageDecision {
    private final View view;
    private final int page;
    /** By drone, ascending. */
    private final Map<Integer, Holding> holdings;
    /** Who owned the page, as far as that matters. */
    private final int before;

    private PageDecision(View view, int page, Map<Integer, Holding> holdings, int before) {
        this.view = view;
        this.page = page;
        this.holdings = holdings;
        this.before = before;
    }

    /** What becomes of {@code page}, for a hive whose members are those of {@code view}, some of them gone. */
    static Repair decide(View view, Page page, Map<Integer, Holding> holdings) {
        return new PageDecision(view, page.id, holdings, page.owner).decide();
    }

    private Repair decide() {
        TreeMap<IntervalId, Integer> sources =
                new TreeMap<>(Comparator.comparingInt(IntervalId::creator).thenComparingInt(IntervalId::index));
        List<IntervalId> undiffed = new ArrayList<>();
        // Newcomers do not know all of them.
        holdings.values().forEach(holding -> holding.orphans().forEach(orphan -> sources.put(orphan, source(orphan))));
        sources.forEach((orphan, source) -> {
            if (source == Page.NOBODY) {
                undiffed.add(orphan);
            }
        });
        Map.Entry<Integer, Holding> best = holdings.entrySet().stream()
                .max(Comparator.<Map.Entry<Integer, Holding>>comparingInt(
                                entry -> entry.getValue().base() ? 1 : 0)
                        .thenComparingInt(entry ->
                                entry.getValue().base() ? 0 : entry.getValue().held())
                        .thenComparingLong(entry -> undiffed.stream()
                                .filter(id -> includes(entry.getValue(), id))
                                .count())
                        .thenComparingInt(entry -> view.has(entry.getKey()) ? 1 : 0)
                        .thenComparingInt(entry -> entry.getKey() == before ? 1 : 0)
                        .thenComparingInt(entry -> -entry.getKey()))
                .orElseThrow();
        for (IntervalId id : undiffed) {
            if (includes(best.getValue(), id)) {
                sources.put(id, best.getKey());
            }
        }
        List<DiffSource> all = new ArrayList<>(sources.size());
        sources.forEach((id, drone) -> all.add(new DiffSource(id, drone)));
        return new Repair(page, best.getKey(), !best.getValue().base(), all);
    }

    private int source(IntervalId orphan) {
        for (Map.Entry<Integer, Holding> entry : holdings.entrySet()) {
            if (entry.getValue().diffs().contains(orphan)) {
                return entry.getKey();
            }
        }
        return Page.NOBODY;
    }

    private static boolean includes(Holding holding, IntervalId id) {
        return holding.contains().stream()
                .anyMatch(newest -> newest.creator() == id.creator() && newest.index() >= id.index());
    }
}
