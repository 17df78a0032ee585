package io.hivemind.protocol;

import io.hivemind.protocol.Fetches.Wait;
import io.hivemind.protocol.Fetches.Wanted;
import io.hivemind.protocol.Input.Manner;
import io.hivemind.protocol.Message.Cut;
import io.hivemind.protocol.Message.DiffNews;
import io.hivemind.protocol.Message.PageNews;
import io.hivemind.protocol.Message.PageWant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Access misses (I22 to I27), and what is like them: a thread touches pages, or a collection makes this drone the owner of
 * some; what their copies lack is asked for, and put in when it has come. Where room is bounded, a touch may have to wait for room
 * first (I59).
 */
final class MissFlow {
    /** For so many ticks a collection waits for threads of this drone; one may compute for ever without coming here. */
    private static final int PATIENT_TICKS = 2;

    private final NodeConfig config;
    private final Requests requests;
    private final Effects effects;
    private final PageTable table;
    private final Writes writes;
    private final Threads threads;
    private final Fetches fetches;
    private final ServeFlow serving;
    private final Residence residence;
    private final Pressure pressure;
    private final Assembly assembly;
    private final Stalls stalls = new Stalls();
    private final Holds holds = new Holds();

    /** Over when this drone has made all pages whole that it owns after the collection under way. */
    private Wait validation;
    /** The pages to make whole that nobody has been asked for yet. */
    private final ArrayDeque<Page> toValidate = new ArrayDeque<>();
    /** For how many ticks they have waited for threads alone. */
    private int idleTicks;
    /** The pages of the collection under way. */
    private final LinkedHashSet<Page> collected = new LinkedHashSet<>();

    /** Those who took part in the collection under way, or the last one, from its beginning. */
    private Ring ring = new Ring(List.of());
    /** Whether a collection has begun and not ended. */
    private boolean collecting;
    /** How many collections have ended. */
    private long collections;

    private long pageFetches;
    private long diffsFetched;

    MissFlow(
            NodeConfig config,
            Requests requests,
            Effects effects,
            Threads threads,
            PageTable table,
            Writes writes,
            Fetches fetches,
            ServeFlow serving,
            Residence residence,
            Pressure pressure) {
        this.config = config;
        this.requests = requests;
        this.effects = effects;
        this.table = table;
        this.writes = writes;
        this.threads = threads;
        this.fetches = fetches;
        this.serving = serving;
        this.residence = residence;
        this.pressure = pressure;
        this.assembly = new Assembly(writes);
        this.validation = fetches.newWait(null);
        fetches.close(validation);
    }

    /** A thread needs pages. */
    void touch(Input.Touch touch) {
        if (touch.manner() != Manner.LOOSE) {
            threads.enter(touch.thread());
        }
        if (pressure.isBounded() && (!stalls.areNone() || !pressure.admit(touch, true))) {
            stalls.add(touch, collections);
        } else {
            begin(touch);
        }
    }

    /** A touch goes on: there is room for what it needs. */
    private void begin(Input.Touch touch) {
        Wait wait = fetches.newWait(touch);
        for (int id = touch.first(); id < touch.first() + touch.count(); id++) {
            Page page = table.get(id);
            if (touch.manner() != Manner.LOOSE) {
                writes.pin(page);
            }
            if (page.access.allows(touch.wanted())) {
                continue;
            }
            if (!fetches.isMissing(page) && page.isUpToDate()) {
                allow(page, touch.wanted());
            } else if (fetches.miss(page, wait, touch.wanted())) {
                advance(page);
            }
        }
        if (fetches.close(wait)) {
            requests.over(wait);
        }
        carryOut();
    }

    /** Time passes. */
    void tick() {
        idleTicks += validation.isIdle() && !toValidate.isEmpty() ? 1 : 0;
    }

    /** Another drone answers. */
    void answered(int from, List<PageNews> answers) {
        for (PageNews news : answers) {
            Page page = table.get(news.page());
            take(page, news);
            if (fetches.answered(page, from)) {
                advance(page);
            }
        }
        carryOut();
    }

