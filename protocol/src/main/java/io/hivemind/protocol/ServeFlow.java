package io.hivemind.protocol;

import io.hivemind.protocol.Message.PageRequest;
import io.hivemind.protocol.Message.PageWant;
import io.hivemind.protocol.Page.Writing;
import io.hivemind.protocol.Postponed.Request;
import java.util.Iterator;

/** Other drones ask for pages, and are answered at once or as soon as that is possible (I46, I61). */
final class ServeFlow {
    private final int self;
    private final PageTable table;
    private final Writes writes;
    private final PageServer server;
    private final Pressure pressure;
    private final Postponed postponed = new Postponed();

    ServeFlow(int self, PageTable table, Writes writes, PageServer server, Pressure pressure) {
        this.self = self;
        this.table = table;
        this.writes = writes;
        this.server = server;
        this.pressure = pressure;
    }

    /** Another drone asks for pages. */
    void requested(int from, PageRequest request) {
        for (PageWant want : request.wants()) {
            Page page = table.get(want.page());
            if (page.held < want.copyOf()) {
                postponed.untilWhole(new Request(page, from, want));
            } else if (needsTwinWithoutRoom(page, want)) {
                writes.invalidate(page);
                postponed.untilQuiet(new Request(page, from, want));
            } else {
                server.answer(from, page, want);
            }
        }
        server.flush();
    }

    /** Whether the answer leaves a twin behind, beside the copy or the diff that goes out, that there is no room for. */
    private boolean needsTwinWithoutRoom(Page page, PageWant want) {
        boolean copied = want.copyOf() >= 0;
        boolean disclosed = page.writing == Writing.ANNOUNCED
                ? copied || want.diffs().contains(new IntervalId(self, page.announced))
                : page.exclusive && copied;
        return disclosed && pressure.isShort() && !writes.canGiveAwayWithoutTwin(page);
    }

    /** The copy of {@code page} has become whole: whoever asked for it is answered, with the next {@link #flush}. */
    void whole(Page page) {
        postponed.takeWhole(page).forEach(request -> server.answer(request.from(), page, request.want()));
    }

    /** Answers the requests for which no thread is in the way any more, or whose pages are used again. */
    void settle() {
        for (Iterator<Request> each = postponed.unquiet(); each.hasNext(); ) {
            Request request = each.next();
            Page page = request.page();
            if (page.access != Access.INVALID || !needsTwinWithoutRoom(page, request.want())) {
                each.remove();
                server.answer(request.from(), page, request.want());
            }
        }
        server.flush();
    }

    /** What others have asked for they will ask for anew. */
    void restart() {
        postponed.clear();
    }

    void flush() {
        server.flush();
    }

    /** How many requests wait until threads are seen outside any access. */
    int waitingForThreads() {
        return postponed.waitingForThreads();
    }
}
