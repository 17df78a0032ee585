package io.hivemind.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whose changes are in a copy of a page: for each creator the newest interval of it. Few drones write a page, so the
 * entries are kept sparse (I7).
 */
final class Contents {
    private int[] creators = new int[0];
    private int[] newest = new int[0];

    /** The newest interval of {@code creator} whose changes are in; 0 if none since the last collection. */
    int of(int creator) {
        int at = Arrays.binarySearch(creators, creator);
        return at < 0 ? 0 : newest[at];
    }

    boolean includes(Interval interval) {
        return of(interval.creator()) >= interval.index();
    }

    /** Whether whoever knows everything up to {@code time} has heard of all whose changes are in. */
    boolean areKnownAt(VectorTime time) {
        boolean known = true;
        for (int i = 0; i < creators.length; i++) {
            known &= time.covers(creators[i], newest[i]);
        }
        return known;
    }

    /** The changes of {@code interval} are in, and those of all before it by the same creator. */
    void include(int creator, int index) {
        int at = Arrays.binarySearch(creators, creator);
        if (at >= 0) {
            newest[at] = Math.max(newest[at], index);
            return;
        }
        int gap = -at - 1;
        creators = insert(creators, gap, creator);
        newest = insert(newest, gap, index);
    }

    /** Says the same as {@code ids}, and nothing of what it said before. */
    void become(List<IntervalId> ids) {
        creators = new int[0];
        newest = new int[0];
        for (IntervalId id : ids) {
            include(id.creator(), id.index());
        }
    }

    /** Leaves out what {@code cut} covers: after a collection every copy has it. */
    void forget(VectorTime cut) {
        int kept = 0;
        for (int i = 0; i < creators.length; i++) {
            if (!cut.covers(creators[i], newest[i])) {
                creators[kept] = creators[i];
                newest[kept++] = newest[i];
            }
        }
        creators = Arrays.copyOf(creators, kept);
        newest = Arrays.copyOf(newest, kept);
    }

    List<IntervalId> toIds() {
        List<IntervalId> ids = new ArrayList<>(creators.length);
        for (int i = 0; i < creators.length; i++) {
            ids.add(new IntervalId(creators[i], newest[i]));
        }
        return ids;
    }

    private static int[] insert(int[] values, int at, int value) {
        int[] longer = new int[values.length + 1];
        System.arraycopy(values, 0, longer, 0, at);
        longer[at] = value;
        System.arraycopy(values, at, longer, at + 1, values.length - at);
        return longer;
    }
}
