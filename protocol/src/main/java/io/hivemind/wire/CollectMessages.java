package io.hivemind.wire;

import io.hivemind.protocol.Message.CollectArrive;
import io.hivemind.protocol.Message.CollectCall;
import io.hivemind.protocol.Message.CollectDone;
import io.hivemind.protocol.Message.CollectFree;
import io.hivemind.protocol.Message.CollectStart;
import io.hivemind.protocol.Message.Cut;
import io.hivemind.protocol.VectorTime;

/** The bytes of what drones say about collections. */
record CollectMessages(Ranges ranges, History history) {
    void write(Sink out, CollectCall message) {
        number(out, message.collection());
    }

    CollectCall call(Source in) {
        return new CollectCall(number(in));
    }

    void write(Sink out, CollectArrive message) {
        number(out, message.collection());
        history.time(out, message.time());
        history.intervals(out, message.own(), message.time());
    }

    CollectArrive arrive(Source in) {
        int collection = number(in);
        VectorTime time = history.time(in);
        return new CollectArrive(collection, time, history.intervals(in, time));
    }

    void write(Sink out, CollectStart message) {
        cut(out, message.cut());
        history.intervals(out, message.news(), message.cut().time());
    }

    CollectStart start(Source in) {
        Cut cut = cut(in);
        return new CollectStart(cut, history.intervals(in, cut.time()));
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
