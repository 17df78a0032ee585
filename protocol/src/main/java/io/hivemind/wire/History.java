package io.hivemind.wire;

import io.hivemind.protocol.Interval;
import io.hivemind.protocol.PageSet;
import io.hivemind.protocol.ProtocolException;
import io.hivemind.protocol.VectorTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of lists of intervals. Each is written as what distinguishes it from those before it in the list, for a barrier
 * tells a thousand drones of a thousand intervals that are all alike: made by one drone after the other, at the same time
 * but for their own entries, of neighbouring pages. Such an interval takes three or four bytes.
 */
final class History {
    /** The head and one run of pages. */
    private static final int LEAST_INTERVAL_BYTES = 2;

    /** In the head of an interval, beside how its time is written: who its creator is. */
    private static final int NEXT_DRONE = 0;

    private static final int SAME_DRONE = 1;
    private static final int OTHER_DRONE = 2;
    private static final int CREATOR_BITS = 2;

    /** In the head of a run of pages, beside the gap before it. */
    private static final int LONG_RUN = 1;

    private static final int MORE_RUNS = 2;
    private static final int RUN_BITS = 2;

    /**
     * What has been said before an interval of a list.
     *
     * @param creator the creator of the interval before it, -1 if there is none
     * @param time the time of the interval before it
     * @param before what the creator of the interval before it knew before the first of its intervals in a row
     * @param pagesEnd the page behind the last of the interval before it
     */
    private record Context(int creator, VectorTime time, VectorTime before, int pagesEnd) {
        /** What {@code drone} probably knew before it made its interval, which comes next. */
        private VectorTime guess(int drone) {
            if (drone == creator) {
                return time;
            }
            return creator < 0 ? before.with(drone, Math.max(0, before.get(drone) - 1)) : before;
        }

        private Context after(Interval interval, VectorTime knownBefore) {
            VectorTime first = interval.creator() == creator ? before : knownBefore;
            PageSet pages = interval.pages();
            return new Context(interval.creator(), interval.time(), first, pages.get(pages.size() - 1) + 1);
        }
    }

    private final Ranges ranges;
    private final Times times;

    History(Ranges ranges) {
        this.ranges = ranges;
        this.times = new Times(ranges);
    }

    void time(Sink out, VectorTime time) {
        time(out, time, times.zero());
    }

    VectorTime time(Source in) {
        return time(in, times.zero());
    }

    /** Writes a time as its difference from one that the reader has. */
    void time(Sink out, VectorTime time, VectorTime base) {
        times.time(out, time, base);
    }

    VectorTime time(Source in, VectorTime base) {
        return times.time(in, base);
    }

    void intervals(Sink out, List<Interval> intervals) {
        intervals(out, intervals, times.zero());
    }

    List<Interval> intervals(Source in) {
        return intervals(in, times.zero());
    }

    /** Writes intervals of which the first probably is the last that is known at {@code base}. */
    void intervals(Sink out, List<Interval> intervals, VectorTime base) {
        out.varint(intervals.size());
        Context context = new Context(-1, base, base, 0);
        for (Interval interval : intervals) {
            context = interval(out, interval, context);
        }
    }

    private Context interval(Sink out, Interval interval, Context context) {
        int creator = interval.creator();
        if (interval.time().get(creator) != interval.index()) {
            throw new ProtocolException("Interval " + interval.id()
                    + " cannot be sent: the entry of its creator in its time must be its index.");
        }
        VectorTime guess = context.guess(creator);
        VectorTime before = interval.time().with(creator, interval.index() - 1);
        int[] changed = times.changed(before, guess);
        long form = times.form(changed, before, guess);
        if (creator == context.creator()) {
            out.varint(form << CREATOR_BITS | SAME_DRONE);
        } else if (creator == context.creator() + 1) {
            out.varint(form << CREATOR_BITS | NEXT_DRONE);
        } else {
            out.varint(form << CREATOR_BITS | OTHER_DRONE);
            ranges.drone(out, creator);
        }
        times.entries(out, changed, before, guess);
        pages(out, interval.pages(), context.pagesEnd());
        return context.after(interval, before);
    }

    List<Interval> intervals(Source in, VectorTime base) {
        int count = in.count(LEAST_INTERVAL_BYTES, "the number of intervals");
        List<Interval> intervals = new ArrayList<>(count);
        Context context = new Context(-1, base, base, 0);
        for (int i = 0; i < count; i++) {
            int head = in.upTo((times.mostForm() + 1) << CREATOR_BITS, "the head of an interval");
            int creator = creator(in, head, context);
            VectorTime before = times.entries(in, head >>> CREATOR_BITS, context.guess(creator));
            int index = before.get(creator) + 1;
            if (index < 1) {
                throw in.malformed("drone " + creator + " has made more intervals than can be counted");
            }
            PageSet pages = pages(in, context.pagesEnd());
            Interval interval = new Interval(creator, index, before.with(creator, index), pages);
            intervals.add(interval);
            context = context.after(interval, before);
        }
        return intervals;
    }

    private int creator(Source in, int head, Context context) {
        int creator = switch (head & (1 << CREATOR_BITS) - 1) {
            case NEXT_DRONE -> context.creator() + 1;
            case SAME_DRONE -> context.creator();
            case OTHER_DRONE -> ranges.drone(in);
            default -> throw in.malformed("the head of an interval is " + head + ", which means nothing");
        };
        if (creator < 0 || creator >= ranges.drones()) {
            throw in.malformed("an interval is of drone " + creator + ", the last is " + (ranges.drones() - 1));
        }
        return creator;
    }

    /**
     * Writes runs of neighbouring pages: how far each is from the one before it, or the first from page {@code near}, and if
     * it has more than one page, how many more.
     */
    private static void pages(Sink out, PageSet pages, int near) {
        for (int i = 0; i < pages.size(); ) {
            int end = runEnd(pages, i);
            int length = end - i;
            long gap = i == 0 ? Sink.zigzag(pages.get(0) - near) : pages.get(i) - pages.get(i - 1) - 2;
            out.varint(gap << RUN_BITS | (end < pages.size() ? MORE_RUNS : 0) | (length > 1 ? LONG_RUN : 0));
            if (length > 1) {
                out.varint(length - 2);
            }
            i = end;
        }
    }

    private static int runEnd(PageSet pages, int start) {
        int end = start + 1;
        while (end < pages.size() && pages.get(end) == pages.get(end - 1) + 1) {
            end++;
        }
        return end;
    }

    private PageSet pages(Source in, int near) {
        int[] pages = new int[1];
        int count = 0;
        for (boolean more = true; more; ) {
            long head = in.varint("the head of a run of pages");
            long gap = head >>> RUN_BITS;
            long page = count == 0 ? near + Source.unzigzag(gap) : pages[count - 1] + 2 + gap;
            long length = (head & LONG_RUN) == 0 ? 1 : 2L + in.upTo(ranges.pages(), "the length of a run of pages");
            if (page < 0 || gap > 2L * ranges.pages() || page + length > ranges.pages()) {
                throw in.malformed(
                        "a run of " + length + " pages begins " + gap + " on and leaves the heap of " + ranges.pages());
            }
            ranges.unfold(in, (int) length);
            if (count + length > pages.length) {
                pages = Arrays.copyOf(pages, (int) Math.max(count + length, 2L * count));
            }
            for (long end = page + length; page < end; page++) {
                pages[count++] = (int) page;
            }
            more = (head & MORE_RUNS) != 0;
        }
        return PageSet.of(Arrays.copyOf(pages, count));
    }
}
