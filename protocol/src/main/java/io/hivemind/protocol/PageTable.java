package io.hivemind.protocol;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All pages that a drone has touched or heard of, and the diffs attached to their notices. */
final class PageTable {
    private static final int LEAF_BITS = 10;
    private static final int LEAF = 1 << LEAF_BITS;
    /** What a notice costs in memory beside its diff, roughly. */
    private static final int NOTICE_BYTES = 32;

    private static final class Leaf {
        private final @Nullable Page[] pages = new Page[LEAF];
    }

    private final int self;
    private final int size;
    private final boolean lent;
    /** By page, in two steps; a leaf is made when one of its pages is. */
    private final @Nullable Leaf[] leaves;

    /** The pages that have diffs of others, in the order in which the first of them came. */
    private final LinkedHashSet<Page> borrowing = new LinkedHashSet<>();

    /** The pages that have notices, in the order in which the first of them came. */
    private final LinkedHashSet<Page> noticed = new LinkedHashSet<>();

    private long bytes;
    private long ownNoticeBytes;
    /** Of {@link #bytes}, those of diffs that others made. */
    private long borrowedBytes;

    /**
     * Makes the table of a heap of {@code size} pages.
     *
     * @param lent whether the diffs that others made may be forgotten, because they have them
     */
    PageTable(int self, int size, boolean lent) {
        this.self = self;
        this.lent = lent;
        this.size = size;
        this.leaves = new Leaf[(size + LEAF - 1) >> LEAF_BITS];
    }

    /** The page {@code id}, made if nothing was known of it. */
    Page get(int id) {
        if (id < 0 || id >= size) {
            throw new ProtocolException("There is no page " + id + ": the heap has pages 0 to " + (size - 1) + ".");
        }
        Leaf leaf = leaves[id >> LEAF_BITS];
        if (leaf == null) {
            leaf = new Leaf();
            leaves[id >> LEAF_BITS] = leaf;
        }
        Page page = leaf.pages[id & (LEAF - 1)];
        if (page == null) {
            page = new Page(id);
            leaf.pages[id & (LEAF - 1)] = page;
        }
        return page;
    }

    /** Those that have notices, in ascending order. */
    List<Page> noticed() {
        List<Page> all = new ArrayList<>(noticed);
        all.sort(Comparator.comparingInt(page -> page.id));
        return all;
    }

    /** Those that somebody owns, in ascending order. */
    List<Page> owned() {
        List<Page> owned = new ArrayList<>();
        for (Leaf leaf : leaves) {
            for (int i = 0; leaf != null && i < LEAF; i++) {
                Page page = leaf.pages[i];
                if (page != null && (page.owner != Page.NOBODY || page.validating > 0)) {
                    owned.add(page);
                }
            }
        }
        return owned;
    }

    /** Bytes of notices and diffs. */
    long bytes() {
        return bytes;
    }

    /** Of {@link #bytes}, those of notices that this drone made. */
    long ownNoticeBytes() {
        return ownNoticeBytes;
    }

    void addNotice(Page page, Interval interval) {
        page.notices().add(interval);
        noticed.add(page);
        bytes += NOTICE_BYTES;
        ownNoticeBytes += interval.creator() == self ? NOTICE_BYTES : 0;
    }

    /** The notice of {@code id} for {@code page}, which must be known. */
    Notice notice(Page page, IntervalId id) {
        Notice notice = page.notices().get(id);
        if (notice == null) {
            throw new ProtocolException("Page " + page.id + " has no notice of interval " + id
                    + " here: a diff is asked for and answered only between drones that both know its notice.");
        }
        return notice;
    }

    /** Of {@link #bytes}, those of diffs that others made, and keep. */
    long borrowedBytes() {
        return borrowedBytes;
    }

    void attach(Page page, Notice notice, Diff diff) {
        notice.attach(diff);
        bytes += diff.length();
        if (isBorrowed(notice)) {
            borrowedBytes += diff.length();
            borrowing.add(page);
        }
    }

    /** Forgets the diffs of others for all pages but those that are {@code needed}. */
    void giveBack(Predicate<Page> needed) {
        for (Iterator<Page> each = borrowing.iterator(); borrowedBytes > 0 && each.hasNext(); ) {
            Page page = each.next();
            if (!needed.test(page)) {
                page.notices().forEach(this::giveBack);
                each.remove();
            }
        }
    }

    private boolean isBorrowed(Notice notice) {
        return lent && notice.interval().creator() != self;
    }

    private void giveBack(Notice notice) {
        Diff diff = notice.diff();
        if (diff != null && isBorrowed(notice)) {
            notice.detach();
            bytes -= diff.length();
            borrowedBytes -= diff.length();
        }
    }

    /** Forgets the notices that {@code cut} covers, and their diffs. */
    void forget(Page page, VectorTime cut) {
        page.notices().forget(cut, notice -> {
            Diff diff = notice.diff();
            int length = diff == null ? 0 : diff.length();
            boolean own = notice.interval().creator() == self;
            bytes -= NOTICE_BYTES + length;
            ownNoticeBytes -= own ? NOTICE_BYTES : 0;
            borrowedBytes -= isBorrowed(notice) ? length : 0;
        });
        if (page.notices().areNone()) {
            noticed.remove(page);
            borrowing.remove(page);
        }
        page.contents().forget(cut);
    }
}
