package io.hivemind.wire;

import io.hivemind.protocol.Message.Inquiry;
import io.hivemind.protocol.Message.InquiryReply;
import io.hivemind.protocol.Message.IntervalReply;
import io.hivemind.protocol.Message.IntervalRequest;
import io.hivemind.protocol.Message.Subject;
import io.hivemind.protocol.Message.Subject.OfBarrier;
import io.hivemind.protocol.Message.Subject.OfLock;

/** The bytes of what drones ask each other: for intervals that were only mentioned, and what somebody waits for. */
record InquiryMessages(Ranges ranges, History history) {
    private static final int LOCK = 0;
    private static final int BARRIER = 1;

    void write(Sink out, IntervalRequest message) {
        ranges.natural(out, message.after(), "the index of an interval");
    }

    IntervalRequest intervalRequest(Source in) {
        return new IntervalRequest(ranges.natural(in, "the index of an interval"));
    }

    void write(Sink out, IntervalReply message) {
        history.intervals(out, message.own());
    }

    IntervalReply intervalReply(Source in) {
        return new IntervalReply(history.intervals(in));
    }

    void write(Sink out, Inquiry message) {
        out.varint(message.ticket());
        switch (message.subject()) {
            case OfLock(long lock) -> {
                out.octet(LOCK);
                out.varint(lock);
            }
            case OfBarrier(int barrier, int round) -> {
                out.octet(BARRIER);
                out.signed(barrier);
                ranges.natural(out, round, "how often a barrier has opened");
            }
        }
    }

    Inquiry inquiry(Source in) {
        return new Inquiry(in.varint("a ticket"), subject(in));
    }

    void write(Sink out, InquiryReply message) {
        out.varint(message.ticket());
        out.text(message.text());
    }

    InquiryReply inquiryReply(Source in) {
        return new InquiryReply(in.varint("a ticket"), in.text("an answer"));
    }

    private Subject subject(Source in) {
        int kind = in.octet("the kind of a subject");
        return switch (kind) {
            case LOCK -> new OfLock(in.varint("the number of a lock"));
            case BARRIER ->
                new OfBarrier(
                        in.signed("the number of a barrier"), ranges.natural(in, "how often a barrier has opened"));
            default -> throw in.malformed("the kind of a subject is " + kind + ", it must be 0 or 1");
        };
    }
}
