package io.hivemind.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts together what has come for a page (I24): a copy, if there was none of use, and diffs in an order that extends happened-before. */
final class Assembly {
    private final Writes writes;

    Assembly(Writes writes) {
        this.writes = writes;
    }

    /** Brings {@code page} up to date, for which everything is here. */
    void bringUpToDate(Page page) {
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
}