    private void take(Page page, PageNews news) {
        news.copy().ifPresent(copy -> {
            pageFetches++;
            page.arrive(copy);
        });
        for (DiffNews received : news.diffs()) {
            diffsFetched++;
            Notice notice = table.notice(page, received.interval());
            if (notice.diff() == null) {
                table.attach(page, notice, received.diff());
            }
        }
        for (IntervalId id : news.absent()) {
            page.refused(table.notice(page, id));
        }
    }

    /** Diffs have come that nobody asked for. */
    void count(int diffs) {
        diffsFetched += diffs;
    }

    /** Asks for what a missed page still lacks, or ends the miss. */
    private void advance(Page page) {
        SortedMap<Integer, PageWant> wants = Plan.of(page, config.rank());
        if (!wants.isEmpty()) {
            wants.forEach((drone, want) -> {
                fetches.asked(page, drone);
                requests.add(drone, want);
            });
            return;
        }
        assembly.bringUpToDate(page);
        if (page.validating > 0) {
            page.required = page.validating;
            page.validating = 0;
            writes.own(page, page.nextOwner);
            becomeWhole(page);
        }
        for (Wanted wanted : fetches.over(page)) {
            allow(page, wanted.access());
            if (wanted.by().isOver()) {
                requests.over(wanted.by());
            }
        }
    }

    private void allow(Page page, Access access) {
        switch (access) {
            case INVALID -> {}
            case READ -> writes.allowRead(page);
            case WRITE -> writes.allowWrite(page);
        }
        if (pressure.isBounded() && !page.blank) {
            residence.used(page);
        }
    }

    /** A collection begins of what {@code knowing} know; {@link #own} says for which pages this drone must have whole copies. */
    void collectionBegins(List<Integer> knowing) {
        ring = new Ring(knowing);
        collecting = true;
        validation = fetches.newWait(null);
        fetches.collectionBegins();
    }

    /** A collection has ended: the old owners of pages need not keep them any more. */
    void collectionEnds() {
        collecting = false;
        collections++;
        for (Page page : collected) {
            page.keeper = false;
            page.requiredBefore = page.required;
            pressure.collected(page);
        }
        collected.clear();
    }

    /** In the collection that has begun with {@code cut}, {@code page} goes to {@code owner} (I45), perhaps {@code handedOver} by this drone, which has left. */
    void own(Page page, int owner, boolean handedOver, Cut cut) {
        collected.add(page);
        page.keeper |= page.owner == config.rank() && owner != config.rank();
        page.deputy = handedOver || (!page.exempt && ring.isDeputy(config.rank(), owner, config.backup()));
        page.validating = 0;
        if (page.isWhole()) {
            writes.own(page, owner);
            page.required = cut.collection();
            becomeWhole(page);
        } else if (owner != config.rank() && !page.deputy) {
            writes.own(page, owner);
            page.required = cut.collection();
        } else {
            // Until the copy here is whole, the owner to ask is that of the collection before (I45).
            page.validating = cut.collection();
            page.nextOwner = owner;
            toValidate.add(page);
        }
    }

    /** This drone has come with the collection that begins, and is to keep a copy of {@code page} in case that its owner fails. */
    void keep(Page page) {
        page.validating = page.required;
        page.nextOwner = page.owner;
        toValidate.add(page);
    }

    /** The collection under way is of {@code page}, too, as this drone, which could not know, was told. */
    void concerns(Page page) {
        collected.add(page);
    }

    /** The pages of the collection under way. */
    Set<Integer> collected() {
        Set<Integer> ids = new TreeSet<>();
        collected.forEach(page -> ids.add(page.id));
        return ids;
    }

    /** What has been asked for will not be answered. Returns the pages that are missed. */
    List<Integer> forgetAsked() {
        serving.restart();
        List<Integer> missed = fetches.forgetAsked();
        missed.forEach(id -> table.get(id).dropArrived());
        return missed;
    }

    /** Asks anew for what was asked for before, as far as it is still missed. */
    void askAgain(List<Integer> pages) {
        for (int id : pages) {
            Page page = table.get(id);
            if (fetches.isUnasked(page)) {
                advance(page);
            }
        }
        carryOut();
    }

