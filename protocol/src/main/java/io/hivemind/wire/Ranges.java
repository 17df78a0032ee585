package io.hivemind.wire;

import io.hivemind.protocol.IntervalId;
import io.hivemind.protocol.ProtocolException;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbers that mean something in one hive. What is outside them is stopped here in both directions, so that the core
 * may use every number of a decoded message as an index.
 */
record Ranges(int drones, int pages, int pageSize) {
    /** How many numbers the runs of one message may stand for, unless the heap has many pages: 64 MiB of them. */
    private static final long MOST_UNFOLDED = 1 << 24;

    void drone(Sink out, int drone) {
        out.varint(within(drone, 0, drones - 1, "a drone"));
    }

    int drone(Source in) {
        return in.upTo(drones - 1, "the number of a drone");
    }

    /** Writes a page as its distance from the page before it in a list. */
    void page(Sink out, int page, int previous) {
        out.signed(within(page, 0, pages - 1, "a page") - previous);
    }

    int page(Source in, int previous) {
        long page = (long) previous + in.signed("the number of a page");
        if (page < 0 || page >= pages) {
            throw in.malformed("the number of a page is " + page + ", it must be from 0 to " + (pages - 1));
        }
        return (int) page;
    }

    void id(Sink out, IntervalId id) {
        drone(out, id.creator());
        natural(out, id.index(), "the index of an interval");
    }

    IntervalId id(Source in) {
        return new IntervalId(drone(in), natural(in, "the index of an interval"));
    }

    void ids(Sink out, List<IntervalId> ids) {
        out.varint(ids.size());
        for (IntervalId id : ids) {
            id(out, id);
        }
    }

    List<IntervalId> ids(Source in) {
        int count = in.count(2, "the number of intervals");
        List<IntervalId> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(id(in));
        }
        return ids;
    }

    void natural(Sink out, int value, String what) {
        out.varint(within(value, 0, Integer.MAX_VALUE, what));
    }

    int natural(Source in, String what) {
        return in.upTo(Integer.MAX_VALUE, what);
    }

    void view(Sink out, int view) {
        natural(out, view, "the number of a view");
    }

    int view(Source in) {
        return natural(in, "the number of a view");
    }

    /** Counts {@code numbers} more that the runs in a message stand for. */
    void unfold(Source in, int numbers) {
        in.unfold(numbers, Math.max(MOST_UNFOLDED, 4L * pages));
    }

    private static int within(int value, int least, int most, String what) {
        if (value < least || value > most) {
            throw new ProtocolException("A message cannot be sent: " + what + " in it is " + value
                    + ", it must be from " + least + " to " + most + ".");
        }
        return value;
    }
}
