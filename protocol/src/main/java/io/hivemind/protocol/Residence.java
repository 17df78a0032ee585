package io.hivemind.protocol;

import java.util.Iterator;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/**
 * The order in which pages are given up: after the 2Q of Johnson and Shasha (VLDB 1994), in which a page that was used in one go
 * is given up before those that were used again. Nobody sees an access to a page that is accessible; so a page is closed some time before
 * it is given up, and if it is touched until then, it has been used again.
 */
final class Residence {
    /** Where a page is. */
    enum Place {
        /** It takes up no memory, or may not be given up. */
        NOWHERE,
        /** It came for the first time, or after it had been forgotten. */
        RECENT,
        /** It was used again. */
        MAIN,
        /** It is closed, and will be given up unless it is touched. */
        STANDBY
    }

    /** The part of the pages in order that may be recent before those are given up first. */
    private static final int RECENT_PART = 4;

    private final Room.Choice choice;
    /** For how many pages given up since a page counts as used again when it comes back. */
    private final long memory;

    private final LinkedHashSet<Page> recent = new LinkedHashSet<>();
    private final LinkedHashSet<Page> main = new LinkedHashSet<>();
    private final LinkedHashSet<Page> standby = new LinkedHashSet<>();
    private long evictions;
    private long refetches;

    Residence(Room room) {
        this.choice = room.choice();
        this.memory = room.bytes() / room.pageSize() / 2;
    }

    long evictions() {
        return evictions;
    }

    long refetches() {
        return refetches;
    }

    int standby() {
        return standby.size();
    }

    /** How many pages could be closed. */
    int open() {
        return recent.size() + main.size();
    }

    /** A page that takes up memory is used. */
    void used(Page page) {
        switch (page.place) {
            case NOWHERE -> come(page);
            case STANDBY -> {
                standby.remove(page);
                put(page, Place.MAIN);
            }
            case RECENT, MAIN -> {}
        }
    }

    private void come(Page page) {
        boolean known = page.givenUp > 0 && evictions - page.givenUp < memory;
        refetches += page.givenUp > 0 ? 1 : 0;
        page.givenUp = 0;
        put(page, known || choice == Room.Choice.LEAST_RECENT ? Place.MAIN : Place.RECENT);
    }

    private void put(Page page, Place place) {
        page.place = place;
        (place == Place.MAIN ? main : recent).add(page);
    }

    /** The next page to close, which is in order no more; null if there is none. */
    @Nullable
    Page next() {
        LinkedHashSet<Page> from =
                main.isEmpty() || recent.size() > (recent.size() + main.size()) / RECENT_PART ? recent : main;
        if (from.isEmpty()) {
            return null;
        }
        Page page = from.removeFirst();
        page.place = Place.NOWHERE;
        return page;
    }

    /** A page that {@link #next} gave cannot be given up now. */
    void back(Page page) {
        put(page, Place.MAIN);
    }

    /** A page has been closed and will be given up. */
    void standBy(Page page) {
        recent.remove(page);
        main.remove(page);
        page.place = Place.STANDBY;
        standby.add(page);
    }

    /** The pages that are closed, those first that have been so for longest. */
    Iterator<Page> closed() {
        return standby.iterator();
    }

    /** A closed page is in order no more: it has been given up, or must not be. */
    void leave(Page page) {
        standby.remove(page);
        page.place = Place.NOWHERE;
    }

    /** A page has been given up. */
    void gaveUp(Page page) {
        leave(page);
        page.givenUp = ++evictions;
    }
}
