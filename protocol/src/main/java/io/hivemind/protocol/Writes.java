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

    private final int self;
    private final PageMemory memory;
    private final Threads threads;
    /** The pages that are {@link Writing#FRESH}, in the order in which they were asked for. */
    private final LinkedHashSet<Page> fresh = new LinkedHashSet<>();
    /** The pages that are {@link Writing#RETAINED}. */
    private final LinkedHashSet<Page> retained = new LinkedHashSet<>();
    /** The pages that are {@link Writing#COOLING}, and entries of some that no longer are. */
    private final ArrayDeque<Cooling> cooling = new ArrayDeque<>();
    /** The pages that are {@link Writing#COOLING} and pinned: they cool when they are not. */
    private final LinkedHashSet<Page> kept = new LinkedHashSet<>();
    /** All pages that are not {@link Writing#NONE}, those first that have been so for longest. */
    private final LinkedHashSet<Page> written = new LinkedHashSet<>();

    private long twinsMade;
    private long twinsHeld;
    private long diffsMade;
    /** How many pages are not {@link Page#blank}. */
    private long frames;
    /** How many pages are pinned or written, and not owned. */
    private long inUse;
    /** How many pages are {@link Writing#FRESH} or {@link Writing#ANNOUNCED}. */
    private long undisclosed;

    Writes(int self, PageMemory memory, Threads threads) {
        this.self = self;
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

    /** How many pages take up memory with what is in them. */
    long frames() {
        return frames;
    }

    /** How many written pages are such of which no diff was made since they were announced, or will have to be. */
    long undisclosed() {
        return undisclosed;
    }

    /** How many pages that this drone does not own are written, or used by threads whatever their access. */
    long inUse() {
        return inUse;
    }

    /** How many pages have a twin, or a diff that is not made, or may still get one. */
    long written() {
        return written.size();
    }

    /** The written pages that no thread has pinned, those first that have been written for longest. */
    List<Page> unpinnedWritten() {
        return written.stream().filter(page -> page.pins == 0).toList();
    }

    /** A thread uses {@code page}, whatever its access, until it is unpinned. */
    void pin(Page page) {
        count(page, -1);
        page.pins++;
        count(page, 1);
    }

    /** The opposite of {@link #pin}. The thread that pinned the page may be between its check and its access even now. */
    void unpin(Page page) {
        count(page, -1);
        page.pins--;
        count(page, 1);
        if (page.pins == 0) {
            page.closedSince = threads.now();
            if (kept.remove(page) && page.writing == Writing.COOLING) {
                startCooling(page);
            }
        }
    }

    /**
     * Whether what goes out of a page need not leave a twin behind: no thread can be storing. A page that a waiting thread has pinned
     * counts, too, for the wait may be for whoever asks.
     */
    boolean canGiveAwayWithoutTwin(Page page) {
        return page.pins > 0 || threads.allSince(closed(page));
    }

    /** The moment from which on nobody may begin to access a page. */
    private long closed(Page page) {
        return page.access == Access.INVALID ? page.closedSince : threads.now();
    }

    /** Whether no thread can be between its check of a page, closed since {@code moment}, and its access. */
    boolean isQuiet(Page page, long moment) {
        return page.pins == 0 && threads.allSince(moment);
    }

    /** Forgets the bytes of a page that is closed and quiet and has nothing to tell. */
    void drop(Page page) {
        memory.drop(page.id);
        page.giveUp();
        frames--;
    }

    /** {@code page} belongs to {@code owner} from now on. */
    void own(Page page, int owner) {
        count(page, -1);
        page.owner = owner;
        count(page, 1);
    }

    private void become(Page page, Writing writing) {
        if (page.writing == Writing.NONE && writing != Writing.NONE) {
            written.add(page);
        } else if (page.writing != Writing.NONE && writing == Writing.NONE) {
            written.remove(page);
        }
        count(page, -1);
        page.writing = writing;
        count(page, 1);
    }

    /** Counts a page in, or out before it changes. */
    private void count(Page page, int sign) {
        if (page.owner != self && (page.pins > 0 || page.writing != Writing.NONE)) {
            inUse += sign;
        }
        if (isUndisclosed(page.writing)) {
            undisclosed += sign;
        }
    }

    /** Whether others may have the changes of a written page before the last ones. */
    boolean isDisclosed(Page page) {
        return !isUndisclosed(page.writing);
    }

    private static boolean isUndisclosed(Writing writing) {
        return writing == Writing.FRESH || writing == Writing.ANNOUNCED;
    }

    /** The page takes up memory from now on. */
    void fill(Page page) {
        if (page.blank) {
            page.blank = false;
            frames++;
        }
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
        fill(page);
        allow(page, Access.WRITE);
    }

    private void prepare(Page page) {
        if (page.writing == Writing.NONE) {
            if (!page.blank) {
                memory.twin(page.id);
                twinsMade++;
                twinsHeld++;
            }
            become(page, Writing.FRESH);
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
        LinkedHashSet<Page> changed = new LinkedHashSet<>(fresh);
        fresh.clear();
        List<Page> compared = new ArrayList<>(retained);
        retained.clear();
        for (Page page : compared) {
            if (memory.changed(page.id)) {
                changed.add(page);
            } else {
                cool(page);
            }
        }
        for (Cooling entry : cooling) {
            if (entry.isCurrent() && memory.changed(entry.page().id)) {
                changed.add(entry.page());
            }
        }
        for (Page page : kept) {
            if (page.writing == Writing.COOLING && memory.changed(page.id)) {
                changed.add(page);
            }
        }
        return List.copyOf(changed);
    }

    /** A page of {@link #unannounced} has got its notice, that of own interval {@code index}. */
    void announced(Page page, int index) {
        become(page, Writing.ANNOUNCED);
        page.announced = index;
    }

    /** Makes the diff that the own notice of an announced page still lacks. */
    Diff takeDiff(Page page) {
        boolean quiet = isQuiet(page, closed(page));
        boolean hadTwin = memory.hasTwin(page.id);
        Diff diff = memory.diff(page.id, !quiet);
        diffsMade++;
        twinsHeld += (quiet ? 0 : 1) - (hadTwin ? 1 : 0);
        page.announced = 0;
        if (quiet) {
            become(page, Writing.NONE);
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
        if (isQuiet(page, closed(page))) {
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
        fill(page);
        memory.apply(page.id, diff);
    }

    void install(Page page, PageCopy copy, List<Diff> diffs) {
        fill(page);
        memory.install(page.id, copy, diffs);
    }

    /** Nobody else holds a copy of an announced page, and its notice is forgotten: it needs neither twin nor diff. */
    void makeExclusive(Page page) {
        if (memory.hasTwin(page.id)) {
            dropTwin(page);
        }
        become(page, Writing.NONE);
        page.announced = 0;
        page.exclusive = true;
    }

    /** Drops the twins that no thread can need any more. */
    void drain() {
        while (!cooling.isEmpty()) {
            Cooling first = cooling.peek();
            Page page = first.page();
            boolean current = first.isCurrent();
            if (current && page.pins > 0) {
                cooling.remove();
                kept.add(page);
                continue;
            }
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
        if (isQuiet(page, closed(page))) {
            finishCooling(page);
        } else {
            startCooling(page);
        }
    }

    private void startCooling(Page page) {
        become(page, Writing.COOLING);
        page.coolingSince = threads.now();
        cooling.add(new Cooling(page, page.coolingSince));
    }

    /** No thread can store any more; but one may have stored since the page was compared (I19). */
    private void finishCooling(Page page) {
        if (memory.changed(page.id)) {
            retain(page);
        } else {
            dropTwin(page);
            become(page, Writing.NONE);
        }
    }

    private void retain(Page page) {
        become(page, Writing.RETAINED);
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
        if (access == Access.INVALID) {
            page.closedSince = threads.now();
        }
        memory.allow(page.id, access);
    }
}
