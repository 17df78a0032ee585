package io.hivemind.wire;

import io.hivemind.protocol.Message.BarrierArrive;
import io.hivemind.protocol.Message.BarrierRelease;
import io.hivemind.protocol.Message.Cut;
import io.hivemind.protocol.VectorTime;
import java.util.Optional;

/** The bytes of what drones say about barriers. */
record BarrierMessages(History history, CollectMessages collections) {
    void write(Sink out, BarrierArrive message) {
        out.signed(message.barrier());
        out.flag(message.wantsCollection());
        history.time(out, message.time());
        history.intervals(out, message.own(), message.time());
    }

    BarrierArrive arrive(Source in) {
        int barrier = barrier(in);
        boolean wantsCollection = in.flag("whether a collection is wanted");
        VectorTime time = history.time(in);
        return new BarrierArrive(barrier, time, history.intervals(in, time), wantsCollection);
    }

    void write(Sink out, BarrierRelease message) {
        out.signed(message.barrier());
        history.intervals(out, message.news());
        out.flag(message.collect().isPresent());
        message.collect().ifPresent(cut -> collections.cut(out, cut));
    }

    BarrierRelease release(Source in) {
        return new BarrierRelease(barrier(in), history.intervals(in), collect(in));
    }

    private Optional<Cut> collect(Source in) {
        return in.flag("whether a collection begins") ? Optional.of(collections.cut(in)) : Optional.empty();
    }

    private static int barrier(Source in) {
        return in.signed("the number of a barrier");
    }
}
