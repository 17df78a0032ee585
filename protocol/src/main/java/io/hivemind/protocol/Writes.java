package io.hivemind.protocol;

import io.hivemind.protocol.Page.Writing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What the threads of this drone are writing: twins, and how far each written page is on its way to the others (I8 to
 * I21; "The race that eats stores" in {@code docs/protocol.md}).
 */
final class Writes {
    private record Cooling(Page page, long since) {
        boolean isCurrent() {
            return page.writing == Writing.COOLING && page.coolingSince == since;
        }
    }

    private final PageMemory memory;
    private final Threads threads;
    /** The pages that are {@link Writing#FRESH}, in the order in which they were asked for. */
    private final LinkedHashSet<Page> fresh = new LinkedHashSet<>();
    /** The pages that are {@link Writing#RETAINED}. */
    private final LinkedHashSet<Page> retained = new LinkedHashSet<>();
    /** The pages that are {@link Writing#COOLING}, and entries of some that no longer are. */
    private final ArrayDeque<Cooling> cooling = new ArrayDeque<>();

    private long twinsMade;
    private long twinsHeld;
    private long diffsMade;

    Writes(PageMemory memory, Threads threads) {
        this.memory = memory;
        this.threads = threads;
    }

    long twinsMade() {
        return twinsMade;
    }

    long twinsHeld() {
        return twinsHeld;
    }

    long diffsMade() {
        return diffsMade;
    }

    int cooling() {
        return cooling.size();
    }

    /** Lets threads load from a page that is up to date. */
    void allowRead(Page page) {
        if (!page.access.allows(Access.READ)) {
            allow(page, Access.READ);
        }
    }

    /** Lets threads store into a page that is up to date. */
    void allowWrite(Page page) {
        if (page.access == Access.WRITE) {
            return;
        }
        if (!page.exclusive) {
            prepare(page);
        }
        page.blank = false;
        allow(page, Access.WRITE);
    }

    private void prepare(Page page) {
        if (page.writing == Writing.NONE) {
            if (!page.blank) {
                memory.twin(page.id);
                twinsMade++;
                twinsHeld++;
            }
            page.writing = Writing.FRESH;
            fresh.add(page);
        } else if (page.writing == Writing.COOLING) {
            retain(page);
        }
    }

    /** Whether a store into {@code page} may still have to be announced. */
    boolean isUnannounced(Page page) {
        return page.writing == Writing.FRESH || page.writing == Writing.RETAINED;
    }

    /**
     * The pages written since the last notice for them (I4). Those that turn out unchanged may no longer be written
     * without asking; but a store that was under way may have landed since, so they are compared again while they cool.
     */
    List<Page> unannounced() {
        LinkedHashSet<Page> written = new LinkedHashSet<>(fresh);
        fresh.clear();
        List<Page> compared = new ArrayList<>(retained);
        retained.clear();
        for (Page page : compared) {
            if (memory.changed(page.id)) {
                written.add(page);
            } else {
                cool(page);
            }
        }
        for (Cooling entry : cooling) {
            if (entry.isCurrent() && memory.changed(entry.page().id)) {
                written.add(entry.page());
            }
        }
        return List.copyOf(written);
    }

    /** A page of {@link #unannounced} has got its notice, that of own interval {@code index}. */
    void announced(Page page, int index) {
        page.writing = Writing.ANNOUNCED;
        page.announced = index;
    }

    /** Makes the diff that the own notice of an announced page still lacks. */
    Diff takeDiff(Page page) {
        boolean quiet = threads.allSince(threads.now());
        boolean hadTwin = memory.hasTwin(page.id);
        Diff diff = memory.diff(page.id, !quiet);
        diffsMade++;
        twinsHeld += (quiet ? 0 : 1) - (hadTwin ? 1 : 0);
        page.announced = 0;
        if (quiet) {
            page.writing = Writing.NONE;
            forbidWrite(page);
        } else if (page.access == Access.WRITE) {
            retain(page);
        } else {
            startCooling(page);
        }
        return diff;
    }

    /** Hides a page from the threads; its announced diff has been taken. The bytes stay (I13). */
    void invalidate(Page page) {
        if (page.access != Access.INVALID) {
            allow(page, Access.INVALID);
        }
    }

    /** The bytes of a page, to give away; its announced diff has been taken. */
    PageCopy copy(Page page) {
        if (!page.exclusive) {
            return memory.copy(page.id);
        }
        page.exclusive = false;
        if (threads.allSince(threads.now())) {
            forbidWrite(page);
            return memory.copy(page.id);
        }
        PageCopy copy = memory.copyAndTwin(page.id);
        twinsHeld++;
        if (page.access == Access.WRITE) {
            retain(page);
        } else {
            startCooling(page);
        }
        return copy;
    }

    void apply(Page page, Diff diff) {
        page.blank = false;
        memory.apply(page.id, diff);
    }

    void install(Page page, PageCopy copy, List<Diff> diffs) {
        page.blank = false;
        memory.install(page.id, copy, diffs);
    }

    /** Nobody else holds a copy of an announced page, and its notice is forgotten: it needs neither twin nor diff. */
    void makeExclusive(Page page) {
        if (memory.hasTwin(page.id)) {
            dropTwin(page);
        }
        page.writing = Writing.NONE;
        page.announced = 0;
        page.exclusive = true;
    }

    /** Drops the twins that no thread can need any more. */
    void drain() {
        while (!cooling.isEmpty()) {
            Cooling first = cooling.peek();
            Page page = first.page();
            boolean current = first.isCurrent();
            if (current && !threads.allSince(first.since())) {
                return;
            }
            cooling.remove();
            if (current) {
                finishCooling(page);
            }
        }
    }

    private void cool(Page page) {
        forbidWrite(page);
        if (threads.allSince(threads.now())) {
            finishCooling(page);
        } else {
            startCooling(page);
        }
    }

    private void startCooling(Page page) {
        page.writing = Writing.COOLING;
        page.coolingSince = threads.now();
        cooling.add(new Cooling(page, page.coolingSince));
    }

    /** No thread can store any more; but one may have stored since the page was compared (I19). */
    private void finishCooling(Page page) {
        if (memory.changed(page.id)) {
            retain(page);
        } else {
            dropTwin(page);
            page.writing = Writing.NONE;
        }
    }

    private void retain(Page page) {
        page.writing = Writing.RETAINED;
        retained.add(page);
    }

    private void dropTwin(Page page) {
        memory.dropTwin(page.id);
        twinsHeld--;
    }

    private void forbidWrite(Page page) {
        if (page.access == Access.WRITE) {
            allow(page, Access.READ);
        }
    }

    private void allow(Page page, Access access) {
        page.access = access;
        memory.allow(page.id, access);
    }
}
