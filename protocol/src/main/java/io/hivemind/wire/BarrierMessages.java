package io.hivemind.wire;

import io.hivemind.protocol.Message.BarrierArrive;
import io.hivemind.protocol.Message.BarrierRelease;
import io.hivemind.protocol.Message.Cut;
import io.hivemind.protocol.VectorTime;
import java.util.Optional;

/** The bytes of what drones say about barriers. */
record BarrierMessages(Ranges ranges, History history, CollectMessages collections) {
    private static final int WANTS_COLLECTION = 1;

    /** The sender comes for drones that do not all know the same. */
    private static final int SEVERAL = 2;

    void write(Sink out, BarrierArrive message) {
        boolean several = !message.mentioned().equals(message.least());
        ranges.view(out, message.view());
        out.signed(message.barrier());
        out.octet((message.wantsCollection() ? WANTS_COLLECTION : 0) | (several ? SEVERAL : 0));
        history.time(out, message.least());
        if (several) {
            history.time(out, message.mentioned(), message.least());
        }
        history.intervals(out, message.brought(), message.least());
    }

    BarrierArrive arrive(Source in) {
        int view = ranges.view(in);
        int barrier = barrier(in);
        int flags = in.octet("the flags of an arrival");
        if (flags > (WANTS_COLLECTION | SEVERAL)) {
            throw in.malformed(
                    "the flags of an arrival are " + flags + ", the most possible is " + (WANTS_COLLECTION | SEVERAL));
        }
        VectorTime least = history.time(in);
        VectorTime mentioned = (flags & SEVERAL) == 0 ? least : history.time(in, least);
        return new BarrierArrive(
                view, barrier, least, mentioned, history.intervals(in, least), (flags & WANTS_COLLECTION) != 0);
    }

    void write(Sink out, BarrierRelease message) {
        ranges.view(out, message.view());
        out.signed(message.barrier());
        history.intervals(out, message.news());
        out.flag(message.collect().isPresent());
        message.collect().ifPresent(cut -> collections.cut(out, cut));
    }

    BarrierRelease release(Source in) {
        return new BarrierRelease(ranges.view(in), barrier(in), history.intervals(in), collect(in));
    }

    private Optional<Cut> collect(Source in) {
        return in.flag("whether a collection begins") ? Optional.of(collections.cut(in)) : Optional.empty();
    }

    private static int barrier(Source in) {
        return in.signed("the number of a barrier");
    }
}
