package io.hivemind.wire;

import io.hivemind.protocol.ProtocolException;
import io.hivemind.protocol.VectorTime;

/**
 * The bytes of vector times. A time is written as what distinguishes it from one that the reader has already, its
 * base: groups of neighbouring entries that differ from it by the same number, or every entry if that is shorter. After a
 * barrier nearly all entries of nearly all times are equal, so that even a time of a thousand drones takes few bytes.
 */
record Times(Ranges ranges, VectorTime zero) {
    Times(Ranges ranges) {
        this(ranges, VectorTime.zero(0));
    }

    void time(Sink out, VectorTime time, VectorTime base) {
        int[] changed = changed(time, base);
        out.varint(form(changed, time, base));
        entries(out, changed, time, base);
    }

    VectorTime time(Source in, VectorTime base) {
        return entries(in, in.upTo(mostForm(), "the form of a time"), base);
    }

    /** {@return the drones whose entries are not those of {@code base}} */
    int[] changed(VectorTime time, VectorTime base) {
        if (time.size() > ranges.drones()) {
            throw new ProtocolException("A time with " + time.size() + " entries cannot be sent in a hive of "
                    + ranges.drones() + " drones at most.");
        }
        return time.differences(base);
    }

    /** {@return the greatest form that a time can have} */
    int mostForm() {
        return 2 * ranges.drones() + 1;
    }

    /**
     * {@return how the entries are to be written: twice the number of groups of changed ones, or twice the number of all and one, if
     * every entry follows}
     */
    int form(int[] changed, VectorTime time, VectorTime base) {
        int groups = 0;
        int grouped = 0;
        int all = Math.max(time.size(), base.size());
        int dense = all - changed.length;
        for (int i = 0, from = 0; i < changed.length; ) {
            int end = groupEnd(changed, i, time, base);
            int bytes = Sink.signedBytes(delta(changed[i], time, base));
            groups++;
            grouped += headBytes(changed[i] - from, end - i) + bytes;
            dense += (end - i) * bytes;
            from = changed[end - 1] + 1;
            i = end;
        }
        return grouped <= dense ? 2 * groups : 2 * all + 1;
    }

    /** Writes the entries in the form that {@link #form} finds. */
    void entries(Sink out, int[] changed, VectorTime time, VectorTime base) {
        int form = form(changed, time, base);
        if (form % 2 != 0) {
            for (int drone = 0; drone < form / 2; drone++) {
                out.signed(delta(drone, time, base));
            }
            return;
        }
        for (int i = 0, from = 0; i < changed.length; ) {
            int end = groupEnd(changed, i, time, base);
            int length = end - i;
            out.varint(2L * (changed[i] - from) + (length > 1 ? 1 : 0));
            if (length > 1) {
                out.varint(length - 2);
            }
            out.signed(delta(changed[i], time, base));
            from = changed[end - 1] + 1;
            i = end;
        }
    }

    VectorTime entries(Source in, int form, VectorTime base) {
        if (form > mostForm()) {
            throw in.malformed("the form of a time is " + form + ", it must be at most " + mostForm());
        }
        if (form % 2 != 0) {
            return dense(in, form / 2, base);
        }
        VectorTime time = base;
        for (int group = form / 2, from = 0; group > 0; group--) {
            long head = in.varint("the gap between two groups of entries of a time");
            int left = ranges.drones() - from;
            long length = (head & 1) == 0 ? 1 : 2L + in.upTo(left, "the length of a group of entries of a time");
            if (head < 0 || (head >>> 1) + length > left) {
                throw in.malformed("a group of " + length + " entries ends behind the last of " + ranges.drones());
            }
            from += (int) (head >>> 1);
            ranges.unfold(in, (int) length);
            time = time.with(from, group(in, base, from, (int) length));
            from += (int) length;
        }
        return time;
    }

    private static int[] group(Source in, VectorTime base, int from, int length) {
        int delta = in.signed("what is added to an entry of a time");
        int[] entries = new int[length];
        for (int i = 0; i < length; i++) {
            entries[i] = entry(in, base, from + i, delta);
        }
        return entries;
    }

    private VectorTime dense(Source in, int count, VectorTime base) {
        if (in.left() < count) {
            throw in.malformed("a time needs an entry for each of " + count + " drones");
        }
        int[] entries = new int[count];
        for (int drone = 0; drone < entries.length; drone++) {
            entries[drone] = entry(in, base, drone, in.signed("what is added to an entry of a time"));
        }
        return VectorTime.of(entries);
    }

    private static int entry(Source in, VectorTime base, int drone, int delta) {
        long entry = (long) base.get(drone) + delta;
        if (entry < 0 || entry > Integer.MAX_VALUE) {
            throw in.malformed("an entry of a time is " + entry + ", it must be from 0 to " + Integer.MAX_VALUE);
        }
        return (int) entry;
    }

    private static int groupEnd(int[] changed, int start, VectorTime time, VectorTime base) {
        int delta = delta(changed[start], time, base);
        int end = start + 1;
        while (end < changed.length
                && changed[end] == changed[end - 1] + 1
                && delta(changed[end], time, base) == delta) {
            end++;
        }
        return end;
    }

    private static int headBytes(int gap, int length) {
        return Sink.varintBytes(2L * gap + 1) + (length > 1 ? Sink.varintBytes(length - 2) : 0);
    }

    private static int delta(int drone, VectorTime time, VectorTime base) {
        return time.get(drone) - base.get(drone);
    }
}
