package io.hivemind.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The access misses under way: who waits for which pages, and which answers are outstanding (I22 to I27). */
final class Fetches {
    /** One wait for one page or several. */
    static final class Wait {
        private final Input.@Nullable Touch touch;
        private final TreeSet<Integer> pages = new TreeSet<>();
        /** Whether pages may still be added, so that the wait is not over even if it has none left. */
        private boolean open = true;

        private Wait(Input.@Nullable Touch touch) {
            this.touch = touch;
        }

        /** What a thread waits for; null if none does. */
        Input.@Nullable Touch touch() {
            return touch;
        }

        boolean isOver() {
            return !open && pages.isEmpty();
        }

        /** Whether no more pages will be added. */
        boolean isClosed() {
            return !open;
        }

        /** Whether none of the pages added so far is outstanding. */
        boolean isIdle() {
            return pages.isEmpty();
        }
    }

    /** What one wait wants of one page. */
    record Wanted(Wait by, Access access) {}

    private static final class Miss {
        private final List<Wanted> wanted = new ArrayList<>(1);
        /** The drones whose answer is outstanding. */
        private final TreeSet<Integer> asked = new TreeSet<>();
        /** Whether the questions were asked before the collection under way began. */
        private boolean beforeCollection;
    }

    private final TreeMap<Integer, Miss> misses = new TreeMap<>();
    private final TreeMap<Long, Wait> waits = new TreeMap<>();
    /** How many misses are {@link Miss#beforeCollection}. */
    private int oldMisses;

    /** A wait of a thread, or of none: the owner of pages makes its copies whole for a collection. */
    Wait newWait(Input.@Nullable Touch touch) {
        return new Wait(touch);
    }

    /** How many pages are missed. */
    int misses() {
        return misses.size();
    }

    /** {@code wait} has all its pages. Returns whether it is over already. */
    boolean close(Wait wait) {
        wait.open = false;
        if (!wait.isOver() && wait.touch != null) {
            waits.put(wait.touch.ticket(), wait);
        }
        return wait.isOver();
    }

    /** {@code wait} needs {@code page}. Returns whether it is the first to miss it, so that somebody must be asked. */
    boolean miss(Page page, Wait wait, Access access) {
        wait.pages.add(page.id);
        Miss miss = misses.get(page.id);
        boolean first = miss == null;
        if (miss == null) {
            miss = new Miss();
            misses.put(page.id, miss);
        }
        miss.wanted.add(new Wanted(wait, access));
        return first;
    }

    boolean isMissing(Page page) {
        return misses.containsKey(page.id);
    }

    /** {@code drone} has been asked for {@code page}. */
    void asked(Page page, int drone) {
        missOf(page).asked.add(drone);
    }

    /** {@code drone} has answered for {@code page}. Returns whether all have. */
    boolean answered(Page page, int drone) {
        Miss miss = missOf(page);
        if (!miss.asked.remove(drone)) {
            throw new ProtocolException("Drone " + drone + " answered for page " + page.id + " without being asked.");
        }
        if (!miss.asked.isEmpty()) {
            return false;
        }
        if (miss.beforeCollection) {
            miss.beforeCollection = false;
            oldMisses--;
        }
        return true;
    }

    /** The miss of {@code page} is over. Returns who wanted the page; each has one page less to wait for. */
    List<Wanted> over(Page page) {
        List<Wanted> wanted = missOf(page).wanted;
        misses.remove(page.id);
        for (Wanted one : wanted) {
            one.by.pages.remove(page.id);
            if (one.by.isOver() && one.by.touch != null) {
                waits.remove(one.by.touch.ticket());
            }
        }
        return wanted;
    }

    /** A collection begins: its end must wait for the answers that are outstanding now. */
    void collectionBegins() {
        for (Miss miss : misses.values()) {
            if (!miss.beforeCollection && !miss.asked.isEmpty()) {
                miss.beforeCollection = true;
                oldMisses++;
            }
        }
    }

    /** Whether {@code page} is missed and nobody has been asked for it. */
    boolean isUnasked(Page page) {
        Miss miss = misses.get(page.id);
        return miss != null && miss.asked.isEmpty();
    }

    /** Nobody will answer what has been asked; all is to be asked anew. Returns the pages that are missed. */
    List<Integer> forgetAsked() {
        for (Miss miss : misses.values()) {
            miss.asked.clear();
            miss.beforeCollection = false;
        }
        oldMisses = 0;
        return List.copyOf(misses.keySet());
    }

    /** Whether an answer to a question from before the collection is outstanding. */
    boolean hasOldMisses() {
        return oldMisses > 0;
    }

    /** What the wait {@code ticket} waits for, or null if there is no such wait. */
    @Nullable
    String describe(long ticket) {
        Wait wait = waits.get(ticket);
        if (wait == null) {
            return null;
        }
        TreeSet<Integer> drones = new TreeSet<>();
        for (int page : wait.pages) {
            Miss miss = misses.get(page);
            if (miss != null) {
                drones.addAll(miss.asked);
            }
        }
        return Words.count(wait.pages.size(), "page", "pages") + " from page " + wait.pages.first() + " on, of "
                + Words.drones(drones);
    }

    private Miss missOf(Page page) {
        Miss miss = misses.get(page.id);
        if (miss == null) {
            throw new ProtocolException("Page " + page.id + " was answered for, but nobody here waits for it.");
        }
        return miss;
    }
}
