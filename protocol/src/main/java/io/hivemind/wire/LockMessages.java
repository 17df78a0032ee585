package io.hivemind.wire;

import io.hivemind.protocol.Message.LockBusy;
import io.hivemind.protocol.Message.LockForward;
import io.hivemind.protocol.Message.LockGrant;
import io.hivemind.protocol.Message.LockRequest;
import io.hivemind.protocol.Message.LockSignal;
import io.hivemind.protocol.Message.Waiter;
import java.util.ArrayList;
import java.util.List;

/** The bytes of what drones say about locks. */
record LockMessages(Ranges ranges, History history, PageMessages pages) {
    private static final int LEAST_WAITER_BYTES = 3;

    void write(Sink out, LockRequest message) {
        ranges.view(out, message.view());
        out.varint(message.lock());
        out.flag(message.immediate());
        history.time(out, message.time());
    }

    LockRequest request(Source in) {
        int view = ranges.view(in);
        long lock = lock(in);
        boolean immediate = immediate(in);
        return new LockRequest(view, lock, history.time(in), immediate);
    }

    void write(Sink out, LockForward message) {
        ranges.view(out, message.view());
        out.varint(message.lock());
        ranges.drone(out, message.requester());
        out.flag(message.immediate());
        history.time(out, message.time());
    }

    LockForward forward(Source in) {
        int view = ranges.view(in);
        long lock = lock(in);
        int requester = ranges.drone(in);
        boolean immediate = immediate(in);
        return new LockForward(view, lock, requester, history.time(in), immediate);
    }

    void write(Sink out, LockGrant message) {
        ranges.view(out, message.view());
        out.varint(message.lock());
        out.varint(message.fence());
        out.flag(message.inherited());
        history.intervals(out, message.news());
        pages.write(out, message.diffs());
        waiters(out, message.waiters());
    }

    LockGrant grant(Source in) {
        return new LockGrant(
                ranges.view(in),
                lock(in),
                in.varint("the fence of a lock"),
                in.flag("whether a lock is inherited"),
                history.intervals(in),
                pages.pageDiffs(in),
                waiters(in));
    }

    void write(Sink out, LockBusy message) {
        ranges.view(out, message.view());
        out.varint(message.lock());
    }

    LockBusy busy(Source in) {
        return new LockBusy(ranges.view(in), lock(in));
    }

    void write(Sink out, LockSignal message) {
        ranges.view(out, message.view());
        out.varint(message.lock());
        out.varint(message.ticket());
    }

    LockSignal signal(Source in) {
        return new LockSignal(ranges.view(in), lock(in), in.varint("a ticket"));
    }

    void waiters(Sink out, List<Waiter> waiters) {
        out.varint(waiters.size());
        for (Waiter waiter : waiters) {
            ranges.drone(out, waiter.drone());
            out.varint(waiter.ticket());
            out.signed(waiter.condition());
        }
    }

    List<Waiter> waiters(Source in) {
        int count = in.count(LEAST_WAITER_BYTES, "the number of waiters");
        List<Waiter> waiters = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            waiters.add(new Waiter(ranges.drone(in), in.varint("a ticket"), in.signed("a condition")));
        }
        return waiters;
    }

    private static long lock(Source in) {
        return in.varint("the number of a lock");
    }

    private static boolean immediate(Source in) {
        return in.flag("whether a request is immediate");
    }
}
