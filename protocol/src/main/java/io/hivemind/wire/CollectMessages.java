package io.hivemind.wire;

import io.hivemind.protocol.Interval;
import io.hivemind.protocol.Message.CollectArrive;
import io.hivemind.protocol.Message.CollectCall;
import io.hivemind.protocol.Message.CollectDone;
import io.hivemind.protocol.Message.CollectFree;
import io.hivemind.protocol.Message.CollectStart;
import io.hivemind.protocol.Message.Cut;
import io.hivemind.protocol.VectorTime;
import java.util.List;
import java.util.Optional;

/** The bytes of what drones say about collections. */
record CollectMessages(Ranges ranges, History history, ViewMessages views) {
    void write(Sink out, CollectCall message) {
        number(out, message.collection());
        out.flag(message.change());
    }

    CollectCall call(Source in) {
        return new CollectCall(number(in), in.flag("whether the view changes"));
    }

    void write(Sink out, CollectArrive message) {
        number(out, message.collection());
        history.time(out, message.time());
        history.intervals(out, message.own(), message.time());
        out.flag(message.standing().isPresent());
        message.standing().ifPresent(standing -> views.write(out, standing));
    }

    CollectArrive arrive(Source in) {
        int collection = number(in);
        VectorTime time = history.time(in);
        List<Interval> own = history.intervals(in, time);
        boolean reports = in.flag("whether a drone reports");
        return new CollectArrive(collection, time, own, reports ? Optional.of(views.standing(in)) : Optional.empty());
    }

    void write(Sink out, CollectStart message) {
        cut(out, message.cut());
        history.intervals(out, message.news(), message.cut().time());
        out.flag(message.change().isPresent());
        message.change().ifPresent(change -> views.write(out, change));
    }

    CollectStart start(Source in) {
        Cut cut = cut(in);
        List<Interval> news = history.intervals(in, cut.time());
        boolean changes = in.flag("whether the view changes");
        return new CollectStart(cut, news, changes ? Optional.of(views.change(in)) : Optional.empty());
    }

    void write(Sink out, CollectDone message) {
        number(out, message.collection());
    }

    CollectDone done(Source in) {
        return new CollectDone(number(in));
    }

    void write(Sink out, CollectFree message) {
        number(out, message.collection());
    }

    CollectFree free(Source in) {
        return new CollectFree(number(in));
    }

    void cut(Sink out, Cut cut) {
        number(out, cut.collection());
        history.time(out, cut.time());
    }

    Cut cut(Source in) {
        return new Cut(number(in), history.time(in));
    }

    private void number(Sink out, int collection) {
        ranges.natural(out, collection, "the number of a collection");
    }

    private int number(Source in) {
        return ranges.natural(in, "the number of a collection");
    }
}
