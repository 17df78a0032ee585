package io.hivemind.wire;

import io.hivemind.protocol.Interval;
import io.hivemind.protocol.PageSet;
import io.hivemind.protocol.ProtocolException;
import io.hivemind.protocol.VectorTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of vector times and intervals. A time is written as what distinguishes it from one that the reader has
 * already, usually that of the interval before it: a dense vector for every interval of a thousand drones would cost more
 * than the pages.
 */
final class History {
    /** How many write notices one message may bring, unless the heap has more pages: 64 MiB of page numbers. */
    private static final long MOST_NOTICES = 1 << 24;

    /** Creator, time, number of runs, one run. */
    private static final int LEAST_INTERVAL_BYTES = 4;

    /** Says, in the place of twice the number of changed entries, that every entry follows. */
    private static final int DENSE = 1;

    private final Ranges ranges;
    private final VectorTime zero;

    History(Ranges ranges) {
        this.ranges = ranges;
        this.zero = VectorTime.zero(ranges.drones());
    }

    void time(Sink out, VectorTime time) {
        time(out, time, zero);
    }

    VectorTime time(Source in) {
        return time(in, zero);
    }

    void intervals(Sink out, List<Interval> intervals) {
        intervals(out, intervals, zero);
    }

    List<Interval> intervals(Source in) {
        return intervals(in, zero);
    }

    /** Writes intervals of which the first is written as its distance from {@code base}. */
    void intervals(Sink out, List<Interval> intervals, VectorTime base) {
        out.varint(intervals.size());
        VectorTime previous = base;
        for (Interval interval : intervals) {
            if (interval.time().get(interval.creator()) != interval.index()) {
                throw new ProtocolException("Interval " + interval.id()
                        + " cannot be sent: the entry of its creator in its time must be its index.");
            }
            ranges.drone(out, interval.creator());
            time(out, interval.time(), previous);
            pages(out, interval.pages());
            previous = interval.time();
        }
    }

    List<Interval> intervals(Source in, VectorTime base) {
        int count = in.count(LEAST_INTERVAL_BYTES, "the number of intervals");
        List<Interval> intervals = new ArrayList<>(count);
        VectorTime previous = base;
        for (int i = 0; i < count; i++) {
            int creator = ranges.drone(in);
            previous = time(in, previous);
            int index = previous.get(creator);
            if (index < 1) {
                throw in.malformed("an interval of drone " + creator + " has index 0, the first has 1");
            }
            intervals.add(new Interval(creator, index, previous, pages(in)));
        }
        return intervals;
    }

    private void time(Sink out, VectorTime time, VectorTime base) {
        if (time.size() != ranges.drones()) {
            throw new ProtocolException("A time with " + time.size() + " entries cannot be sent in a hive of "
                    + ranges.drones() + " drones.");
        }
        int changed = 0;
        int dense = 1;
        int sparse = 0;
        for (int drone = 0, from = 0; drone < time.size(); drone++) {
            int delta = time.get(drone) - base.get(drone);
            int bytes = Sink.signedBytes(delta);
            dense += bytes;
            if (delta != 0) {
                changed++;
                sparse += Sink.varintBytes(drone - from) + bytes;
                from = drone + 1;
            }
        }
        if (Sink.varintBytes(2L * changed) + sparse <= dense) {
            out.varint(2L * changed);
            sparse(out, time, base);
        } else {
            out.varint(DENSE);
            for (int drone = 0; drone < time.size(); drone++) {
                out.signed(time.get(drone) - base.get(drone));
            }
        }
    }

    private static void sparse(Sink out, VectorTime time, VectorTime base) {
        for (int drone = 0, from = 0; drone < time.size(); drone++) {
            int delta = time.get(drone) - base.get(drone);
            if (delta != 0) {
                out.varint(drone - from);
                out.signed(delta);
                from = drone + 1;
            }
        }
    }

    private VectorTime time(Source in, VectorTime base) {
        int head = in.upTo(2 * ranges.drones(), "the number of changed entries of a time");
        if (head == DENSE) {
            return dense(in, base);
        }
        if (head % 2 != 0) {
            throw in.malformed("the head of a time is " + head + ", it must be 1 or even");
        }
        VectorTime time = base;
        for (int changed = head / 2, drone = 0; changed > 0; changed--, drone++) {
            drone += in.upTo(ranges.drones() - changed - drone, "the gap between two entries of a time");
            time = time.with(drone, entry(in, base, drone));
        }
        return time;
    }

    private VectorTime dense(Source in, VectorTime base) {
        if (in.left() < ranges.drones()) {
            throw in.malformed("a time needs an entry for each of " + ranges.drones() + " drones");
        }
        int[] entries = new int[ranges.drones()];
        for (int drone = 0; drone < entries.length; drone++) {
            entries[drone] = entry(in, base, drone);
        }
        return VectorTime.of(entries);
    }

    private static int entry(Source in, VectorTime base, int drone) {
        long entry = (long) base.get(drone) + in.signed("an entry of a time");
        if (entry < 0 || entry > Integer.MAX_VALUE) {
            throw in.malformed("an entry of a time is " + entry + ", it must be from 0 to " + Integer.MAX_VALUE);
        }
        return (int) entry;
    }

    /** Writes runs of consecutive pages: twice the gap before it, plus one if the run has more than one page; then how many more. */
    private void pages(Sink out, PageSet pages) {
        int runs = 0;
        for (int i = 0; i < pages.size(); i = runEnd(pages, i)) {
            runs++;
        }
        out.varint(runs);
        int from = 0;
        for (int i = 0; i < pages.size(); ) {
            int end = runEnd(pages, i);
            int length = end - i;
            out.varint(2L * (pages.get(i) - from) + (length > 1 ? 1 : 0));
            if (length > 1) {
                out.varint(length - 2);
            }
            from = pages.get(end - 1) + 2;
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

    private PageSet pages(Source in) {
        int runs = in.count(1, "the number of runs of pages");
        if (runs == 0) {
            throw in.malformed("an interval has no write notice");
        }
        int[] pages = new int[runs];
        int count = 0;
        long page = 0;
        for (int run = 0; run < runs; run++, page++) {
            long head = in.varint("the gap between two runs of pages");
            page += head >>> 1;
            long length = (head & 1) == 0 ? 1 : 2L + in.upTo(ranges.pages(), "the length of a run of pages");
            if (head < 0 || page + length > ranges.pages()) {
                throw in.malformed("a run of " + length + " pages ends behind the last of " + ranges.pages());
            }
            in.addNotices((int) length, Math.max(MOST_NOTICES, 4L * ranges.pages()));
            if (count + length > pages.length) {
                pages = Arrays.copyOf(pages, (int) Math.max(count + length, 2L * count));
            }
            for (long end = page + length; page < end; page++) {
                pages[count++] = (int) page;
            }
        }
        return PageSet.of(Arrays.copyOf(pages, count));
    }
}
