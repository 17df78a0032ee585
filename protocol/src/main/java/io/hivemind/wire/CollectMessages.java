package io.hivemind.wire;

import io.hivemind.protocol.Message.CollectArrive;
import io.hivemind.protocol.Message.CollectCall;
import io.hivemind.protocol.Message.CollectDone;
import io.hivemind.protocol.Message.CollectFree;
import io.hivemind.protocol.Message.CollectStart;
import io.hivemind.protocol.Message.CollectWanted;
import io.hivemind.protocol.Message.Cut;
import io.hivemind.protocol.VectorTime;

/** The bytes of what drones say about collections. */
record CollectMessages(Ranges ranges, History history) {
    void write(Sink out, CollectWanted message) {
        ranges.view(out, message.view());
    }

    CollectWanted wanted(Source in) {
        return new CollectWanted(ranges.view(in));
    }

    void write(Sink out, CollectCall message) {
        ranges.view(out, message.view());
        number(out, message.collection());
    }

    CollectCall call(Source in) {
        return new CollectCall(ranges.view(in), number(in));
    }

    void write(Sink out, CollectArrive message) {
        ranges.view(out, message.view());
        number(out, message.collection());
        history.time(out, message.time());
        history.intervals(out, message.own(), message.time());
    }

    CollectArrive arrive(Source in) {
        int view = ranges.view(in);
        int collection = number(in);
        VectorTime time = history.time(in);
        return new CollectArrive(view, collection, time, history.intervals(in, time));
    }

    void write(Sink out, CollectStart message) {
        ranges.view(out, message.view());
        cut(out, message.cut());
        history.intervals(out, message.news(), message.cut().time());
    }

    CollectStart start(Source in) {
        int view = ranges.view(in);
        Cut cut = cut(in);
        return new CollectStart(view, cut, history.intervals(in, cut.time()));
    }

    void write(Sink out, CollectDone message) {
        ranges.view(out, message.view());
        number(out, message.collection());
    }

    CollectDone done(Source in) {
        return new CollectDone(ranges.view(in), number(in));
    }

    void write(Sink out, CollectFree message) {
        ranges.view(out, message.view());
        number(out, message.collection());
    }

    CollectFree free(Source in) {
        return new CollectFree(ranges.view(in), number(in));
    }

    void cut(Sink out, Cut cut) {
        number(out, cut.collection());
        history.time(out, cut.time());
    }

    Cut cut(Source in) {
        return new Cut(number(in), history.time(in));
    }

    void number(Sink out, int collection) {
        ranges.natural(out, collection, "the number of a collection");
    }

    int number(Source in) {
        return ranges.natural(in, "the number of a collection");
    }
}
