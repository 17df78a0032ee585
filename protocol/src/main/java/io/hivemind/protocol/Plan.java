package io.hivemind.protocol;

import io.hivemind.protocol.Message.PageWant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whom to ask for what, so that one page comes up to date (I22, I23): the drone with a whole copy if there is none here, and
 * of the writers only those whose newest interval no other's newest follows. Each of these holds every diff of the page
 * that precedes its own.
 */
final class Plan {
    private final Page page;
    private final int self;
    /** By drone, the intervals whose diffs to ask of it. */
    private final TreeMap<Integer, List<IntervalId>> diffs = new TreeMap<>();

    private Plan(Page page, int self) {
        this.page = page;
        this.self = self;
    }

    /** What {@code page} needs at drone {@code self}; empty if everything is here. */
    static SortedMap<Integer, PageWant> of(Page page, int self) {
        Plan plan = new Plan(page, self);
        List<Notice> absent = plan.absent();
        plan.askWriters(absent);
        TreeMap<Integer, PageWant> wants = new TreeMap<>();
        if (!page.hasCopy()) {
            plan.diffs.computeIfAbsent(page.owner, drone -> new ArrayList<>(0));
        }
        plan.diffs.forEach((drone, ids) -> wants.put(
                drone, new PageWant(page.id, drone == page.owner && !page.hasCopy() ? page.required : -1, ids)));
        return wants;
    }

    /** The notices whose diffs have to come from elsewhere. */
    private List<Notice> absent() {
        boolean hasCopy = page.hasCopy();
        List<Notice> candidates = page.lacking();
        Notice ownersNewest = hasCopy ? null : newestOf(page.owner, candidates);
        List<Notice> absent = new ArrayList<>(candidates.size());
        for (Notice notice : candidates) {
            boolean comesWithCopy = isGivenAway(notice, hasCopy)
                    || (ownersNewest != null && notice.interval().precedes(ownersNewest.interval()));
            if (notice.diff() == null && !comesWithCopy) {
                if (notice.interval().creator() == self) {
                    throw new ProtocolException("Drone " + self + " lacks the diff of its own interval "
                            + notice.interval().id() + " for page " + page.id + ".");
                }
                absent.add(notice);
            }
        }
        return absent;
    }

    /** Whether only the copy that was here had the changes of one who is gone (I75): so they are in the owner's, too, which was made of it. */
    private boolean isGivenAway(Notice notice, boolean hasCopy) {
        return !hasCopy && notice.isOrphan() && notice.source() == self;
    }

    private void askWriters(List<Notice> absent) {
        List<Notice> orphans = absent.stream().filter(Notice::isOrphan).toList();
        for (Notice notice : orphans) {
            diffs.computeIfAbsent(notice.source(), drone -> new ArrayList<>(1))
                    .add(notice.interval().id());
        }
        List<Notice> others = new ArrayList<>(absent);
        others.removeAll(orphans);
        List<Notice> newest = newestOfEach(others);
        List<Notice> undominated = new ArrayList<>(newest.size());
        for (Notice notice : newest) {
            if (!isDominated(notice, newest)) {
                undominated.add(notice);
            }
        }
        for (Notice notice : others) {
            diffs.computeIfAbsent(holder(notice, undominated), drone -> new ArrayList<>(1))
                    .add(notice.interval().id());
        }
    }

    /** The newest of each creator; {@code notices} come creator by creator, ascending. */
    private static List<Notice> newestOfEach(List<Notice> notices) {
        List<Notice> newest = new ArrayList<>();
        for (int i = 0; i < notices.size(); i++) {
            int creator = notices.get(i).interval().creator();
            if (i + 1 == notices.size() || notices.get(i + 1).interval().creator() != creator) {
                newest.add(notices.get(i));
            }
        }
        return newest;
    }

    private static boolean isDominated(Notice notice, List<Notice> newest) {
        Interval interval = notice.interval();
        for (Notice other : newest) {
            if (other.interval().creator() != interval.creator() && interval.precedes(other.interval())) {
                return true;
            }
        }
        return false;
    }

    private static int holder(Notice notice, List<Notice> undominated) {
        int creator = notice.interval().creator();
        if (notice.asksCreator()) {
            return creator;
        }
        int follower = creator;
        for (Notice other : undominated) {
            if (other.interval().creator() == creator) {
                return creator;
            }
            if (notice.interval().precedes(other.interval())) {
                follower = other.interval().creator();
            }
        }
        return follower;
    }

    private static @Nullable Notice newestOf(int creator, List<Notice> notices) {
        Notice newest = null;
        for (Notice notice : notices) {
            newest = notice.interval().creator() == creator ? notice : newest;
        }
        return newest;
    }
}
