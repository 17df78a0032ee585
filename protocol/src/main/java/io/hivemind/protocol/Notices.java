package io.hivemind.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The write notices of one page that a drone has heard of and not forgotten. They are kept by creator, because a copy says
 * for each creator how far it goes: what it lacks is then the end of each list, and costs nothing to leave out what it has.
 * A page that a lock hands round gathers thousands of notices between two collections.
 */
final class Notices {
    /** Those of one creator. */
    private static final class Row {
        private final int creator;
        /** Ascending by interval. */
        private final ArrayList<Notice> notices = new ArrayList<>(1);
        /** The newest interval that a collection includes which has begun and not ended; 0 if there is none. */
        private int collected;

        private Row(int creator) {
            this.creator = creator;
        }

        /** The position of the first notice after interval {@code index}; the number of notices if there is none. */
        private int after(int index) {
            int low = 0;
            int high = notices.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (notices.get(middle).interval().index() > index) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }

        private int newest() {
            return notices.getLast().interval().index();
        }

        private @Nullable Notice newestCollected() {
            int before = after(collected) - 1;
            return before < 0 ? null : notices.get(before);
        }
    }

    /** Ascending by creator; few drones write a page. None is empty. */
    private final ArrayList<Row> rows = new ArrayList<>(1);

    /** Adds the notice of {@code interval}, which is newer than any other of its creator. */
    void add(Interval interval) {
        int at = position(interval.creator());
        if (at < 0) {
            at = -at - 1;
            rows.add(at, new Row(interval.creator()));
        }
        rows.get(at).notices.add(new Notice(interval));
    }

    boolean areNone() {
        return rows.isEmpty();
    }

    /** Hands each to {@code action}. */
    void forEach(Consumer<Notice> action) {
        for (Row row : rows) {
            row.notices.forEach(action);
        }
    }

    /** Whether any is by {@code creator}. */
    boolean areBy(int creator) {
        return position(creator) >= 0;
    }

    /** The notice of {@code id}, or null if there is none. */
    @Nullable
    Notice get(IntervalId id) {
        int at = position(id.creator());
        if (at < 0) {
            return null;
        }
        Row row = rows.get(at);
        int before = row.after(id.index()) - 1;
        Notice notice = before < 0 ? null : row.notices.get(before);
        return notice != null && notice.interval().index() == id.index() ? notice : null;
    }

    /** Whether no notice of the same creator is newer than that of {@code id}. */
    boolean isNewest(IntervalId id) {
        int at = position(id.creator());
        return at >= 0 && rows.get(at).newest() == id.index();
    }

    /**
     * Whether there is any notice that {@code included} does not include.
     *
     * @param alsoCollected whether those count that a collection under way includes
     */
    boolean goBeyond(Contents included, boolean alsoCollected) {
        for (Row row : rows) {
            if (row.newest() > floor(row, included, alsoCollected)) {
                return true;
            }
        }
        return false;
    }

    /** The notices that {@link #goBeyond} speaks of, creator by creator, ascending. */
    List<Notice> beyond(Contents included, boolean alsoCollected) {
        List<Notice> beyond = new ArrayList<>();
        for (Row row : rows) {
            int from = row.after(floor(row, included, alsoCollected));
            beyond.addAll(row.notices.subList(from, row.notices.size()));
        }
        return beyond;
    }

    /** A collection of everything up to {@code cut} begins. Returns the last notice in it, or null if there is none. */
    @Nullable
    Notice collect(VectorTime cut) {
        Notice last = null;
        for (Row row : rows) {
            row.collected = cut.get(row.creator);
            Notice newest = row.newestCollected();
            if (newest != null && (last == null || Notice.APPLY_ORDER.compare(newest, last) > 0)) {
                last = newest;
            }
        }
        return last;
    }

    /** Whether {@code included} includes all notices of the collection under way. */
    boolean collectedAreIn(Contents included) {
        for (Row row : rows) {
            Notice newest = row.newestCollected();
            if (newest != null && !included.includes(newest.interval())) {
                return false;
            }
        }
        return true;
    }

    /** Forgets the notices that {@code cut} covers, and hands each to {@code forgotten}. */
    void forget(VectorTime cut, Consumer<Notice> forgotten) {
        for (Row row : rows) {
            List<Notice> covered = row.notices.subList(0, row.after(cut.get(row.creator)));
            covered.forEach(forgotten);
            covered.clear();
        }
        rows.removeIf(row -> row.notices.isEmpty());
    }

    private static int floor(Row row, Contents included, boolean alsoCollected) {
        return Math.max(included.of(row.creator), alsoCollected ? 0 : row.collected);
    }

    /** The position of the row of {@code creator}; if there is none, less one and negative where it would be. */
    private int position(int creator) {
        int low = 0;
        int high = rows.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int here = rows.get(middle).creator;
            if (here == creator) {
                return middle;
            } else if (here < creator) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }
}
