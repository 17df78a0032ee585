package io.hivemind.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * How many pages each drone owns. Every drone counts alike, for all know the same notices when a collection gives pages to
 * owners, and take the pages in the same order (I44, I56).
 */
final class Ownership {
    /** What is counted of one drone. */
    private static final class Count {
        private int owned;
        /** How many pages it has lost in the collection under way: it has to keep them until the end. */
        private int lost;
    }

    private int quota;
    /** By rank. */
    private final List<Count> counts = new ArrayList<>();
    /** The drones to which pages may go. */
    private TreeSet<Integer> takers;
    /** The drones from which pages have to go in the collection under way. */
    private TreeSet<Integer> leavers = new TreeSet<>();

    Ownership(List<Integer> members, int quota) {
        this.takers = new TreeSet<>(members);
        this.quota = quota;
    }

    /** How many pages a drone may own. */
    int quota() {
        return quota;
    }

    /**
     * In the collection that begins everything goes from those in {@code leaving} to those in {@code knowing}. Whoever comes gets
     * nothing yet, for it does not know what was written.
     */
    void change(Collection<Integer> leaving, List<Integer> knowing, int least) {
        takers = new TreeSet<>(knowing);
        leavers = new TreeSet<>(leaving);
        raise(least);
    }

    /** Every drone may own {@code least} pages at least. Nobody's quota ever gets less. */
    void raise(int least) {
        quota = Math.max(quota, least);
    }

    /** What was counted is wrong, and will be told. */
    void forget() {
        counts.clear();
    }

    /** A drone that was not there is told that {@code owner} owns {@code pages} pages. */
    void told(int owner, int pages) {
        count(owner).owned += pages;
    }

    /** Whether anybody leaves in the collection under way. */
    boolean areLeaving() {
        return !leavers.isEmpty();
    }

    /** Whether pages have to go from {@code owner} to another. */
    boolean isLeaving(int owner) {
        return leavers.contains(owner);
    }

    /**
     * The owner of a page from now on: the last writer if its quota allows, else the owner that it had, else whoever owns
     * least. Pages that nobody owned, or somebody who leaves, must come first: so there is a place for each.
     *
     * @param before who owned the page, or {@link Page#NOBODY}
     * @param lastWriter who wrote it last, or {@link Page#NOBODY}
     */
    int assign(int before, int lastWriter) {
        if (before == lastWriter && !isLeaving(before)) {
            return before;
        }
        int after = before;
        if (lastWriter != Page.NOBODY && takers.contains(lastWriter) && count(lastWriter).owned < quota) {
            after = lastWriter;
        } else if (before == Page.NOBODY || isLeaving(before)) {
            after = whoOwnsLeast();
        }
        move(before, after);
        return after;
    }

    private int whoOwnsLeast() {
        int least = takers.first();
        for (int drone : takers) {
            least = count(drone).owned < count(least).owned ? drone : least;
        }
        return least;
    }

    /** A page goes from {@code before}, who may be nobody, to {@code after}, whatever their quotas. */
    void move(int before, int after) {
        if (before != after) {
            count(after).owned++;
            if (before != Page.NOBODY) {
                count(before).lost++;
            }
        }
    }

    /** All pages of the collection have been assigned; from the next one on they may go to {@code members}. */
    void end(List<Integer> members) {
        takers = new TreeSet<>(members);
        leavers = new TreeSet<>();
        for (Count count : counts) {
            count.owned -= count.lost;
            count.lost = 0;
        }
    }

    private Count count(int drone) {
        while (counts.size() <= drone) {
            counts.add(new Count());
        }
        return counts.get(drone);
    }
}