    /** Asks for what the pages lack that this drone is to own; where room is bounded, for as many as there is room for. */
    void validate() {
        if (validation.isClosed()) {
            return;
        }
        // One may always be asked for unless threads are all that it waits for: whatever fills the room may wait for
        // others.
        boolean must = validation.isIdle() && (idleTicks > PATIENT_TICKS || !pressure.waitsForThreads());
        idleTicks = must ? 0 : idleTicks;
        while (!toValidate.isEmpty() && (must || !pressure.isBounded() || pressure.admitOwned())) {
            must = false;
            Page page = toValidate.remove();
            if (page.validating > 0 && fetches.miss(page, validation, Access.INVALID)) {
                advance(page);
            }
        }
        if (toValidate.isEmpty()) {
            fetches.close(validation);
        }
        carryOut();
    }

    private void becomeWhole(Page page) {
        page.held = page.required;
        serving.whole(page);
    }

    private void carryOut() {
        for (Wait over : requests.carryOut()) {
            Input.Touch touch = over.touch();
            if (touch != null) {
                end(touch, Outcome.Plain.DONE);
            }
        }
        serving.flush();
    }

    /** A thread goes on that may be about to access what it touched; what it holds stays pinned. */
    private void end(Input.Touch touch, Outcome outcome) {
        if (touch.manner() != Manner.LOOSE) {
            threads.leave(touch.thread());
            List<Page> pages = pages(touch);
            if (touch.manner() == Manner.HELD) {
                holds.hold(touch.thread(), pages);
            } else {
                pages.forEach(writes::unpin);
            }
        }
        effects.resume(touch.ticket(), outcome);
    }

    /** A thread has finished all its accesses, also to what it held (I60). */
    void letGo(int thread) {
        holds.letGo(thread).forEach(writes::unpin);
        threads.seenOutside(thread);
    }

    private List<Page> pages(Input.Touch touch) {
        List<Page> pages = new ArrayList<>(touch.count());
        for (int id = touch.first(); id < touch.first() + touch.count(); id++) {
            pages.add(table.get(id));
        }
        return pages;
    }

    /** Whether this drone will ask for nothing before the cut again (I47). */
    boolean isCollected() {
        return validation.isOver() && !fetches.hasOldMisses();
    }

    /** A step ends: pages are given up if there is too little room, and touches that waited for room go on. */
    void settle() {
        pressure.settle();
        serving.settle();
        validate();
        while (!stalls.areNone() && pressure.admit(stalls.first(), isPatient())) {
            begin(stalls.remove(collections));
        }
        if (!stalls.areNone()) {
            stalls.wait(collections, threads.areInside());
            if (isHopeless(stalls.first())) {
                Input.Touch touch = stalls.remove(collections);
                threads.leave(touch.thread());
                effects.resume(touch.ticket(), new Outcome.Full(pressure.describe(touch)));
            }
        }
    }

    /** Whether a collection may still help the first touch that waits. */
    private boolean isPatient() {
        return !stalls.isImpatient(collections) && pressure.isCollectionOfUse();
    }

    /** Whether {@code touch} waits for room that it will never have, for all that this drone can find out. */
    private boolean isHopeless(Input.Touch touch) {
        boolean still = threads.areInside() && fetches.misses() == 0 && !collecting;
        boolean exhausted = stalls.areHopeless(collections) || !pressure.isCollectionOfUse();
        return !pressure.couldAdmit(touch) || (still && exhausted);
    }

    /** Whether this drone has so little room that it wants a collection at once. */
    boolean wantsCollection() {
        return !collecting && (pressure.isCollectionDue() || (!stalls.areNone() && pressure.isCollectionOfUse()));
    }

    /** How many pages and requests wait for threads to be seen outside any access. */
    int waitingForThreads() {
        boolean needy = !stalls.areNone() || !toValidate.isEmpty() || pressure.isShort();
        return writes.cooling() + serving.waitingForThreads() + pressure.closing() + (needy ? residence.standby() : 0);
    }

    @Nullable
    String describe(long ticket) {
        Input.Touch stalled = stalls.find(ticket);
        return stalled == null ? fetches.describe(ticket) : "room: " + pressure.describe(stalled);
    }

    long pageFetches() {
        return pageFetches;
    }

    long diffsFetched() {
        return diffsFetched;
    }
}
