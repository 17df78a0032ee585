package io.hivemind.protocol;

import io.hivemind.protocol.Message.PageRequest;
import io.hivemind.protocol.Message.PageWant;
import io.hivemind.protocol.Page.Writing;
import io.hivemind.protocol.Postponed.Request;
import java.util.Iterator;
import java.util.List;

/** Other drones ask for pages, and are answered at once or as soon as that is possible (I46, I61). */
final class ServeFlow {
    private final int self;
    private final PageTable table;
    private final Writes writes;
    private final PageServer server;
    private final Pressure pressure;
    private final BackupFlow backup;
    private final Postponed postponed = new Postponed();

    ServeFlow(int self, PageTable table, Writes writes, PageServer server, Pressure pressure, BackupFlow backup) {
        this.self = self;
        this.table = table;
        this.writes = writes;
        this.server = server;
        this.pressure = pressure;
        this.backup = backup;
    }

    /** Another drone asks for pages. */
    void requested(int from, PageRequest request) {
        for (PageWant want : request.wants()) {
            Page page = table.get(want.page());
            Request asked = new Request(page, from, want, request.time());
            if (page.held < want.copyOf()) {
                postponed.untilWhole(asked);
            } else if (needsTwinWithoutRoom(page, want)) {
                writes.invalidate(page);
                postponed.untilQuiet(asked);
            } else {
                answer(asked);
            }
        }
        server.flush();
    }

    /** Answers, as soon as others have what the answer tells of. */
    private void answer(Request request) {
        List<Interval> unheard = server.unheard(request);
        if (unheard.isEmpty() || backup.secureFor(request.from())) {
            server.answer(request, unheard);
        } else {
            postponed.untilSecure(request);
        }
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
        postponed.takeWhole(page).forEach(this::answer);
    }

    /** Answers the requests for which nothing is in the way any more, or whose pages are used again. */
    void settle() {
        postponed.takeInsecure().forEach(this::answer);
        for (Iterator<Request> each = postponed.unquiet(); each.hasNext(); ) {
            Request request = each.next();
            Page page = request.page();
            if (page.access != Access.INVALID || !needsTwinWithoutRoom(page, request.want())) {
                each.remove();
                answer(request);
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
